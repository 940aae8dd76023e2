import { rank } from "../../core/finding.ts";
import type { FindingRef, FindingView, Happening } from "../../ledger/event.ts";

/** What happened to one finding. */
export interface FindingEvent {
  readonly time: string;
  readonly actor: string;
  readonly happening: Extract<Happening, { readonly finding: FindingRef }>;
}

/** A time in which a finding was open; for good where there is no end. */
export interface Period {
  readonly from: string;
  readonly to?: string;
}

/** How a finding stands, after all that happened to it. */
export interface Standing {
  readonly ref: FindingRef;
  readonly view?: FindingView;
  readonly targets: readonly string[];
  /** An accepted one is open again behind the day on which that ends. */
  readonly state: "open" | "accepted" | "rotated" | "closed";
  readonly isReopened: boolean;
  readonly openedAt: string;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly reason?: string;
  readonly expires?: string;
  readonly periods: readonly Period[];
}

interface Acceptance {
  readonly reason: string;
  /** The last day on which it holds, and the first moment at which it does not. */
  readonly expires?: string;
  readonly end?: string;
}

/** What is known at one moment. */
interface Moment {
  readonly targets: ReadonlySet<string>;
  readonly accepted?: Acceptance;
  readonly isRotated: boolean;
  readonly isReopened: boolean;
  readonly wasOpen: boolean;
}

/** Whether a finding is open from a moment on. */
interface Switch {
  readonly at: string;
  readonly isOpen: boolean;
}

const nothing: Moment = {
  targets: new Set(),
  isRotated: false,
  isReopened: false,
  wasOpen: false,
};

/**
 * Works out how a finding stands.
 *
 * @param events Oldest first; one at least.
 */
export function standingOf(events: readonly FindingEvent[]): Standing {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new RangeError("a finding has events");
  const { moment, changes } = followed(events);
  return {
    ref: worst(events),
    ...viewIn(events),
    targets: moment.targets.size > 0 ? [...moment.targets].sort() : targetsIn(events),
    state: stateOf(moment),
    isReopened: moment.isReopened,
    openedAt: first.time,
    changedAt: last.time,
    changedBy: last.actor,
    ...acceptanceIn(moment),
    periods: periodsOf(changes),
  };
}

/** The last moment, and all at which the finding may have been opened or closed. */
function followed(events: readonly FindingEvent[]): {
  readonly moment: Moment;
  readonly changes: readonly Switch[];
} {
  let moment = nothing;
  const changes: Switch[] = [];
  const note = (at: string): void => void changes.push({ at, isOpen: isOpen(moment, at) });
  for (const event of events) {
    const end = moment.accepted?.end;
    if (end !== undefined && end < event.time) note(end);
    moment = after(moment, event);
    note(event.time);
  }
  const end = moment.accepted?.end;
  if (end !== undefined && end > (changes.at(-1)?.at ?? "")) note(end);
  return { moment, changes };
}

const acceptanceIn = ({ accepted }: Moment) => ({
  ...(accepted && { reason: accepted.reason }),
  ...(accepted?.expires !== undefined && { expires: accepted.expires }),
});

function after(moment: Moment, { happening }: FindingEvent): Moment {
  const { accepted: _, ...notAccepted } = moment;
  switch (happening.type) {
    case "finding-opened":
      return {
        ...moment,
        targets: new Set([...moment.targets, happening.target]),
        isReopened: moment.isReopened || (moment.wasOpen && moment.targets.size === 0),
        wasOpen: true,
      };
    case "finding-closed":
      return { ...moment, targets: without(moment.targets, happening.target) };
    case "finding-accepted":
      return { ...moment, accepted: acceptedBy(happening) };
    case "finding-rotated":
      return { ...moment, isRotated: true };
    case "finding-reopened":
      return { ...notAccepted, isRotated: false, isReopened: true };
  }
}

const without = (targets: ReadonlySet<string>, gone: string): ReadonlySet<string> =>
  new Set([...targets].filter((each) => each !== gone));

function acceptedBy({
  reason,
  expires,
}: Extract<Happening, { readonly type: "finding-accepted" }>): Acceptance {
  const day = expires?.slice(0, 10);
  if (day === undefined || Number.isNaN(Date.parse(day))) return { reason };
  const end = new Date(Date.parse(day) + 86_400_000).toISOString();
  return { reason, expires: day, end };
}

function isOpen({ targets, accepted, isRotated }: Moment, at: string): boolean {
  if (targets.size === 0 || isRotated) return false;
  return accepted === undefined || (accepted.end !== undefined && at >= accepted.end);
}

function stateOf({ targets, accepted, isRotated, wasOpen }: Moment): Standing["state"] {
  if (targets.size === 0 && wasOpen) return "closed";
  if (isRotated) return "rotated";
  return accepted ? "accepted" : "open";
}

function periodsOf(changes: readonly Switch[]): readonly Period[] {
  const periods: Period[] = [];
  let from: string | undefined;
  for (const { at, isOpen } of changes) {
    if (isOpen) from ??= at;
    if (isOpen || from === undefined) continue;
    periods.push({ from, to: at });
    from = undefined;
  }
  return from === undefined ? periods : [...periods, { from }];
}

/** The worst severity that was said of it; a setting may have lowered it in one target. */
const worst = (events: readonly FindingEvent[]): FindingRef =>
  events
    .map(({ happening }) => happening.finding)
    .reduce((one, other) => (rank(other.severity) > rank(one.severity) ? other : one));

/** How it looked last. */
function viewIn(events: readonly FindingEvent[]): { readonly view?: FindingView } {
  const view = events
    .map(({ happening }) => ("view" in happening ? happening.view : undefined))
    .findLast((each) => each !== undefined);
  return view ? { view } : {};
}

const targetsIn = (events: readonly FindingEvent[]): readonly string[] => [
  ...new Set(events.flatMap(({ happening }) => ("target" in happening ? [happening.target] : []))),
];
