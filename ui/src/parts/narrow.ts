import { signal } from "@preact/signals";

const media = globalThis.matchMedia?.("(max-width: 900px)");

/** Whether there is room for one column only; the same as in the style. */
export const isNarrow = signal(media?.matches ?? false);
media?.addEventListener("change", ({ matches }) => {
  isNarrow.value = matches;
});
