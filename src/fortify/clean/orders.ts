import type { Extra } from "../../core/extra.ts";
import type { Finding } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";

/** What is to be done at one place of a blob. */
export type Order =
  /** The bytes that spell a value become neutral ones. */
  | { readonly kind: "fill"; readonly finding: Finding; readonly value: string }
  /** Bytes that no reader sees become zero. */
  | { readonly kind: "wipe"; readonly finding: Finding; readonly span: Span }
  /** All that stands under a key is left out: a field, a line, a chunk; or filled, where nothing can be left out. */
  | { readonly kind: "cut"; readonly finding: Finding; readonly key: string }
  /** The whole blob is left out of what holds it; a path that ends in `/` means all that is in that folder. */
  | { readonly kind: "drop"; readonly finding: Finding };

/** All orders of one file, by the path of the blob that they are about. */
export class Orders {
  readonly all: readonly Order[];
  readonly #drops: readonly Order[];
  readonly #byPath: ReadonlyMap<string, readonly Order[]>;
  /** What is stripped off every blob, whatever was found in it. */
  readonly extras: ReadonlySet<Extra>;

  constructor(orders: readonly Order[], extras: Iterable<Extra> = []) {
    this.all = orders;
    this.#drops = orders.filter(({ kind }) => kind === "drop");
    this.#byPath = Map.groupBy(orders, ({ finding }) => finding.location.path);
    this.extras = new Set(extras);
  }

  at(path: string): readonly Order[] {
    return this.#byPath.get(path) ?? [];
  }

  /** The keys under which all is left out of the blob. */
  cuts(path: string): readonly string[] {
    return this.at(path).flatMap((order) => (order.kind === "cut" ? [order.key] : []));
  }

  /** The orders by which the blob is left out. */
  dropping(path: string): readonly Order[] {
    return this.#drops.filter(({ finding }) => isDropped(path, finding.location.path));
  }

  /** Whether anything is to be done in the blob, or in one inside of it. */
  touches(path: string): boolean {
    return this.#byPath.has(path) || this.reaches(path) || this.dropping(path).length > 0;
  }

  /** Whether anything is to be done in a blob inside of this one. */
  reaches(path: string): boolean {
    if (this.extras.size > 0) return true;
    return this.#byPath.keys().some((each) => each.startsWith(`${path}!/`));
  }
}

/** Whether what is left out at `dropped`, a blob or a folder, takes the blob with it. */
export const isDropped = (path: string, dropped: string): boolean =>
  path === dropped || (dropped.endsWith("/") && path.startsWith(dropped));
