import type { Edit } from "./cleaned.ts";
import type { Order } from "./orders.ts";

/** What could not be done, and why. The blob is as it was there. */
export interface Refusal {
  readonly path: string;
  readonly reason: string;
}

/** What stands in an edit for bytes that were there. */
export type Digest = (bytes: Uint8Array) => string;

/** What was done in a file, and what was not. */
export class EditLog {
  readonly #digest: Digest;
  #edits: Edit[] = [];
  readonly refusals: Refusal[] = [];
  readonly #done = new Set<Order>();

  constructor(digest: Digest) {
    this.#digest = digest;
  }

  get edits(): readonly Edit[] {
    return this.#edits;
  }

  /** @param before What stood there. @param after What does now; nothing where it was left out. */
  add(edit: Omit<Edit, "before" | "after">, before: Uint8Array, after?: Uint8Array): void {
    this.#edits.push({
      ...edit,
      before: this.#digest(before),
      ...(after && after.length > 0 && { after: this.#digest(after) }),
    });
  }

  carriedOut(orders: Iterable<Order>): void {
    for (const order of orders) this.#done.add(order);
  }

  /** The blob, and all that is in it, stays as it was. */
  refuse(path: string, reason: string): void {
    this.refusals.push({ path, reason });
    this.#edits = this.#edits.filter((edit) => !isWithin(edit.path, path));
  }

  /** The orders of which nothing came. */
  undone(orders: Iterable<Order>): Order[] {
    return [...orders].filter(
      (order) => !this.#done.has(order) || this.refusalOf(order.finding.location.path),
    );
  }

  /** Why what stands at a path is as it was. */
  refusalOf(path: string): Refusal | undefined {
    return this.refusals.find((each) => isWithin(path, each.path));
  }
}

/** Whether a blob is the other one, or in it. */
export const isWithin = (path: string, outer: string): boolean =>
  path === outer || path.startsWith(`${outer}!/`);
