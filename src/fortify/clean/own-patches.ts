import { type Blob, pathOf } from "../../core/blob.ts";
import type { Format } from "../../core/format.ts";
import { flattened, type Patch } from "../../core/patch.ts";
import { overlaps, type Span } from "../../core/span.ts";
import { echoes } from "./echoes.ts";
import { filler } from "./fill.ts";
import type { Order, Orders } from "./orders.ts";

/** What the orders for one blob come to, without those for the blobs in it. */
export interface OwnPatches {
  readonly patches: readonly Patch[];
  /** Where an order was carried out. */
  readonly done: readonly Done[];
  readonly refused: readonly { readonly order: Order; readonly reason: string }[];
}

interface Done {
  readonly order: Order;
  readonly at: Span;
}

/**
 * The patches that the orders for the blob itself ask for. A value that is filled
 * at one place is filled at all others of the blob where it stands.
 */
export async function ownPatches(orders: Orders, format: Format, blob: Blob): Promise<OwnPatches> {
  const own = orders.at(pathOf(blob.origin));
  const names = await fixedNames(format, blob, own);
  const isFixed = (at: Span): boolean => names.some((each) => overlaps(each, at));
  const patches: Patch[] = [];
  const done: Done[] = [];
  const refused: { order: Order; reason: string }[] = [];
  const replace = async (order: Order, at: Span, coding?: string): Promise<boolean> => {
    const before = await blob.read(at);
    const after = replacing(order, before, { nth: orders.nth(order), coding });
    if (!after) return false;
    patches.push(...changedRuns(at.start, before, after));
    done.push({ order, at });
    return true;
  };
  // What is to be cut is only filled in case that its key is not found.
  const refuse = (order: Order, reason: string): void => {
    if (order.kind !== "cut") refused.push({ order, reason });
  };
  for (const order of own)
    for (const at of placesOf(order))
      if (isFixed(at)) refuse(order, format.fixedNames ?? "");
      else if (!(await replace(order, at))) refuse(order, unknownSpelling);
  const known = new Set(done.map(({ at }) => at.start));
  for await (const { order, at, coding } of echoes(format, blob, own))
    if (!known.has(at.start) && !isFixed(at)) await replace(order, at, coding);
  return { patches: flattened(patches), done, refused };
}

const unknownSpelling =
  "the value is packed there, or spelled in a way that cannot be written in place";

/** Where the names of the blob stand, if none of them may change and one might. */
async function fixedNames(
  format: Format,
  blob: Blob,
  orders: readonly Order[],
): Promise<readonly Span[]> {
  if (format.fixedNames === undefined || !orders.some(({ kind }) => kind === "fill")) return [];
  const names: Span[] = [];
  for await (const region of format.regions(blob))
    if (region.kind === "string" && region.role === "name") names.push(...region.spans);
  return names;
}

/** The bytes of the blob that an order is about. */
function placesOf(order: Order): readonly Span[] {
  if (order.kind === "drop") return [];
  if (order.kind === "wipe") return [order.span];
  const { pieces, span: whole } = order.finding.location;
  return pieces ?? (whole ? [whole] : []);
}

interface Replacing {
  /** As in `Filled`. */
  readonly nth: number | undefined;
  /** How the value is spelled there, where that is not what the finding says. */
  readonly coding: string | undefined;
}

/**
 * What comes in place of the bytes at one place of an order, if that is known.
 * What is to be cut is filled too, in case that its key is not found.
 */
function replacing(
  order: Order,
  bytes: Uint8Array,
  { nth, coding }: Replacing,
): Uint8Array | undefined {
  if (order.kind === "wipe" || order.kind === "drop") return new Uint8Array(bytes.length);
  const { class: kind, location } = order.finding;
  const text = order.kind === "fill" ? order.value : order.finding.value;
  const isPiece = coding === undefined && location.pieces !== undefined;
  const value = isPiece || text === undefined ? undefined : Buffer.from(text).toString("latin1");
  return filler({
    class: kind,
    bytes,
    coding: coding ?? location.coding ?? "plain",
    ...(value !== undefined && { value }),
    ...(nth !== undefined && { nth }),
  });
}

/** The parts that become others: what one finding keeps, such as the last name of a path, another may not. */
function changedRuns(at: number, before: Uint8Array, after: Uint8Array): Patch[] {
  const runs: Patch[] = [];
  for (let start = 0; start < after.length;) {
    let end = start;
    while (end < after.length && before[end] !== after[end]) end++;
    if (end > start) runs.push({ at: at + start, bytes: after.subarray(start, end) });
    start = end + 1;
  }
  return runs;
}
