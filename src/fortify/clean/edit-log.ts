import { type Blob, pathOf } from "../../core/blob.ts";
import type { Patch } from "../../core/patch.ts";
import { lengthOf, overlaps, type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import type { Splice } from "../../core/splice.ts";
import { commitmentOf, commitmentTo, sha256 } from "../../attest/digest.ts";
import type { Edit } from "./cleaned.ts";
import type { Order } from "./orders.ts";
import type { Refusal } from "./rewrite.ts";

/** An order that was carried out at one place of a blob. */
interface Done {
  readonly order: Order;
  readonly at: Span;
}

/** What was done in a file, and what was not. */
export class EditLog {
  readonly #opening: Uint8Array;
  #edits: Edit[] = [];
  /** Of whole blobs. */
  readonly refusals: Refusal[] = [];
  readonly #done = new Set<Order>();
  readonly #refused = new Map<Order, string>();

  /** @param opening The key of the commitments to what was there. */
  constructor(opening: Uint8Array) {
    this.#opening = opening;
  }

  get edits(): readonly Edit[] {
    return this.#edits;
  }

  #add(edit: Omit<Edit, "before" | "after">, before: Uint8Array, after?: Uint8Array): void {
    this.#edits.push({
      ...edit,
      before: commitmentTo(before, this.#opening),
      ...(after && after.length > 0 && { after: sha256(after) }),
    });
  }

  /** Values were replaced. What several orders share is one edit, by the first of them. */
  async filled(before: Blob, after: Blob, done: readonly Done[]): Promise<void> {
    const path = pathOf(before.origin);
    this.carriedOut(done.map(({ order }) => order));
    for (const at of joinedSpans(done.map((each) => each.at))) {
      const order = done.find((each) => overlaps(each.at, at))?.order;
      if (!order) continue;
      const { rule, title } = order.finding;
      const kind = order.kind === "wipe" ? "wipe" : "fill";
      const edit = { path, kind, span: at, rule, reason: title } as const;
      this.#add(edit, await before.read(at), await after.read(at));
    }
  }

  /** Checksums were mended. @param before The blob as it was. */
  async sealed(before: Blob, seals: readonly Patch[]): Promise<void> {
    const path = pathOf(before.origin);
    const reason = "a checksum over what was changed";
    for (const { at, bytes } of seals) {
      const place = span(at, at + bytes.length);
      this.#add({ path, kind: "checksum", span: place, reason }, await before.read(place), bytes);
    }
  }

  /** Parts were taken out, or emptied. @param before The blob as it was. */
  async cut(before: Blob, splices: readonly Splice[]): Promise<void> {
    const path = pathOf(before.origin);
    const reason = "readers can do without what stood there";
    for (const { at, bytes } of splices) {
      const isShorter = bytes.length !== lengthOf(at);
      const edit = {
        path,
        kind: isShorter ? "drop" : "fill",
        span: at,
        ...(isShorter && { length: bytes.length }),
        reason,
      } as const;
      this.#add(edit, await before.read(at), bytes);
    }
  }

  /** A whole blob was left out. */
  async dropped(blob: Blob, orders: readonly Order[]): Promise<void> {
    const [first] = orders;
    if (!first) return;
    const { rule, title } = first.finding;
    const before = await commitmentOf(blob, this.#opening);
    this.#edits.push({ path: pathOf(blob.origin), kind: "drop", before, rule, reason: title });
    this.carriedOut(orders);
  }

  carriedOut(orders: Iterable<Order>): void {
    for (const order of orders) this.#done.add(order);
  }

  /** All refusals, those of single orders too: each reason once for a blob. */
  get allRefusals(): readonly Refusal[] {
    const single = [...this.#refused].map(([{ finding }, reason]) => ({
      path: finding.location.path,
      reason,
    }));
    const all = [...this.refusals, ...single];
    return [...new Map(all.map((each) => [`${each.path}\0${each.reason}`, each])).values()];
  }

  refuseOrder(order: Order, reason: string): void {
    this.#refused.set(order, reason);
  }

  /** The blob, and all that is in it, stays as it was. */
  refuse(path: string, reason: string): void {
    this.refusals.push({ path, reason });
    this.#edits = this.#edits.filter((edit) => !isWithin(edit.path, path));
  }

  /** Why nothing came of an order; `undefined` where something did. */
  undone(order: Order): string | undefined {
    const { path } = order.finding.location;
    const refusal = this.refusals.find((each) => isWithin(path, each.path));
    if (refusal) return refusal.reason;
    if (this.#done.has(order)) return undefined;
    return this.#refused.get(order) ?? (order.kind === "cut" ? notCut : notReached);
  }
}

const notReached = "it stands in something coded that cannot be written anew";
const notCut = "it cannot be left out of this kind of file";

/** Whether a blob is the other one, or in it. */
export const isWithin = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}!/`);
