import { type Failure, TareError } from "../core/error.ts";
import type { ArtefactRule, Rule } from "../core/rule.ts";
import { type AllowCondition, patternOf, readAllowList } from "./allow.ts";
import { isYaml, placeIn, placeOfRule, type RulesFile, stemOf, tableOf } from "./file.ts";
import { artefactOf, rulesOf } from "./rule.ts";
import type { Table } from "./table.ts";
import { type RuleWords, yamlRules } from "./yaml-rules.ts";

/** What files of rules say, in tare's terms. Plain data. */
export interface ImportedRules {
  /** Rules of which the pattern is read in several ways share their id. */
  readonly rules: readonly Rule[];
  /** By id: a rule looks only at blobs of which the path matches. */
  readonly paths: ReadonlyMap<string, RegExp>;
  /** Rules that are about a path alone. */
  readonly artefacts: readonly ArtefactRule[];
  readonly allowed: readonly AllowCondition[];
  /** What the files ask for that tare does not do; one sentence each, with the place. */
  readonly notes: readonly string[];
  /** Why a rule was not taken, with its place and its id. */
  readonly refused: readonly string[];
}

/**
 * Reads `.gitleaks.toml` files, and betterleaks', which have the same shape;
 * of YAML files the rules of kingfisher, Nosey Parker and `tare.yaml`.
 * The id of a rule is its file's stem and the id there: `gitleaks/aws-key`.
 *
 * Patterns are RE2's, and translated exactly. A rule is found where its pattern
 * matches, by the text that every match must hold: `keywords`, which gitleaks
 * asks for anywhere in the file, are not needed for that. Allow-lists are
 * about the rules of their own file.
 *
 * @throws {TareError} `usage`: a file is no TOML or YAML, or not of that shape, or has no rules; or
 * two have the same stem.
 */
export function importedRules(files: readonly RulesFile[]): ImportedRules {
  for (const [at, file] of files.entries()) {
    const other = files.findIndex((each) => stemOf(each) === stemOf(file));
    if (other < at)
      throw new TareError("usage", `${file.path}: its rules would be called as those of another`, {
        hint: "give the file another name",
      });
  }
  const all = files.map(gitleaksRules);
  return {
    rules: all.flatMap(({ rules }) => rules),
    paths: new Map(all.flatMap(({ paths }) => [...paths])),
    artefacts: all.flatMap(({ artefacts }) => artefacts),
    allowed: all.flatMap(({ allowed }) => allowed),
    notes: all.flatMap(({ notes }) => notes),
    refused: all.flatMap(({ refused }) => refused),
  };
}

function gitleaksRules(file: RulesFile): ImportedRules {
  const draft = isYaml(file) ? { ...yamlRules(file), allowLists: [] } : draftOf(file);
  refuseEmpty(file, draft);
  const reader = new Reader(stemOf(file), draft);
  for (const [id, table] of draft.rules) reader.rule(table, id);
  for (const { table, ids } of draft.allowLists) reader.allowList(table, ids);
  return reader;
}

/** Whoever names a file of rules in which there are none believes that something is looked for. */
function refuseEmpty({ path }: RulesFile, { rules, allowLists, notes, refused = [] }: Draft): void {
  if (rules.size + allowLists.length + notes.length + refused.length > 0) return;
  throw new TareError("usage", `${path}: there are no rules in it`, {
    hint: "a file of rules has '[[rules]]' with an id and a regex each, or 'rules:' in YAML",
  });
}

/** The tables of a file and of those that it builds upon, before they are read. */
interface Draft {
  readonly rules: ReadonlyMap<string, Table>;
  /** Those of the whole file; no ids: about all of its rules. */
  readonly allowLists: readonly { readonly table: Table; readonly ids: readonly string[] }[];
  /** By id: what only YAML files can say. */
  readonly words?: ReadonlyMap<string, RuleWords>;
  readonly notes: readonly string[];
  readonly refused?: readonly string[];
}

function draftOf(file: RulesFile): Draft {
  const table = tableOf(file);
  const base = file.base && draftOf(file.base);
  const { disabled, notes } = extended(table, file);
  const rules = new Map([...(base?.rules ?? [])].filter(([id]) => !disabled.has(id)));
  for (const [at, each] of table.tables("rules").entries()) {
    const id = each.text("id");
    if (id === "")
      throw each.named(placeIn(file, isHeader("rules"), at)).wrong("rule without an id");
    const named = each.named(`${placeOfRule(file, id)}: rule '${id}'`);
    const below = base?.rules.get(id);
    rules.set(id, below ? named.over(below) : named);
  }
  return {
    rules,
    allowLists: [...allowListsOf(table, file), ...(base?.allowLists ?? [])],
    notes: [...notes, ...(base?.notes ?? [])],
  };
}

