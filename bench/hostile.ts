// Texts made to hurt: for each rule the slowest megabyte that a search finds, scanned as `tare scan` does.
// node bench/run.ts hostile     TARE_HOSTILE_MS=1500 (for each rule) TARE_HOSTILE_SEED=1 TARE_HOSTILE_RULES=FILE.toml TARE_HOSTILE_ONLY=ID,ID
import type { Rule } from "../src/core/rule.ts";
import { type Matcher, matcher } from "../src/engine/matcher.ts";
import { ambiguity, mostAmbiguous } from "../src/engine/pattern/ambiguity.ts";
import {
  cooked,
  joints,
  type Recipe,
  recipesOf,
  turns,
} from "../src/engine/pattern/hostile-testing.ts";
import { stripLead } from "../src/engine/pattern/lead.ts";
import type { Node } from "../src/engine/pattern/node.ts";
import { parsePattern } from "../src/engine/pattern/parse.ts";
import { all as clues } from "../src/rules/clues/index.ts";
import { all as secrets } from "../src/rules/secrets/index.ts";
import { random } from "./random.ts";
import { foreignRules } from "./foreign.ts";
import { publish, table } from "./table.ts";
import { within } from "./within.ts";

const megabyte = 1_000_000;
/** What a text is tried at before it is worth a megabyte. */
const trial = 24_000;
/** Nothing may take longer; what does is ended. */
const mostMs = 10_000;
/** How long a rule is searched for what hurts it. */
const budgetMs = Number(process.env["TARE_HOSTILE_MS"] ?? 1500);

interface Row {
  readonly rule: Rule;
  readonly node: Node;
  /** Milliseconds for a megabyte, with this rule alone and with all. */
  readonly alone: number;
  readonly among: number;
  readonly tried: number;
  readonly text: string;
}

/** Runs, and writes `bench/results/hostile.md`. */
export function hostile(): Promise<void> {
  const file = process.env["TARE_HOSTILE_RULES"];
  const only = process.env["TARE_HOSTILE_ONLY"]?.split(",");
  const all = file ? foreignRules(file) : [...secrets, ...clues];
  const everything = matcher(all);
  warmed(everything);
  const rows: Row[] = [];
  for (const rule of all.filter(({ id }) => !only || only.includes(id))) {
    const row = attacked(rule, everything);
    rows.push(row);
    if (process.env["TARE_HOSTILE_VERBOSE"]) process.stderr.write(`${shown(row).join(" ")}\n`);
  }
  report(rows, file !== undefined);
  return Promise.resolve();
}

/** The slowest megabyte for a rule. */
export function attacked(rule: Rule, everything: Matcher, forMs = budgetMs): Row {
  const node = stripLead(parsePattern(rule.pattern.source, "js", `${rule.pattern.flags}m`));
  const alone = matcher([rule]);
  warmed(alone);
  const search = new Attack(alone, node);
  search.run(forMs);
  let row: Row = { rule, node, alone: 0, among: 0, tried: search.tried, text: "" };
  for (const recipe of search.worst.slice(0, 2)) {
    const text = cooked(recipe, megabyte);
    const ms = { alone: scanned(alone, text), among: scanned(everything, text) };
    if (ms.alone > row.alone) row = { ...row, alone: ms.alone, text: shortened(recipe) };
    row = { ...row, among: Math.max(row.among, ms.among) };
  }
  return row;
}

/** The compiler of patterns and the kernel are started by the first bytes. */
const warmed = (one: Matcher): number => scanned(one, "a ".repeat(100_000));

/** Milliseconds for the text, which is no more than a file is scanned by at a time (see `stretchSightings`). */
const scanned = (one: Matcher, text: string): number => {
  const bytes = Buffer.from(text, "latin1");
  return within(mostMs, () => one.find(bytes));
};

const kept = 24;

/** Looks for what takes longest: all recipes of the tree once, then changes to the slowest. */
class Attack {
  readonly #matcher: Matcher;
  readonly #recipes: Recipe[];
  readonly #random = random(Number(process.env["TARE_HOSTILE_SEED"] ?? 1));
  #best: { readonly recipe: Recipe; readonly ms: number }[] = [];
  tried = 0;

  constructor(one: Matcher, node: Node) {
    this.#matcher = one;
    this.#recipes = this.#shuffled(recipesOf(node));
  }

