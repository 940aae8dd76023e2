import { clipMiddle, widthOf } from "../../../../report/kit/width.ts";
import { visible } from "../../../../report/kit/escape.ts";
import { linkKinds } from "../../dossier.ts";
import { heading } from "../words.ts";
import { type Box, type Curve, type Layout, round } from "./layout.ts";
import { escaped } from "./markup.ts";

/** What a character of a name takes, in pixels, in the type of the map. */
const characterWidth = 7.6;

interface Page {
  /** Says it to those who do not see it. */
  readonly title: string;
  /** The class by which the style shows or hides it. */
  readonly name: string;
  /** Where each entity is told of on the page. */
  readonly anchors: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
}

/** Yields the map as SVG: lines first, so that boxes lie above them. */
export function* picture({ width, height, boxes, titles, curves }: Layout, page: Page) {
  yield `<svg class="map ${page.name}" viewBox="-1 -1 ${width + 2} ${round(height) + 2}" width="${width}" role="group" aria-label="${escaped(page.title)}">\n`;
  yield `<defs><marker id="tip-${page.name}" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path class="tip" d="M0 0 8 4 0 8z"/></marker></defs>\n`;
  for (const curve of curves) yield line(curve, page);
  for (const { kind, x, y } of titles)
    yield `<text class="title" x="${round(x)}" y="${round(y)}">${escaped(heading(kind))}</text>\n`;
  for (const box of boxes) yield oneBox(box, page);
  yield "</svg>\n";
}

function line({ from, to, sure, count, link, path }: Curve, { names, name }: Page): string {
  const says = `${names.get(link.from) ?? ""} ${linkKinds[link.kind]} ${names.get(link.to) ?? ""}`;
  const more = count > 1 ? `, and ${count - 1} more` : sure === "likely" ? " (likely)" : "";
  return (
    `<path class="line ${sure}" data-from="${escaped(from)}" data-to="${escaped(to)}" ` +
    `d="${path}" marker-end="url(#tip-${name})"><title>${escaped(says + more)}</title></path>\n`
  );
}

function oneBox({ id, kind, name, x, y, width, height, folded }: Box, page: Page): string {
  const lines = inTwo(visible(name), Math.floor((width - 24) / characterWidth));
  const first = y + height / 2 + 4.5 - (lines.length - 1) * 8;
  const href = page.anchors.get(id) ?? `kind-${kind}`;
  const shape = `x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${height}" rx="8"`;
  return (
    `<a href="#${href}" class="box ${kind}${folded === undefined ? "" : " folded"}" data-id="${escaped(id)}">` +
    `<title>${escaped(name)}</title><rect class="plate" ${shape}/>` +
    `<rect class="stripe" x="${round(x)}" y="${round(y)}" width="5" height="${height}" rx="2.5"/>` +
    `<text>${lines.map((each, at) => `<tspan x="${round(x + 15)}" y="${round(first + at * 16)}">${escaped(each)}</tspan>`).join("")}</text></a>\n`
  );
}

/** Where a name may go on in a second line: at a space rather than elsewhere. */
const breaks = [/\s/, /[/.@:_-]/];

/** A name in one line or in two, broken where its parts meet; what is over falls out of the middle. */
function inTwo(name: string, room: number): readonly string[] {
  if (widthOf(name) <= room) return [name];
  for (const each of breaks)
    for (let at = Math.min(room, name.length - 1); at > room / 2; at--)
      if (each.test(name[at - 1] ?? ""))
        return [name.slice(0, at), clipMiddle(name.slice(at), room)];
  return [name.slice(0, room), clipMiddle(name.slice(room), room)];
}
