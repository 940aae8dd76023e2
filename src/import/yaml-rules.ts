import { LineCounter, parseDocument } from "yaml";
import { TareError } from "../core/error.ts";
import { confidences, findingClasses, severities } from "../core/finding.ts";
import type { Proof, Rule } from "../core/rule.ts";
import type { RulesFile } from "./file.ts";
import { Table } from "./table.ts";
import { plainPattern } from "./verbose.ts";

/** What a file says of a rule beyond what gitleaks' files can say. */
export type RuleWords = Partial<
  Pick<Rule, "title" | "class" | "severity" | "confidence" | "harm" | "remedy">
> & { readonly proofs?: readonly Proof[] };

/** Rules as tables of gitleaks' shape, with their words besides. */
export interface YamlRules {
  readonly rules: ReadonlyMap<string, Table>;
  readonly words: ReadonlyMap<string, RuleWords>;
  readonly notes: readonly string[];
  readonly refused: readonly string[];
}

/** Keys that say nothing about what a rule matches. */
const unneeded = new Set([
  "id",
  "examples",
  "negative_examples",
  "references",
  "categories",
  "prevalidated",
  "description",
  "validation",
  "revocation",
  "tls_mode",
]);

/**
 * Reads the rules of Nosey Parker, of kingfisher and of `tare.yaml`: a list
 * `rules`, of which each has an `id` and a `pattern`. Patterns are those of
 * Rust's regex crate, `(?x)` and all.
 *
 * @throws {TareError} `usage`: it is no YAML, or not of that shape.
 */
export function yamlRules(file: RulesFile): YamlRules {
  const rules = new Map<string, Table>();
  const words = new Map<string, RuleWords>();
  const notes: string[] = [];
  const refused: string[] = [];
  for (const table of tablesOf(file)) {
    const id = table.text("id");
    if (id === "") throw table.wrong("rule without an id");
    const named = table.named(`${table.place}: rule '${id}'`);
    try {
      if (!isVisible(named)) {
        notes.push(`${named.place}: it is only a part of other rules, and left out`);
        continue;
      }
      rules.set(id, asGitleaks(named, id));
      words.set(id, wordsOf(named));
      notes.push(...notesOf(named));
    } catch (error) {
      if (!(error instanceof TareError)) throw error;
      refused.push(error.message);
    }
  }
  return { rules, words, notes, refused };
}

function tablesOf({ path, text }: RulesFile): readonly Table[] {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): string => `${path}:${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error)
    throw new TareError("usage", `${lineAt(error.pos[0])}: ${error.message.split(" at line ")[0]}`);
  const placeOf = (at: number): string => {
    const node = document.getIn(["rules", at], true) as { range?: readonly number[] } | undefined;
    return lineAt(node?.range?.[0] ?? 0);
  };
  return new Table((document.toJS() ?? {}) as unknown, path).tables("rules", placeOf);
}

const isVisible = (table: Table): boolean => table.raw("visible") !== false;

function asGitleaks(table: Table, id: string): Table {
  const { pattern, groups } = plain(table);
  const [requirements] = requirementsOf(table);
  const stopWords = requirements?.texts("ignore_if_contains") ?? [];
  // Both scanners take the group of this name for the secret.
  const group = groups.findIndex((name) => name.toUpperCase() === "TOKEN") + 1;
  return new Table(
    {
      id,
      regex: pattern,
      description: titleOf(table),
      secretGroup: group,
      entropy: table.number("min_entropy") || table.number("entropy"),
      ...(stopWords.length > 0 && { allowlists: [{ stopWords }] }),
    },
    table.place,
  );
}

const titleOf = (table: Table): string => table.text("title") || table.text("name");

function plain(table: Table) {
  const text = table.text("pattern");
  if (text === "") throw table.wrong("no pattern");
  try {
    return plainPattern(text.trim());
  } catch (error) {
    throw table.wrong(error instanceof Error ? error.message : String(error), error);
  }
}

const requirementsOf = (table: Table): readonly Table[] => table.tables("pattern_requirements");

function wordsOf(table: Table): RuleWords {
  const title = titleOf(table);
  const harm = table.text("harm");
  const remedy = table.text("remedy");
  const kind = wordIn(table, "class", Object.keys(findingClasses) as Rule["class"][]);
  const severity = wordIn(table, "severity", severities);
  const confidence = wordIn(table, "confidence", confidences);
  const proofs = requirementsOf(table).flatMap(proofsOf);
  return {
    ...(title !== "" && { title }),
    ...(harm !== "" && { harm }),
    ...(remedy !== "" && { remedy }),
    ...(kind && { class: kind }),
    ...(severity && { severity }),
    ...(confidence && { confidence }),
    ...(proofs.length > 0 && { proofs }),
  };
}

function wordIn<T extends string>(table: Table, key: string, words: readonly T[]): T | undefined {
  const given = table.text(key).toLowerCase();
  return words.find((each) => each === given);
}

/** Of how many characters of a kind kingfisher asks for, tare asks for one. */
const kinds = {
  min_digits: "digit",
  min_lowercase: "lower",
  min_uppercase: "upper",
  min_special_chars: "symbol",
} as const;

function proofsOf(requirements: Table): Proof[] {
  const all = Object.entries(kinds).flatMap(([key, kind]) =>
    requirements.number(key) > 0 ? [kind] : [],
  );
  return all.length > 0 ? [{ kind: "has", all }] : [];
}

function notesOf(table: Table): string[] {
  const notes: string[] = [];
  const [requirements] = requirementsOf(table);
  if (table.tables("depends_on_rule").length > 0)
    notes.push(`${table.place}: it is reported without the rules that it depends on`);
  const read = new Set([...Object.keys(kinds), "ignore_if_contains", "special_chars"]);
  const unread = (requirements?.rest ?? []).filter((key) => !read.has(key));
  if (unread.length > 0)
    notes.push(`${table.place}: pattern_requirements: ${unread.join(", ")} ignored`);
  const rest = table.rest.filter((key) => !unneeded.has(key));
  if (rest.length > 0)
    notes.push(`${table.place}: ${rest.join(", ")} not known to tare, and ignored`);
  return notes;
}
