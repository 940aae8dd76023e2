import { TareError } from "../core/error.ts";
import type { Rule } from "../core/rule.ts";
import { lengths } from "./pattern/extent.ts";
import { stripLead } from "./pattern/lead.ts";
import { type Literal, requiredLiterals } from "./pattern/literals.ts";
import { valuePlaced } from "./pattern/value-place.ts";
import { type ValueRun, valueRun } from "./pattern/value-run.ts";
import { automate, eitherOf, type State } from "./pattern/automate.ts";
import { notBefore } from "./pattern/before.ts";
import type { Chain } from "./pattern/chain.ts";
import { type Guard, guardOf } from "./pattern/guard.ts";
import type { ByteSet, Node } from "./pattern/node.ts";
import { parsePattern } from "./pattern/parse.ts";
import { printPattern } from "./pattern/print.ts";

/** What must stand around a literal for a rule to be tried there: numbers of guards, -1 for none. */
export interface Check {
  /** The number of the rule. */
  readonly rule: number;
  readonly before: number;
  readonly after: number;
}

export interface ProgramLiteral {
  /** One character per byte; a folded letter is small. */
  readonly text: string;
  /** Bit n: the letter at n stands for both its cases. */
  readonly fold: number;
  /** The number of a guard that passes after it wherever one of the checks does; -1 for none. */
  readonly after: number;
  readonly checks: readonly Check[];
}

export interface ProgramRule {
  /** The pattern as it is run: without what may stand before its first literal. */
  readonly pattern: string;
  /** Whether every match starts with one of the literals, so that it is tried there alone. */
  readonly sticky: boolean;
  /** How many bytes of a match can stand before a literal, at most. */
  readonly before: number;
  /** Whether a match can be longer than most: then one may end behind a window that no match ends in. */
  readonly long: boolean;
  /** How a match says where its value starts: by the length of the group before it, or by its indices. */
  readonly place: "before" | "indices";
  /** What stands behind a literal in every match; not told of rules that are not sticky. */
  readonly value?: ValueRun | undefined;
}

/** A `Guard`, its tables coded in base64. */
export interface ProgramGuard {
  readonly classes: string;
  readonly width: number;
  readonly rows: string;
}

/**
 * Rules made ready for a search: literals of which one stands in every match,
 * what must stand around them, and the patterns. Plain data, made at build time
 * for tare's own rules.
 */
export interface Program {
  readonly literals: readonly ProgramLiteral[];
  readonly rules: readonly ProgramRule[];
  readonly guards: readonly ProgramGuard[];
}

/** Most matches are no longer, in bytes: some less than the windows that patterns are run over at first. */
const usual = 400;

/** The reach of a rule, in bytes, is told no further. */
const furthest = 0xffff;

/**
 * Compiles rules.
 *
 * @throws {TareError} `usage`: a pattern is wrong, or requires no literal of two bytes.
 */
export function compile(rules: readonly Pick<Rule, "id" | "pattern">[]): Program {
  const guards = new Guards();
  const literals = new Map<string, Draft>();
  const programs = rules.map((rule, index): ProgramRule => {
    const node = stripLead(treeOf(rule));
    const required = literalsOf(rule, node);
    for (const literal of required) draftOf(literal, literals).add(literal, index, guards);
    const before = Math.max(
      ...required.flatMap(({ places }) => places.map((place) => place.before.max)),
    );
    const placed = valuePlaced(node);
    return {
      pattern: printPattern(placed ?? node),
      place: placed ? "before" : "indices",
      long: lengths(node).max > usual,
      sticky: before === 0,
      before: Math.min(before, furthest),
      value: before === 0 ? valueRun(node) : undefined,
    };
  });
  const all = [...literals.values()].map((draft) => draft.finished(guards));
  return { literals: all, rules: programs, guards: guards.all };
}

const treeOf = ({ pattern }: Pick<Rule, "pattern">): Node =>
  parsePattern(pattern.source, "js", `${pattern.flags}m`);

function literalsOf({ id }: Pick<Rule, "id">, node: Node): readonly Literal[] {
  const required = requiredLiterals(node);
  if (required) return required.literals;
  throw new TareError("usage", `rule '${id}': its pattern requires no text of two bytes`, {
    hint: "add a word that stands in every match, such as the name before the value",
  });
}

function draftOf({ units }: Literal, drafts: Map<string, Draft>): Draft {
  const text = String.fromCharCode(...units.map(({ byte }) => byte));
  const fold = units.reduce((bits, unit, at) => bits | (Number(unit.fold) << at), 0);
  const draft = drafts.get(`${fold} ${text}`) ?? new Draft(text, fold);
  drafts.set(`${fold} ${text}`, draft);
  return draft;
}

/** A literal, while rules are found that it stands in. */
class Draft {
  readonly #text: string;
  readonly #fold: number;
  readonly #checks: Check[] = [];
  readonly #after: State[] = [];

  constructor(text: string, fold: number) {
    this.#text = text;
    this.#fold = fold;
  }

  /** Adds a check for each place of the literal in the rule's pattern; one that is like another is left out. */
  add({ units, places }: Literal, rule: number, guards: Guards): void {
    for (const { lead, tail } of places) {
      const { state: following, guard: after } = guards.after(tail);
      const before = guards.before(lead, notBefore(units[0], lead));
      const isKnown = (each: Check): boolean =>
        each.rule === rule && each.before === before && each.after === after;
      if (this.#checks.some(isKnown)) continue;
      this.#checks.push({ rule, before, after });
      this.#after.push(following);
    }
  }

  finished(guards: Guards): ProgramLiteral {
    const [only, ...others] = this.#checks;
    const after =
      others.length === 0 && only ? only.after : guards.numberOf(guardOf(eitherOf(this.#after)));
    return { text: this.#text, fold: this.#fold, after, checks: this.#checks };
  }
}

/** What may follow a literal. */
interface Following {
  readonly state: State;
  /** The number of its guard. */
  readonly guard: number;
}

/** Guards by number, each once. Literals of a rule share most of what stands around them, so that is compiled once, too. */
class Guards {
  readonly all: ProgramGuard[] = [];
  readonly #numbers = new Map<string, number>();
  readonly #after = new Map<Chain, Following>();
  readonly #before = new Map<Chain, Map<string, number>>();

  after(tail: Chain): Following {
    const known = this.#after.get(tail);
    if (known) return known;
    const state = automate(tail, "after");
    const made = { state, guard: this.numberOf(guardOf(state)) };
    this.#after.set(tail, made);
    return made;
  }

  before(lead: Chain, notFirst: ByteSet): number {
    const byFirst = this.#before.get(lead) ?? new Map<string, number>();
    this.#before.set(lead, byFirst);
    const key = JSON.stringify(notFirst);
    const guard = byFirst.get(key) ?? this.numberOf(guardOf(automate(lead, "before"), notFirst));
    byFirst.set(key, guard);
    return guard;
  }

  numberOf(guard: Guard | undefined): number {
    if (!guard) return -1;
    const classes = Buffer.from(guard.classes).toString("base64");
    const rows = Buffer.from(guard.rows).toString("base64");
    const key = `${classes} ${rows}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.#numbers.set(key, this.all.length);
    return this.all.push({ classes, width: guard.width, rows }) - 1;
  }
}
