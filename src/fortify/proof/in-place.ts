import type { Blob } from "../../core/blob.ts";
import { lengthOf } from "../../core/span.ts";
import type { Container, Pair } from "./anew.ts";
import { checksums, wrongChecksum } from "./checksums.ts";
import type { PlacedEdit } from "./declared.ts";
import { commitmentTo, sha256 } from "../../attest/digest.ts";
import { firstDifference, type Hole, placed, type PlacedHole } from "./equal.ts";
import { memberSpans } from "./members.ts";
import { isNeutral } from "./neutral.ts";

/** What may differ in a blob that was not packed anew. */
export interface InPlace {
  /** The edits of the blob itself. */
  readonly own: readonly PlacedEdit[];
  /** Members in which edits are declared, which were compared already. */
  readonly touched: readonly Pair[];
  /** The key of the commitments; without one they are not checked. */
  readonly opening?: Uint8Array | undefined;
}

/** What is wrong where all that was not edited lies there as it stood. */
export async function differenceInPlace(
  { before, after, format }: Container,
  { own, touched, opening }: InPlace,
): Promise<string | undefined> {
  const members = touched.map((pair) => holesOfMember(pair, before, after));
  if (!members.every((each) => each !== undefined))
    return "a member does not lie in it as it stands";
  const holes: readonly EditHole[] = [...own.map(holeOf), ...members.flat()];
  const places = placed(holes, before.size);
  if (typeof places === "string") return places;
  const isMoved = places.some((hole) => lengthOf(hole.span) !== hole.length);
  const changed = places.map(({ now }) => now);
  const patches = isMoved ? [] : await checksums(format, after, changed);
  const at = await firstDifference(before, after, places, patches);
  if (at !== undefined) return undeclared(at);
  return (await wrongChecksum(after, patches)) ?? wrongEdit({ before, after }, places, opening);
}

interface EditHole extends Hole {
  readonly edit?: PlacedEdit;
}

const holeOf = (edit: PlacedEdit): EditHole => ({
  span: edit.span,
  length: edit.length ?? lengthOf(edit.span),
  edit,
});

/** Where a member lies, in as many pieces as before. */
function holesOfMember({ was, is }: Pair, before: Blob, after: Blob): EditHole[] | undefined {
  const old = memberSpans(was.region, before);
  const now = memberSpans(is.region, after);
  if (old?.length !== now?.length) return undefined;
  return old?.map((at, piece) => ({ span: at, length: lengthOf(now?.[piece] ?? at) }));
}

/** What is wrong with what stands in place of the old bytes. */
async function wrongEdit(
  { before, after }: Pick<Container, "before" | "after">,
  holes: readonly (PlacedHole & EditHole)[],
  opening: Uint8Array | undefined,
): Promise<string | undefined> {
  for (const { edit, span: at, now } of holes) {
    if (!edit) continue;
    const old = await before.read(at);
    const bytes = await after.read(now);
    const place = `the edit at byte ${at.start}`;
    if (edit.after !== undefined && edit.after !== sha256(bytes))
      return `${place} wrote other bytes than the receipt says`;
    if (!isNeutral(edit.kind, old, bytes)) return `${place} wrote something that is not neutral`;
    if (opening && edit.before !== undefined && edit.before !== commitmentTo(old, opening))
      return `${place} replaced other bytes than the receipt says`;
  }
  return undefined;
}

/** What is said of a byte that nothing accounts for. */
export const undeclared = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : `byte ${at} is another, and no edit is declared there`;
