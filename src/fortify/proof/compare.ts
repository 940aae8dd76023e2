import type { Blob } from "../../core/blob.ts";
import { TareError } from "../../core/error.ts";
import { lengthOf, overlaps, type Span } from "../../core/span.ts";
import type { Budget } from "../../scan/budget.ts";
import { identify } from "../../scan/identify.ts";
import { type Container, differenceAnew, type Pair } from "./anew.ts";
import { DeclaredEdits, type PlacedEdit } from "./declared.ts";
import { firstDifference } from "./equal.ts";
import { differenceInPlace, undeclared } from "./in-place.ts";
import { type Layout, layoutOf } from "./layout.ts";
import { innerNames, innerPath, memberSpans, openMember } from "./members.ts";
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

/** What is wrong with a blob in which, or inside of which, edits are declared. */
async function differenceIn(sides: Sides, context: Context): Promise<string | undefined> {
  const { before, after } = sides;
  const { budget, declared, opening } = context;
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
  const container = { before, after, format };
  const isShorter = pairs.length < was.members.length;
  if (!format.repack || !(isShorter || touched.some((pair) => isRepacked(pair, container))))
    return differenceInPlace(container, { own, touched, opening });
  const isTouched = (pair: Pair): boolean => touched.includes(pair);
  const dropped = was.members
    .filter(({ path }) => declared.drops(path))
    .map(({ path }) => path.at(-1) ?? "");
  return differenceAnew(container, { pairs, isTouched, dropped, own, budget });
}

/** Whether what holds the member must have been packed anew: it is packed itself, or takes another room. */
function isRepacked({ was, is }: Pair, { before, after }: Container): boolean {
  const old = memberSpans(was.region, before);
  const now = memberSpans(is.region, after);
  return was.region.kind === "packed" || !old || !now || total(old) !== total(now);
}

const total = (spans: readonly Span[]): number =>
  spans.reduce((sum, each) => sum + lengthOf(each), 0);

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
