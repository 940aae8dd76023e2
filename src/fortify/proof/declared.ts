import type { Span } from "../../core/span.ts";
import { matchesMasked } from "./masked.ts";
import type { ReceiptEdit } from "./statement.ts";

/** An edit at a place of a blob. */
export interface PlacedEdit extends ReceiptEdit {
  readonly span: Span;
}

/** The edits of one file, by the blob that they are about. */
export class DeclaredEdits {
  readonly #edits: readonly { readonly names: readonly string[]; readonly edit: ReceiptEdit }[];

  constructor(edits: readonly ReceiptEdit[]) {
    this.#edits = edits.map((edit) => ({ names: edit.in?.split("!/") ?? [], edit }));
  }

  /** The edits inside a blob, ascending. */
  at(path: readonly string[]): readonly PlacedEdit[] {
    return this.#about(path)
      .filter((edit): edit is PlacedEdit => edit.span !== undefined)
      .toSorted((one, other) => one.span.start - other.span.start);
  }

  /** Whether the blob was left out. */
  drops(path: readonly string[]): boolean {
    return this.#about(path).some(({ kind, span }) => kind === "drop" && span === undefined);
  }

  /** Whether anything is declared for the blob, or for one inside of it. */
  touches(path: readonly string[]): boolean {
    return this.#edits.some(({ names }) => names.length >= path.length && starts(names, path));
  }

  /** Whether anything is declared for a blob inside of this one. */
  reaches(path: readonly string[]): boolean {
    return this.#edits.some(({ names }) => names.length > path.length && starts(names, path));
  }

  #about(path: readonly string[]): readonly ReceiptEdit[] {
    return this.#edits
      .filter(({ names }) => names.length === path.length && starts(names, path))
      .map(({ edit }) => edit);
  }
}

const starts = (names: readonly string[], path: readonly string[]): boolean =>
  path.every((name, index) => matchesMasked(names[index] ?? "", name));
