import { createHash } from "node:crypto";
import { statementType, type Subject } from "../../attest/attestation.ts";
import { digestOf } from "../../attest/digest.ts";
import { releaseOf } from "../../attest/release.ts";
import type { CustomItem, Exception } from "../../config/config.ts";
import { TareError } from "../../core/error.ts";
import { version } from "../../core/version.ts";
import { openFile } from "../../sources/files.ts";
import type { Evidence } from "./evidence.ts";
import type { Item, Outcome } from "./item.ts";
import { all as ownItems } from "./items/index.ts";
import { predicateType, type GateStatement, type JudgedItem, type Verdict } from "./statement.ts";

/** What a gate says of a release. */
export interface Gate {
  readonly statement: GateStatement;
  /** The findings that speak against it, by the id of the item. */
  readonly against: ReadonlyMap<string, Extract<Outcome, { readonly state: "failed" }>["findings"]>;
  /** What can be asked of a person, and is not answered. */
  readonly items: readonly Item[];
}

/** The files of a release by their digests, without one that lies in it and does not count. */
export async function subjectsOf(target: string, without?: string): Promise<readonly Subject[]> {
  const { files } = await releaseOf(target, without);
  const subjects: Subject[] = [];
  for (const [name, { path, size }] of files) {
    using blob = openFile(path, { kind: "file", path: name }, size);
    subjects.push({ name, digest: { sha256: await digestOf(blob) } });
  }
  return subjects;
}

/** One digest for all files: SHA-256 of a line for each, its digest, two spaces and its name. */
export const digestOfAll = (subjects: readonly Subject[]): string =>
  createHash("sha256")
    .update(subjects.map(({ name, digest }) => `${digest.sha256}  ${name}\n`).join(""))
    .digest("hex");

/**
 * The points of the checklist that are asked: tare's own or those of them that
 * the settings name, and the project's.
 *
 * @throws {TareError} `usage`: the settings name an item that is not there.
 */
export function itemsAsked({
  settings: { checklist = {} },
}: Pick<Evidence, "settings">): readonly Item[] {
  const { items, manual = [], exceptions = [] } = checklist;
  const all = [...ownItems, ...manual.map(customItem)];
  for (const id of [...(items ?? []), ...exceptions.map(({ item }) => item)])
    if (all.every((each) => each.id !== id))
      throw new TareError("usage", `the checklist has no item '${id}'`, {
        hint: `name one of ${all.map((each) => each.id).join(", ")}`,
      });
  const custom = new Set(manual.map(({ id }) => id));
  return all.filter(({ id }) => !items || items.includes(id) || custom.has(id));
}

const customItem = ({
  id,
  title,
  why = title,
  instead = "Look at it, and confirm it.",
}: CustomItem): Item => ({
  id,
  title,
  why,
  instead,
});

/** Judges a release. Fails closed: what nobody knows has not passed. */
export function gateOf(evidence: Evidence, subjects: readonly Subject[], today: string): Gate {
  const digest = digestOfAll(subjects);
  const items = itemsAsked(evidence);
  const outcomes = items.map((item) => ({ item, outcome: outcomeOf(item, evidence) }));
  const exceptions = evidence.settings.checklist?.exceptions ?? [];
  const judged = outcomes.map(({ item, outcome }): JudgedItem => {
    const about = { id: item.id, title: item.title, because: outcome.because };
    if (outcome.state === "passed") return { ...about, state: "passed" };
    const confirmed =
      outcome.state === "unknown" ? confirmationOf(item, evidence, digest) : undefined;
    if (confirmed) return { ...about, state: "confirmed", ...confirmed };
    const exception = exceptions.find((each) => each.item === item.id && !isOver(each, today));
    return exception
      ? { ...about, state: "excepted", ...exceptedBy(exception) }
      : { ...about, state: outcome.state };
  });
  return {
    items,
    against: new Map(
      outcomes.flatMap(({ item, outcome }) =>
        outcome.state === "failed" ? [[item.id, outcome.findings ?? []] as const] : [],
      ),
    ),
    statement: {
      _type: statementType,
      subject: subjects,
      predicateType,
      predicate: {
        tool: { name: "tare", version },
        madeAt: new Date().toISOString(),
        release: digest,
        verdict: verdictOf(judged),
        items: judged,
      },
    },
  };
}

const outcomeOf = (item: Item, evidence: Evidence): Outcome =>
  item.judge?.(evidence) ?? { state: "unknown", because: "a person has to look" };

/** Who confirmed it for exactly these files, last. */
function confirmationOf(
  { id }: Item,
  { events }: Evidence,
  digest: string,
): { readonly by: string; readonly at: string; readonly note?: string } | undefined {
  const found = events.findLast(
    ({ happening }) =>
      happening.type === "item-confirmed" && happening.item === id && happening.release === digest,
  );
  if (found?.happening.type !== "item-confirmed") return undefined;
  const { note } = found.happening;
  return { by: found.actor, at: found.time, ...(note !== undefined && { note }) };
}

const isOver = ({ expires }: Exception, today: string): boolean => expires < today;

const exceptedBy = ({ reason, approver, expires }: Exception) => ({
  reason,
  by: approver,
  expires,
});

function verdictOf(items: readonly JudgedItem[]): Verdict {
  if (items.some(({ state }) => state === "failed")) return "fail";
  return items.some(({ state }) => state === "unknown") ? "incomplete" : "pass";
}