/** Which rules of its base the file switches off, and what of `[extend]` is not done. */
function extended(table: Table, file: RulesFile) {
  const disabled = new Set<string>();
  const notes: string[] = [];
  const place = `${file.path}: [extend]`;
  for (const each of table.tables("extend", () => place)) {
    for (const id of each.texts("disabledRules")) disabled.add(id);
    if (each.flag("useDefault"))
      notes.push(
        `${place}: gitleaks' own rules are no part of tare; name a copy of them as 'path'`,
      );
    if (each.text("url") !== "") notes.push(`${place}: 'url' is not read`);
    if (each.text("path") !== "" && !file.base)
      notes.push(
        `${place}: '${each.text("path")}' is not read: files build upon two others at most`,
      );
  }
  return { disabled, notes };
}

const isHeader =
  (key: string) =>
  (line: string): boolean =>
    line.startsWith(`[${key}]`) || line.startsWith(`[[${key}]]`);

const allowListsOf = (table: Table, file: RulesFile) =>
  ["allowlist", "allowlists"].flatMap((key) => {
    const placeOf = (at: number): string => `${placeIn(file, isHeader(key), at)}: allow-list`;
    return table
      .tables(key, placeOf)
      .map((each) => ({ table: each, ids: each.texts("targetRules") }));
  });

/** Keys that say something about a rule, but nothing about what it matches. */
const unneeded = new Set([
  "id",
  "tags",
  "keywords",
  "title",
  "minversion",
  "betterleaksminversion",
]);

/** Takes the tables of a file one by one. */
class Reader implements ImportedRules {
  readonly rules: Rule[] = [];
  readonly paths = new Map<string, RegExp>();
  readonly artefacts: ArtefactRule[] = [];
  readonly allowed: AllowCondition[] = [];
  readonly notes: string[];
  readonly refused: string[];
  readonly #stem: string;
  readonly #all: ReadonlySet<string>;
  readonly #words: NonNullable<Draft["words"]>;

  constructor(stem: string, { rules, notes, words = new Map(), refused = [] }: Draft) {
    this.#stem = stem;
    this.#all = new Set([...rules.keys()].map((id) => this.#name(id)));
    this.#words = words;
    this.notes = [...notes];
    this.refused = [...refused];
  }

  /** Takes the list, but for one that can take long. @throws {TareError} `usage`: it is wrong. */
  allowList(table: Table, ids: readonly string[]): void {
    this.#tried(() => this.#allow(table, ids), "limit");
  }

  /** Takes the rule, or says why not. */
  rule(table: Table, id: string): void {
    this.#tried(() => this.#rule(table, id), "limit", "usage");
  }

  #tried(take: () => void, ...refused: readonly Failure[]): void {
    try {
      take();
    } catch (error) {
      if (!(error instanceof TareError && refused.includes(error.kind))) throw error;
      this.refused.push(error.message);
    }
  }

  /** @param ids The rules that the list is about; all if none are given. */
  #allow(table: Table, ids: readonly string[]): void {
    const rules = ids.length > 0 ? new Set(ids.map((id) => this.#name(id))) : this.#all;
    const condition = readAllowList(table, rules);
    if (condition) this.allowed.push(condition);
    if (table.texts("commits").length > 0)
      this.notes.push(`${table.place}: commits are not looked at`);
  }

  #name(id: string): string {
    return `${this.#stem}/${id}`;
  }

  #rule(table: Table, id: string): void {
    const name = this.#name(id);
    const path = table.text("path");
    const regex = table.text("regex");
    if (regex === "" && path === "") throw table.wrong("neither a regex nor a path");
    if (table.flag("skipReport")) {
      this.notes.push(`${table.place}: it is only a part of other rules, and left out`);
      return;
    }
    const rules = regex === "" ? [] : this.#worded(rulesOf(table, name), id);
    const pattern = path === "" ? undefined : patternOf(table, path);
    const lists = ["allowlist", "allowlists"].flatMap((key) => table.tables(key));
    for (const list of lists) this.#allow(list, [id]);
    this.rules.push(...rules);
    if (pattern && regex === "") this.artefacts.push(artefactOf(table, name, pattern));
    else if (pattern) this.paths.set(name, pattern);
    this.#note(table);
  }

  #worded(rules: readonly Rule[], id: string): Rule[] {
    const { proofs = [], ...words } = this.#words.get(id) ?? {};
    return rules.map((rule) => ({
      ...rule,
      ...words,
      proofs: [...(rule.proofs ?? []), ...proofs],
    }));
  }

  #note(table: Table): void {
    if (table.tables("required").length > 0)
      this.notes.push(`${table.place}: it is reported without the rules that it requires nearby`);
    const rest = table.rest.filter((key) => !unneeded.has(key));
    if (rest.length > 0)
      this.notes.push(`${table.place}: ${rest.join(", ")} not known to tare, and ignored`);
  }
}
