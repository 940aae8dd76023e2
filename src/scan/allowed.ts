import type { Rule } from "../core/rule.ts";
import { isAllowed, type Matched } from "../import/allow.ts";
import type { Sighting } from "./sighting.ts";
import type { UserRules } from "./user-rules.ts";

/** What the user's files say about where their rules look, and what they let pass. */
export class Allowances {
  readonly #paths: UserRules["paths"];
  readonly #allowed: UserRules["allowed"];

  constructor({ paths = new Map(), allowed = [] }: Partial<UserRules> = {}) {
    this.#paths = paths;
    this.#allowed = allowed;
  }

  /** All that is asked about a path: where the answers are the same, so is all else. */
  get pathTests(): readonly ((path: string) => boolean)[] {
    const patterns = [...this.#paths.values(), ...this.#allowed.flatMap(({ paths }) => paths)];
    return patterns.map((pattern) => (path) => pattern.test(bytesOf(path)));
  }

  /** Whether the rule looks into a blob of this path. */
  looksInto(rule: Pick<Rule, "id">, path: string): boolean {
    return this.#paths.get(rule.id)?.test(bytesOf(path)) ?? true;
  }

  /** Whether what was seen is let pass. */
  lets(sighting: Sighting, path: string): boolean {
    return this.#some(sighting.rule.id, path, () => textsOf(sighting));
  }

  /** Whether a blob of this path, which the rule is about, is let pass. */
  letsPath(rule: string, path: string): boolean {
    return this.#some(rule, path, () => ({ value: "", match: "", line: "" }));
  }

  #some(rule: string, path: string, texts: () => Texts): boolean {
    const asked = this.#allowed.filter(({ rules }) => rules.has(rule));
    if (asked.length === 0) return false;
    const matched = { rule, path: bytesOf(path), ...texts() };
    return asked.some((each) => isAllowed(each, matched));
  }
}

type Texts = Pick<Matched, "value" | "match" | "line">;

/** Text as patterns see it: one character per byte. */
const bytesOf = (text: string): string => Buffer.from(text).toString("latin1");

function textsOf({ rule, value, line, key, from }: Sighting): Texts {
  const shown = bytesOf(value.reveal());
  // A string is judged beside its name, which is no part of its line.
  const beside = bytesOf(from === "string" && key !== undefined ? `${key}="${line}"` : line);
  return { value: shown, match: matchOf(rule, beside, shown), line: bytesOf(line) };
}

/** All that the pattern takes of the line around the value; the value alone where a match has more than a line. */
function matchOf({ pattern }: Rule, line: string, value: string): string {
  const searched = new RegExp(pattern.source, `${pattern.flags.replace("g", "")}g`);
  for (const found of line.matchAll(searched))
    if (found.groups?.["value"] === value) return found[0];
  return value;
}
