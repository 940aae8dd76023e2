import type { Gap } from "../../core/report.ts";
import type { Remote } from "../../sources/git/remote.ts";

/** Why a repository is looked at: what leads an attacker from the organisation to it. */
export type Reason =
  | { readonly kind: "own" }
  | { readonly kind: "fork"; readonly of: string }
  | { readonly kind: "member"; readonly member: string }
  /** A gist or a snippet. */
  | { readonly kind: "gist"; readonly member: string }
  /** A search for a keyword led to it. */
  | { readonly kind: "search"; readonly keyword: string; readonly where: string };

/** The ways that lead to repositories, the organisation's own first. */
export const ways = [
  "own",
  "fork",
  "member",
  "gist",
  "search",
] as const satisfies readonly Reason["kind"][];
export type Way = (typeof ways)[number];

/** A text that a service shows beside a repository, or that a search gave out of it. */
export interface Shown {
  /** `name`, `description`, `topics`, or the path of a file. */
  readonly where: string;
  readonly text: string;
}

/** Something public that holds files: a repository, a gist, a model. */
export interface PublicRepository {
  /** As `tare scan` takes it: `github:acme/model`. */
  readonly target: string;
  /** As people call it. */
  readonly name: string;
  /** Its page. */
  readonly url: string;
  /** What git needs to clone it; none where it cannot be cloned. */
  readonly remote?: Remote;
  readonly shown: readonly Shown[];
  /** Another one as soon as something in it has changed. */
  readonly revision: string;
  readonly isArchived: boolean;
  /** In bytes, as far as that is said. */
  readonly bytes: number;
  /** How often it was forked, as far as that is said. */
  readonly forks: number;
  /** Why it is not read, where that is known beforehand: one of the words of gaps, then what was met. */
  readonly unread?: string;
  /** The target that it is a fork of. */
  readonly parent?: string;
}

/** Why a member's fork of something else is not read: what it holds is others'. Where it is a fork of the organisation's, the list of forks has it, too. */
export const foreignFork = "a fork of a project that is not the organisation's";

/** A repository that a way led to, or a part of a way that led nowhere. */
export type Found =
  | { readonly kind: "repository"; readonly repository: PublicRepository; readonly reason: Reason }
  | { readonly kind: "gap"; readonly gap: Gap };

/** A repository, and all that led to it. */
export interface Candidate {
  readonly repository: PublicRepository;
  readonly reasons: readonly Reason[];
}

const order = ({ kind }: Reason): number => ways.indexOf(kind);

/** Each repository once, with all reasons; those that are nearest to the organisation first. */
export function candidatesIn(found: Iterable<Found>): Candidate[] {
  const byTarget = new Map<string, Candidate>();
  for (const each of found) {
    if (each.kind === "gap") continue;
    const { repository, reason } = each;
    const key = repository.target.toLowerCase();
    const known = byTarget.get(key);
    byTarget.set(
      key,
      known ? joined(known, repository, reason) : { repository, reasons: [reason] },
    );
  }
  return [...byTarget.values()]
    .map((each) => ({ ...each, reasons: each.reasons.toSorted((a, b) => order(a) - order(b)) }))
    .toSorted((one, other) => nearest(one) - nearest(other));
}

const nearest = ({ reasons }: Candidate): number => Math.min(...reasons.map(order));

/** What is known of it first counts, but for what only one of both knows. */
function joined(known: Candidate, repository: PublicRepository, reason: Reason): Candidate {
  const { repository: first, reasons } = known;
  const isNew = (each: Shown): boolean =>
    !first.shown.some(({ where, text }) => where === each.where && text === each.text);
  const parent = first.parent ?? repository.parent;
  const { unread, ...rest } = first;
  const isUnread = unread !== undefined && repository.unread !== undefined;
  return {
    repository: {
      ...rest,
      ...(isUnread && { unread }),
      ...(parent !== undefined && { parent }),
      shown: [...first.shown, ...repository.shown.filter(isNew)],
    },
    reasons: reasons.some((each) => isSame(each, reason)) ? reasons : [...reasons, reason],
  };
}

const isSame = (one: Reason, other: Reason): boolean =>
  JSON.stringify(one) === JSON.stringify(other);
