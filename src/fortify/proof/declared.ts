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

  /** The edits inside a blob, ascending, without those inside of others. Checksums are not among them: they can be computed. */
  at(path: readonly string[]): readonly PlacedEdit[] {
    const edits = this.#about(path).filter(isPlaced);
    const kept: PlacedEdit[] = [];
    for (const edit of edits.toSorted(outerFirst))
      if (edit.span.end > (kept.at(-1)?.span.end ?? -1)) kept.push(edit);
    return kept;
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

const isPlaced = (edit: ReceiptEdit): edit is PlacedEdit =>
  edit.kind !== "checksum" && edit.span !== undefined;

const outerFirst = ({ span: one }: PlacedEdit, { span: other }: PlacedEdit): number =>
  one.start - other.start || other.end - one.end;

const starts = (names: readonly string[], path: readonly string[]): boolean =>
  path.every((name, index) => matchesMasked(names[index] ?? "", name));
