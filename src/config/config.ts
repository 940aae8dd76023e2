import { isMap, isScalar, LineCounter, parseDocument } from "yaml";
import { TareError } from "../core/error.ts";
import type { FindingClass, Severity } from "../core/finding.ts";
import { schema } from "./schema.ts";
import { issuesOf, type Issue, type Path } from "./validate.ts";

/** What `tare.yaml` says. All of it may be missing. */
export interface Config {
  readonly defaults?: Readonly<Record<string, string | number | readonly string[]>>;
  readonly baseline?: string;
  readonly "rule-files"?: readonly string[];
  readonly "own-rules"?: boolean;
  readonly exclude?: readonly string[];
  readonly keywords?: readonly (string | KeywordEntry)[];
  readonly severities?: {
    readonly rules?: Readonly<Record<string, Severity>>;
    readonly classes?: Readonly<Partial<Record<FindingClass, Severity>>>;
  };
  readonly allow?: readonly AllowEntry[];
  readonly rules?: readonly OwnRule[];
  /** References by the names of variables. */
  readonly secrets?: Readonly<Record<string, string>>;
  readonly release?: { readonly files?: readonly string[] };
  readonly verify?: {
    readonly hosts?: readonly string[];
    readonly proxy?: string;
    readonly rate?: number;
  };
  readonly ledger?: boolean;
  /** Who answers for what is released, and how to reach them. */
  readonly owner?: string;
  readonly contact?: string;
  readonly checklist?: Checklist;
}

/** What `tare gate` asks. */
export interface Checklist {
  /** Which of tare's own items; all of them where nothing is said. */
  readonly items?: readonly string[];
  /** Items of the project's own, which a person confirms. */
  readonly manual?: readonly CustomItem[];
  readonly exceptions?: readonly Exception[];
}

export interface CustomItem {
  readonly id: string;
  readonly title: string;
  readonly why?: string;
  readonly instead?: string;
}

/** Somebody answers for an item that did not pass, until a day. */
export interface Exception {
  readonly item: string;
  readonly reason: string;
  readonly approver: string;
  readonly expires: string;
}

export interface KeywordEntry {
  readonly word: string;
  readonly severity?: Severity;
  readonly reason?: string;
}

export interface AllowEntry {
  readonly rule?: string;
  readonly class?: FindingClass;
  readonly path?: string;
  readonly value?: string;
  readonly fingerprint?: string;
  readonly reason: string;
  readonly owner?: string;
  readonly expires?: string;
}

/** Of a rule of the user's, what is checked by itself; the rest is read with all files of rules. */
export interface OwnRule {
  readonly id: string;
  readonly examples?: { readonly found?: readonly string[]; readonly ignored?: readonly string[] };
}

/** Settings, and where in their file each stands. */
export interface ConfigFile {
  readonly path: string;
  readonly text: string;
  readonly config: Config;
  /** The file and the line of a place in it: `tare.yaml:12`. */
  readonly placeOf: (path: Path) => string;
}

/**
 * Reads settings.
 *
 * @throws {TareError} `usage`: the text is no YAML, or the schema does not allow what it
 * says; the message has a line for each thing that is wrong, and names where it stands.
 */
export function readConfig(text: string, path: string): ConfigFile {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const lineAt = (offset: number): string => `${path}:${lines.linePos(offset).line}`;
  const [error] = document.errors;
  if (error)
    throw new TareError("usage", `${lineAt(error.pos[0])}: ${firstLine(error.message)}`, {
      cause: error,
    });
  const placeOf = (at: Path, ofKey = false): string =>
    lineAt(offsetOf(document.contents, at, ofKey));
  const value = (document.toJS() ?? {}) as unknown;
  const issues = [...issuesOf(value, schema)];
  if (issues.length > 0) throw wrong(issues, placeOf);
  return { path, text, config: value as Config, placeOf };
}

const firstLine = (message: string): string =>
  (message.split("\n")[0] ?? "").replace(/ at line \d+, column \d+:?$/, "");

function wrong(issues: readonly Issue[], placeOf: (at: Path, ofKey: boolean) => string): TareError {
  const lines = issues.map(({ path, ofKey, message }) => `${placeOf(path, ofKey)}: ${message}`);
  return new TareError("usage", lines.join("\ntare: "), {
    hint: "'tare config schema' prints what may stand there",
  });
}

/** Where a node starts, or the nearest one around it that has a place. */
function offsetOf(contents: unknown, path: Path, ofKey: boolean): number {
  let node: unknown = contents;
  let offset = startOf(node) ?? 0;
  for (const [at, step] of path.entries()) {
    const found = isMap(node)
      ? node.items.find(({ key }) => isScalar(key) && key.value === step)
      : undefined;
    const last = at === path.length - 1;
    const next = found ? found.value : itemOf(node, step);
    offset = (last && ofKey ? startOf(found?.key) : startOf(next)) ?? startOf(found?.key) ?? offset;
    node = next;
  }
  return offset;
}

function itemOf(node: unknown, step: string | number): unknown {
  const items = (node as { readonly items?: readonly unknown[] } | null)?.items;
  return typeof step === "number" ? items?.[step] : undefined;
}

const startOf = (node: unknown): number | undefined =>
  (node as { readonly range?: readonly number[] | null } | null | undefined)?.range?.[0];
