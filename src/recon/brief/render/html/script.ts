/**
 * The script of the page: the theme, and what is linked to the box of the map
 * that the reader points at. The page says everything without it.
 */
export const script = String.raw`
"use strict";
const root = document.documentElement;
const button = document.getElementById("theme");
const themes = ["system", "light", "dark"];
const setTheme = (theme) => { root.dataset.theme = theme; button.textContent = "Theme: " + theme; };
let kept = null;
try { kept = localStorage.getItem("tare-theme"); } catch { /* storage may be forbidden for files */ }
setTheme(themes.includes(kept) ? kept : "system");
button.hidden = false;
button.addEventListener("click", () => {
  const next = themes[(themes.indexOf(root.dataset.theme) + 1) % themes.length];
  setTheme(next);
  try { localStorage.setItem("tare-theme", next); } catch { /* see above */ }
});
for (const map of document.querySelectorAll(".map")) {
  const boxes = [...map.querySelectorAll(".box")], lines = [...map.querySelectorAll(".line")];
  const point = (box) => {
    map.classList.toggle("pointed", box !== undefined);
    const near = new Set([box && box.dataset.id]);
    for (const line of lines) {
      const { from, to } = line.dataset, is = box !== undefined && (from === box.dataset.id || to === box.dataset.id);
      line.classList.toggle("near", is);
      if (is) { near.add(from); near.add(to); }
    }
    for (const each of boxes) each.classList.toggle("near", near.has(each.dataset.id));
  };
  for (const box of boxes) {
    box.addEventListener("pointerenter", () => point(box));
    box.addEventListener("pointerleave", () => point(undefined));
    box.addEventListener("focus", () => point(box));
    box.addEventListener("blur", () => point(undefined));
  }
}
const open = () => {
  const at = document.getElementById(location.hash.slice(1));
  const fold = at && at.closest("details");
  if (fold) { fold.open = true; at.scrollIntoView(); }
};
addEventListener("hashchange", open);
open();
`;
