import { signal } from "@preact/signals";

const media = globalThis.matchMedia?.("(max-width: 900px)");

/** Whether there is room for one column only; the same as in the style. */
export const isNarrow = signal(media?.matches ?? false);
media?.addEventListener("change", ({ matches }) => {
  isNarrow.value = matches;
});

const sizeOfRem = (): number =>
  Number.parseFloat(getComputedStyle(document.documentElement).fontSize);

/** The size of the text, in pixels: it grows with the window. */
export const rem = signal(sizeOfRem());
addEventListener("resize", () => {
  rem.value = sizeOfRem();
});
