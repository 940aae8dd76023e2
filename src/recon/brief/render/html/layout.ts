import type { EntityKind } from "../../dossier.ts";
import type { BriefMap, Line, Spot } from "./map.ts";

/** A spot with its place, in pixels from the top left. */
export interface Box extends Spot {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Title {
  readonly kind: EntityKind;
  readonly x: number;
  readonly y: number;
}

/** A line as a path of SVG. */
export interface Curve extends Line {
  readonly path: string;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly boxes: readonly Box[];
  readonly titles: readonly Title[];
  readonly curves: readonly Curve[];
}

/** How the map lies on a page of some width. */
export interface Sheet {
  readonly width: number;
  /** `across`: columns side by side. `down`: one above the other. */
  readonly runs: "across" | "down";
}

const height = 46;
/** Between boxes, above the title of a kind, and between columns. */
const gap = { box: 10, title: 30, column: 70 };
/** What is left beside a single column for the lines. */
const arcs = 96;

/** Gives each spot a place. */
export const laidOut = (map: BriefMap, sheet: Sheet): Layout =>
  sheet.runs === "across" ? across(map, sheet.width) : down(map, sheet.width);

function across({ columns, lines }: BriefMap, width: number): Layout {
  const boxWidth = (width - gap.column * (columns.length - 1)) / columns.length;
  const stacks = columns.map((column, at) =>
    stacked(column, at * (boxWidth + gap.column), boxWidth),
  );
  const tallest = Math.max(0, ...stacks.map((stack) => stack.height));
  const boxes = stacks.flatMap((stack) => moved(stack.boxes, (tallest - stack.height) / 2));
  const titles = stacks.flatMap((stack) => moved(stack.titles, (tallest - stack.height) / 2));
  return { width, height: tallest, boxes, titles, curves: curves(lines, boxes, sideways) };
}

const moved = <T extends { readonly y: number }>(all: readonly T[], by: number): readonly T[] =>
  all.map((each) => ({ ...each, y: each.y + by }));

/** A column: its kinds one below the other, each with a title. */
function stacked(column: readonly Spot[], x: number, width: number) {
  const boxes: Box[] = [];
  const titles: Title[] = [];
  let y = 0;
  for (const [kind, spots] of Map.groupBy(column, (spot) => spot.kind)) {
    y += gap.title;
    titles.push({ kind, x, y: y - 8 });
    for (const spot of spots) {
      boxes.push({ ...spot, x, y, width, height });
      y += height + gap.box;
    }
  }
  return { boxes, titles, height: y };
}

/** One column, and the lines as arcs beside it: none lies behind a box. */
function down({ columns, lines }: BriefMap, width: number): Layout {
  const { boxes, titles, height } = stacked(columns.flat(), 0, width - arcs);
  return { width, height, boxes, titles, curves: curves(lines, boxes, aside(height)) };
}

function curves(
  lines: readonly Line[],
  boxes: readonly Box[],
  draw: (from: Box, to: Box) => string,
): readonly Curve[] {
  const byId = new Map(boxes.map((box) => [box.id, box]));
  return lines.flatMap((line) => {
    const [from, to] = [byId.get(line.from), byId.get(line.to)];
    return from && to ? [{ ...line, path: draw(from, to) }] : [];
  });
}

/** From the side of one box to the near side of the other; in the same column, around its right. */
function sideways(from: Box, to: Box): string {
  const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
  if (from.x === to.x) {
    const x = from.x + from.width;
    return curve([x, y1], [x + 34, y1], [x + 34, y2], [x, y2]);
  }
  const [x1, x2] = from.x < to.x ? [from.x + from.width, to.x] : [from.x, to.x + to.width];
  const bend = (x2 - x1) / 2;
  return curve([x1, y1], [x1 + bend, y1], [x2 - bend, y2], [x2, y2]);
}

/** From the right of one box to the right of another: the further off that is, the wider. */
const aside =
  (whole: number) =>
  (from: Box, to: Box): string => {
    const x = from.x + from.width;
    const [y1, y2] = [from.y + from.height / 2, to.y + to.height / 2];
    const bulge = 16 + (arcs - 16) * 1.3 * Math.sqrt(Math.abs(y2 - y1) / Math.max(1, whole));
    return curve([x, y1], [x + bulge, y1], [x + bulge, y2], [x, y2]);
  };

type Point = readonly [x: number, y: number];

const curve = (from: Point, one: Point, other: Point, to: Point): string =>
  `M${at(from)} C${at(one)} ${at(other)} ${at(to)}`;

const at = ([x, y]: Point): string => `${round(x)} ${round(y)}`;

/** A tenth of a pixel is enough. */
export const round = (length: number): number => Math.round(length * 10) / 10;
