import type { Blob } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import type { Format } from "../../core/format.ts";
import type { Patch } from "../../core/patch.ts";
import { lengthOf, overlaps, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import type { Budget } from "../../scan/budget.ts";
import { identify } from "../../scan/identify.ts";
import { differenceAnew, type Pair } from "./anew.ts";
import { DeclaredEdits, type PlacedEdit } from "./declared.ts";
import { commitmentTo, sha256 } from "./digest.ts";
import { firstDifference, type Hole, placed, type PlacedHole } from "./equal.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { innerNames, innerPath, memberSpan, openMember } from "./members.ts";
import { isNeutral } from "./neutral.ts";
import type { ReceiptEdit } from "./statement.ts";

/** Something about a blob of a file. */
export interface Note {
  /** Its path inside the file; empty for the file itself. */
  readonly in: string;
  readonly what: string;
}

/** What a comparison of a file with itself before found. */
export interface Comparison {
  /** What nothing declares, or what is not as declared. */
  readonly problems: readonly Note[];
  /** What could not be compared. */
  readonly unread: readonly Note[];
}

export interface CompareOptions {
  readonly edits: readonly ReceiptEdit[];
  readonly budget: Budget;
  /** The key of the commitments; without one they are not checked. */
  readonly opening?: Uint8Array | undefined;
}

/**
 * Compares a file with what it was. All bytes must be the same, in the file and
 * in all that is nested in it, but those of the edits, and the checksums over
 * them, which are computed anew. Where a container was packed anew, its members
 * are compared as they are unpacked.
 */
export async function compare(
  before: Blob,
  after: Blob,
  { edits, ...options }: CompareOptions,
): Promise<Comparison> {
  const found = { problems: [], unread: [] };
  const declared = new DeclaredEdits(edits);
  await compareBlobs({ before, after, depth: 0 }, { ...options, ...found, declared });
  return found;
}

interface Context {
  readonly declared: DeclaredEdits;
  readonly budget: Budget;
  readonly opening?: Uint8Array | undefined;
  readonly problems: Note[];
  readonly unread: Note[];
}

/** A blob, and what it was. */
interface Sides {
  readonly before: Blob;
  readonly after: Blob;
  readonly depth: number;
}

async function compareBlobs(sides: Sides, context: Context): Promise<void> {
  const { before, after, depth } = sides;
  const { budget, declared, problems, unread } = context;
  const here = innerPath(before);
  try {
    budget.enter(depth);
    const what = declared.touches(innerNames(before))
      ? await differenceIn(sides, context)
      : undeclared(await firstDifference(before, after));
    if (what !== undefined) problems.push({ in: here, what });
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    unread.push({ in: here, what: error.message });
  }
}

const undeclared = (at: number | undefined): string | undefined =>
  at === undefined ? undefined : `byte ${at} is another, and no edit is declared there`;

/** What is wrong with a blob in which, or inside of which, edits are declared. */
async function differenceIn(sides: Sides, context: Context): Promise<string | undefined> {
  const { before, after } = sides;
  const { budget, declared } = context;
  const format = await identify(before);
  const { id, title } = await identify(after);
  if (id !== format.id) return `it was ${format.title}, and is ${title}`;
  const was = await layoutOf(format, before, budget);
  const own = declared.at(innerNames(before));
  const overTensor = touchedTensor(own, was);
  if (overTensor !== undefined) return overTensor;
  const pairs = pairsOf(was, await layoutOf(format, after, budget), { declared, own });
  if (typeof pairs === "string") return pairs;
  const touched = pairs.filter(({ was: { path } }) => declared.touches(path));
  for (const pair of touched) await compareMembers(pair, sides, context);
  const isShorter = pairs.length < was.members.length;
  const inPlace = isShorter
    ? "members are missing"
    : await differenceInPlace(sides, format, { own, touched, context });
  if (inPlace === undefined || !format.repack || !(isShorter || touched.length > 0)) return inPlace;
  const isTouched = (pair: Pair): boolean => touched.includes(pair);
  const dropped = was.members
    .filter(({ path }) => declared.drops(path))
    .map(({ path }) => path.at(-1) ?? "");
  return differenceAnew({ before, after, format }, { pairs, isTouched, dropped, own, budget });
}

function touchedTensor(own: readonly PlacedEdit[], { tensors }: Layout): string | undefined {
  for (const edit of own) {
    const tensor = tensors.find((each) => overlaps(each.span, edit.span));
    if (tensor) return `the edit at byte ${edit.span.start} touches the tensor '${tensor.name}'`;
  }
  return undefined;
}

/** The members of both sides that are the same, in order, or what is wrong with them. */
function pairsOf(
  was: Layout,
  is: Layout,
  { declared, own }: { readonly declared: DeclaredEdits; readonly own: readonly PlacedEdit[] },
): readonly Pair[] | string {
  const kept = was.members.filter(({ path }) => !declared.drops(path));
  if (kept.length !== is.members.length)
    return `it has ${is.members.length} members, and must have ${kept.length}`;
  const pairs: Pair[] = [];
  for (const [index, member] of kept.entries()) {
    const now = is.members[index];
    if (!now) continue;
    const name = now.path.at(-1) ?? "";
    // Where a name gave something away, an edit of the container replaced it.
    if (member.path.at(-1) !== name && own.length === 0)
      return `its member '${name}' is not where it was`;
    pairs.push({ was: member, is: now });
  }
  return pairs;
}

async function compareMembers({ was, is }: Pair, sides: Sides, context: Context): Promise<void> {
  const { before, after, depth } = sides;
  const { budget } = context;
  using old = await openMember(was.region, before, budget);
  using now = await openMember(is.region, after, budget);
  await compareBlobs({ before: old.blob, after: now.blob, depth: depth + 1 }, context);
}

/** What is wrong where all that was not edited lies there as it stood. */
async function differenceInPlace(
  { before, after }: Sides,
  format: Format,
  edits: {
    readonly own: readonly PlacedEdit[];
    readonly touched: readonly Pair[];
    readonly context: Context;
  },
): Promise<string | undefined> {
  const holes = [
    ...edits.own.map(holeOf),
    ...edits.touched.map((pair) => holeOfMember(pair, before, after)),
  ];
  if (!holes.every((hole) => hole !== undefined)) return "a member does not lie in it as it stands";
  const places = placed(holes, before.size);
  if (typeof places === "string") return places;
  const patches = await checksums(format, after, places);
  const at = await firstDifference(before, after, places, patches);
  if (at !== undefined) return undeclared(at);
  for (const patch of patches) {
    const bytes = await after.read(span(patch.at, patch.at + patch.bytes.length));
    if (Buffer.compare(bytes, patch.bytes) !== 0)
      return `the checksum at byte ${patch.at} is wrong`;
  }
  return wrongEdit(before, after, places, edits.context.opening);
}

interface EditHole extends Hole {
  readonly edit?: PlacedEdit;
}

const holeOf = (edit: PlacedEdit): EditHole => ({
  span: edit.span,
  length: edit.length ?? lengthOf(edit.span),
  edit,
});

function holeOfMember({ was, is }: Pair, before: Blob, after: Blob): EditHole | undefined {
  const old = memberSpan(was.region, before);
  const now = memberSpan(is.region, after);
  return old && now && { span: old, length: lengthOf(now) };
}

/** The checksums that the format has over what was replaced, as they have to be. */
async function checksums(
  format: Format,
  after: Blob,
  holes: readonly PlacedHole[],
): Promise<readonly Patch[]> {
  const isMoved = holes.some(({ span: was, length }) => lengthOf(was) !== length);
  if (!format.reseal || isMoved) return [];
  const patches = await Array.fromAsync(
    format.reseal(after, joinedSpans(holes.map(({ now }) => now))),
  );
  return patches.toSorted((one, other) => one.at - other.at);
}

/** What is wrong with what stands in place of the old bytes. */
async function wrongEdit(
  before: Blob,
  after: Blob,
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
