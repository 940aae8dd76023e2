import type { Conditions } from "../conditions.ts";
import { Failure } from "../failure.ts";

/** One condition of `q`: `severity:high,critical`, `!class:path`, or a word that is looked for. */
export interface Token {
  readonly isNot: boolean;
  /** Absent for a word. */
  readonly key?: string;
  readonly value: string;
}

const pattern = /(!?)(?:([a-z]+):)?(?:"([^"]*)"|(\S+))/g;

/** The tokens of a filter, as a URL has it. */
export const tokensOf = (text: string): readonly Token[] =>
  [...text.matchAll(pattern)].map(([, not, key, quoted, plain]) => ({
    isNot: not === "!",
    ...(key !== undefined && { key }),
    value: quoted ?? plain ?? "",
  }));

/** What state a finding is in now: an acceptance may have ended since it was worked out. */
export const stateNow =
  "case when state = 'accepted' and expires < current_date then 'open' else state end";

/** Columns that a token is compared with. */
const columns: Readonly<Record<string, string>> = {
  class: "class",
  severity: "severity",
  project: "project",
  rule: "rule",
  verified: "verified",
  state: `(${stateNow})`,
};

const units: Readonly<Record<string, string>> = { h: "hours", d: "days", w: "weeks" };

/** @throws {Failure} `bad-request`: a token that there is not. */
export function filter(text: string, to: Conditions): void {
  for (const token of tokensOf(text)) {
    const condition = conditionOf(token, to);
    to.and(token.isNot ? `not (${condition})` : condition);
  }
}

function conditionOf({ key, value }: Token, to: Conditions): string {
  if (key === undefined) return containing(value, to);
  const column = columns[key];
  if (column !== undefined) return `${column} = any(${to.value(value.split(","))}::text[])`;
  if (key === "target") return `targets && ${to.value(value.split(","))}::text[]`;
  if (key === "age") return ageOf(value, to);
  throw new Failure("bad-request", `q: no filter '${key}'`, {
    hint: `use ${[...Object.keys(columns), "target", "age"].join(", ")}, or put it into quotes`,
  });
}

/** `\`, `%` and `_` mean something in LIKE. */
const containing = (word: string, to: Conditions): string =>
  `search like ${to.value(`%${word.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`)}`;

function ageOf(text: string, to: Conditions): string {
  const [, sign, count, unit = ""] = /^([<>])(\d{1,5})([hdw])$/.exec(text) ?? [];
  if (sign === undefined)
    throw new Failure("bad-request", `q: no age '${text}'`, { hint: "use >30d or <12h" });
  const moment = `now() - ${to.value(`${count} ${units[unit] ?? ""}`)}::interval`;
  return sign === ">" ? `opened_at < ${moment}` : `opened_at > ${moment}`;
}
