import type { Extra } from "../../core/extra.ts";
import type { Finding } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";

/** What is to be done at one place of a blob. */
export type Order =
  /** The bytes that spell a value become neutral ones. */
  | { readonly kind: "fill"; readonly finding: Finding; readonly value: string }
  /** Bytes that no reader sees become zero. */
  | { readonly kind: "wipe"; readonly finding: Finding; readonly span: Span }
  /** All that stands under a key is left out: a field, a line, a chunk. It stays where the format can leave nothing out. */
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

  /** The values that are names, in any blob. */
  readonly #names: readonly string[];

  constructor(orders: readonly Order[], extras: Iterable<Extra> = []) {
    this.all = orders;
    this.#drops = orders.filter(({ kind }) => kind === "drop");
    const names = orders.filter((each) => each.kind === "fill" && isName(each.finding));
    this.#names = [...new Set(names.map((each) => (each.kind === "fill" ? each.value : "")))];
    this.#byPath = Map.groupBy(orders, ({ finding }) => finding.location.path);
    this.extras = new Set(extras);
  }

  /** A number for each value that is a name somewhere, so that no two become the same, and all that refers to one still does. */
  nth(order: Order): number | undefined {
    const at = order.kind === "fill" ? this.#names.indexOf(order.value) : -1;
    return at < 0 ? undefined : at + 1;
  }

  at(path: string): readonly Order[] {
    return this.#byPath.get(path) ?? [];
  }

  /** What is left out of the blob by its keys. */
  cutting(path: string): readonly Extract<Order, { kind: "cut" }>[] {
    return this.at(path).filter((order) => order.kind === "cut");
  }

  /** The orders by which the blob is left out. */
  dropping(path: string): readonly Order[] {
    return this.#drops.filter(({ finding }) => isDropped(path, finding.location.path));
  }

  /** Whether any order is about the blob, or one inside of it. */
  touches(path: string): boolean {
    return this.#byPath.has(path) || this.reaches(path) || this.dropping(path).length > 0;
  }

  /** Whether any order is about a blob inside of this one. */
  reaches(path: string): boolean {
    return this.#byPath.keys().some((each) => each.startsWith(`${path}!/`));
  }
}

/** Whether the value is the key of something, rather than what stands there; of a secret, keys show nothing but stars. */
const isName = ({ location: { key = "" }, value = "", class: kind }: Finding): boolean =>
  value !== "" && (key.includes(value) || (kind === "secret" && key.includes("****")));

/** Whether what is left out at `dropped`, a blob or a folder, takes the blob with it. */
export const isDropped = (path: string, dropped: string): boolean =>
  path === dropped || (dropped.endsWith("/") && path.startsWith(dropped));