  /** The slowest first. */
  get worst(): readonly Recipe[] {
    return this.#best.map(({ recipe }) => recipe);
  }

  run(forMs: number): void {
    const began = performance.now();
    const spent = (): number => (performance.now() - began) / forMs;
    for (const recipe of this.#recipes) {
      if (spent() > 0.7) break;
      this.#try(recipe);
    }
    while (spent() < 1) this.#try(this.#changed());
    for (const { recipe } of this.#best.slice(0, 6)) this.#try(recipe);
  }

  /** The quicker of two times counts: the other work of the machine is no attack. */
  #try(recipe: Recipe): void {
    this.tried++;
    const text = cooked(recipe, trial);
    let ms = scanned(this.#matcher, text);
    const least = this.#best.length < kept ? 0 : (this.#best.at(-1)?.ms ?? 0);
    if (ms <= least) return;
    if (ms < 100) ms = Math.min(ms, scanned(this.#matcher, text));
    this.#best = [...this.#best.filter((each) => each.recipe !== recipe), { recipe, ms }]
      .sort((one, other) => other.ms - one.ms)
      .slice(0, kept);
  }

  #changed(): Recipe {
    const recipe = this.#any(this.#best)?.recipe ?? [["a", 1]];
    const other = this.#any(this.#best)?.recipe ?? recipe;
    const at = Math.floor(this.#random() * recipe.length);
    const piece = recipe[at] ?? ["a", 1];
    switch (Math.floor(this.#random() * 6)) {
      case 0:
        return recipe.with(at, [piece[0], 1 + (this.#any(turns) ?? 1)]);
      case 1:
        return recipe.with(at, [this.#any(joints) ?? "", piece[1]]);
      case 2:
        return [...recipe, ...other].slice(0, 12);
      case 3:
        return recipe.with(at, [
          piece[0].slice(Math.floor(this.#random() * piece[0].length)),
          piece[1],
        ]);
      case 4:
        return recipe.toSpliced(at, 0, this.#any(other) ?? piece);
      default:
        return recipe.length > 1 ? recipe.toSpliced(at, 1) : [...recipe, ["\n", 1]];
    }
  }

  #any<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.#random() * all.length)];
  }

  #shuffled<T>(all: readonly T[]): T[] {
    return all
      .map((each) => ({ each, key: this.#random() }))
      .sort((one, other) => one.key - other.key)
      .map(({ each }) => each);
  }
}

const shortened = (recipe: Recipe): string =>
  recipe
    .map(([text, times]) => {
      const piece = JSON.stringify(
        text.length > 40 ? `${text.slice(0, 20)}…${text.slice(-19)}` : text,
      );
      return times === 1 ? `${piece}(${text.length})` : `${piece}×${times}`;
    })
    .join(" ")
    .replaceAll("|", "\\|");

const speed = (ms: number): string => (1000 / ms).toFixed(2);

const shown = ({ rule, node, alone, among, text }: Row): string[] => [
  rule.id,
  speed(alone),
  speed(among),
  Math.round(mostAmbiguous(node, 4096)?.ways ?? 1).toExponential(0),
  `\`${text}\``,
];

function report(rows: readonly Row[], foreign: boolean): void {
  const sorted = rows.toSorted(
    (one, other) => Math.max(other.alone, other.among) - Math.max(one.alone, one.among),
  );
  const middle = sorted[sorted.length >> 1];
  const refused = rows.filter(({ node }) => ambiguity(node));
  const body = [
    `For each of ${rows.length} rules the slowest megabyte that a search found (${sum(rows.map(({ tried }) => tried))} texts made from the patterns themselves),`,
    "scanned as a file is, on one thread: with that rule alone, and with all of them. A rule's ways are what `ambiguity` estimates.",
    "",
    `Median: ${middle ? speed(middle.alone) : "-"} MB/s alone, ${middle ? speed(middle.among) : "-"} among all. Refused as too ambiguous: ${refused.map(({ rule }) => rule.id).join(", ") || "none"}.`,
    "",
    table([["rule", "MB/s alone", "among all", "ways", "text"], ...sorted.slice(0, 60).map(shown)]),
  ];
  // Other people's rules stay out of the results.
  if (foreign) process.stdout.write(`${body.join("\n")}\n`);
  else publish("hostile", "Text made to hurt", body);
}

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);
