import { overlaps, type Span } from "../../core/span.ts";
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

  /**
   * The edits inside a blob, ascending, none touching the next. Checksums are not
   * among them: they can be computed.
   */
  at(path: readonly string[]): readonly PlacedEdit[] {
    const edits = this.#about(path).filter(isPlaced);
    const apart: PlacedEdit[] = [];
    for (const edit of edits.toSorted(outerFirst)) {
      const last = apart.at(-1);
      const both = last && overlaps(last.span, edit.span) ? joined(last, edit) : undefined;
      if (both) apart[apart.length - 1] = both;
      else apart.push(edit);
    }
    return apart;
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

/**
 * Two edits of the same bytes as one. What the first wrote the second replaced, so
 * their digests say nothing of the end. Undefined where nobody can tell how many
 * bytes both wrote.
 */
function joined(outer: PlacedEdit, inner: PlacedEdit): PlacedEdit | undefined {
  const { before: _, after: __, ...rest } = outer;
  if (inner.span.end <= outer.span.end) return { ...rest, kind: kindOf(outer, inner) };
  if (outer.length !== undefined || inner.length !== undefined) return undefined;
  const span = { start: outer.span.start, end: inner.span.end };
  return { ...rest, kind: kindOf(outer, inner), span };
}

const kindOf = (one: PlacedEdit, other: PlacedEdit): ReceiptEdit["kind"] =>
  one.kind === other.kind || one.kind === "drop" ? one.kind : "fill";

const starts = (names: readonly string[], path: readonly string[]): boolean =>
  path.every((name, index) => matchesMasked(names[index] ?? "", name));
