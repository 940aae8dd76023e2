import type { Finding } from "../../core/finding.ts";
import type { Span } from "../../core/span.ts";

/** What is to be done at one place of a blob. */
export type Order =
  /** The bytes that spell a value become neutral ones. */
  | { readonly kind: "fill"; readonly finding: Finding; readonly value: string }
  /** Bytes that no reader sees become zero. */
  | { readonly kind: "wipe"; readonly finding: Finding; readonly span: Span }
  /** The whole blob is left out of what holds it. */
  | { readonly kind: "drop"; readonly finding: Finding };

/** All orders of one file, by the path of the blob that they are about. */
export class Orders {
  readonly #byPath: ReadonlyMap<string, readonly Order[]>;

  constructor(orders: readonly Order[]) {
    this.#byPath = Map.groupBy(orders, ({ finding }) => finding.location.path);
  }

  at(path: string): readonly Order[] {
    return this.#byPath.get(path) ?? [];
  }

  drops(path: string): boolean {
    return this.at(path).some(({ kind }) => kind === "drop");
  }

  /** Whether anything is to be done in the blob, or in one inside of it. */
  touches(path: string): boolean {
    return this.#byPath.has(path) || this.reaches(path);
  }

  /** Whether anything is to be done in a blob inside of this one. */
  reaches(path: string): boolean {
    return this.#byPath.keys().some((each) => each.startsWith(`${path}!/`));
  }
}
