import type { Blob } from "../../core/blob.ts";
import type { Format } from "../../core/format.ts";
import type { Region } from "../../core/region.ts";
import { overlaps, type Span } from "../../core/span.ts";
import type { Budget } from "../../scan/budget.ts";
import { checksums, wrongChecksum } from "./checksums.ts";
import type { PlacedEdit } from "./declared.ts";
import { digestOf } from "../../attest/digest.ts";
import { firstDifference } from "./equal.ts";
import type { Member } from "./layout.ts";
import { memberName, type MemberRegion, memberSpans, openMember } from "./members.ts";

/** A member of a container, and what it was. */
export interface Pair {
  readonly was: Member;
  readonly is: Member;
}

/** A blob, what it was, and the format of both. */
export interface Container {
  readonly before: Blob;
  readonly after: Blob;
  readonly format: Format;
}

interface Declared {
  readonly pairs: readonly Pair[];
  /** Whether edits are declared in the member, which was compared then. */
  readonly isTouched: (pair: Pair) => boolean;
  /** The names of the members that were left out. */
  readonly dropped: readonly string[];
  /** The edits of the container itself. */
  readonly own: readonly PlacedEdit[];
  readonly budget: Budget;
}

/**
 * What is wrong with a container that was packed anew. Packers of other versions
 * give other bytes, so what counts is what comes out: each member, and all that
 * the format tells of besides, in its order.
 */
export async function differenceAnew(
  container: Container,
  declared: Declared,
): Promise<string | undefined> {
  for (const pair of declared.pairs)
    if (!declared.isTouched(pair) && !(await isSameMember(pair, container, declared.budget)))
      return `its member '${pair.was.path.at(-1) ?? ""}' is another, and no edit is declared`;
  return (await wrongSeal(container, declared)) ?? differenceAround(container, declared);
}

/** What is wrong with the checksums over members in which something was edited. */
async function wrongSeal(
  { after, format }: Container,
  { pairs, isTouched }: Declared,
): Promise<string | undefined> {
  const changed = pairs.filter(isTouched).flatMap(({ is }) => memberSpans(is.region, after) ?? []);
  return wrongChecksum(after, await checksums(format, after, changed));
}

async function isSameMember(
  { was, is }: Pair,
  { before, after }: Container,
  budget: Budget,
): Promise<boolean> {
  using old = await openMember(was.region, before, budget);
  using now = await openMember(is.region, after, budget);
  return (await firstDifference(old.blob, now.blob)) === undefined;
}

/** Something that a container tells besides its members: a name, a comment, weights. */
interface Told {
  readonly key: string;
  readonly digest: string;
  /** Whether it must be as it was; or may be gone, but not another; or is edited. */
  readonly fate: "stays" | "may go" | "may change";
}

async function differenceAround(
  { before, after, format }: Container,
  declared: Declared,
): Promise<string | undefined> {
  const now = await Array.fromAsync(told(format, after, { own: [], dropped: [] }));
  // How much of what is told now may have been told by what was, up to here.
  let reached: ReadonlySet<number> = new Set([0]);
  for await (const each of told(format, before, declared)) {
    const next = new Set(reached.values().flatMap((at) => nextOf(each, now[at], at)));
    if (next.size === 0) {
      const other = now[Math.max(...reached)]?.key ?? "nothing";
      return `'${other}' stands where '${each.key}' stood, and no edit is declared`;
    }
    reached = next;
  }
  const more = now[Math.max(...reached)];
  return reached.has(now.length) ? undefined : `'${more?.key ?? ""}' is new`;
}

/** Where one can be after a thing that was told: behind what is the same now, or where it went, no further. */
function nextOf(was: Told, is: Told | undefined, at: number): readonly number[] {
  const mayBe = was.key === is?.key && (was.fate === "may change" || was.digest === is.digest);
  return [...(mayBe ? [at + 1] : []), ...(was.fate === "stays" ? [] : [at])];
}

/** What stands between two members tells of the second, and may go with it. */
async function* told(
  format: Format,
  blob: Blob,
  { own, dropped }: Pick<Declared, "own" | "dropped">,
): AsyncGenerator<Told> {
  let group: Told[] = [];
  for await (const region of format.regions(blob)) {
    if (isMember(region)) {
      const isGone = dropped.includes(memberName(region));
      yield* isGone ? group.map(mayGo) : group;
      group = [];
    } else {
      const digest = await digestOf(blob, spansOf(region));
      group.push({ key: keyOf(region), digest, fate: fateOf(region, own) });
    }
  }
  yield* group;
}

const isMember = (region: Region): region is MemberRegion =>
  region.kind === "child" || region.kind === "packed";

const mayGo = (each: Told): Told => (each.fate === "stays" ? { ...each, fate: "may go" } : each);

function fateOf(region: Own, own: readonly PlacedEdit[]): Told["fate"] {
  const isEdited = spansOf(region).some((at) => own.some((edit) => overlaps(edit.span, at)));
  if (isEdited) return "may change";
  return region.kind === "dead" ? "may go" : "stays";
}

type Own = Exclude<Region, MemberRegion>;

function keyOf(region: Own): string {
  switch (region.kind) {
    case "string":
      return region.key;
    case "tensor":
      return region.name;
    case "stretch":
      return `${region.as} bytes`;
    case "dead":
      return region.what;
    case "gap":
      return region.name ?? region.reason;
  }
}

const spansOf = (region: Own): readonly Span[] =>
  region.kind === "string" ? region.spans : [region.span];
