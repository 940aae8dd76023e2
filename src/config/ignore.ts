import { TareError } from "../core/error.ts";
import type { AllowEntry } from "./config.ts";
import { schema } from "./schema.ts";
import { issuesOf } from "./validate.ts";

/** An entry of `.tare-ignore`, and the line that it is on. */
export interface IgnoreEntry extends Omit<AllowEntry, "value"> {
  /** `.tare-ignore:3`. */
  readonly place: string;
}

/** What may stand before the reason as `key=value`; one word without a key is the path. */
const keys = ["rule", "class", "path", "fingerprint", "owner", "expires"] as const;
const keyed = new RegExp(`^(${keys.join("|")})=(.*)$`);

/**
 * Reads `.tare-ignore`: one entry a line, `docs/** rule=private-host -- why`, empty
 * lines, and comments from `#` on.
 *
 * @throws {TareError} `usage`: entries are wrong, or have no reason; the message has a line for each.
 */
export function readIgnore(text: string, path: string): IgnoreEntry[] {
  const entries: IgnoreEntry[] = [];
  const wrong: string[] = [];
  for (const [at, line] of text.split("\n").entries()) {
    if (/^\s*(?:#.*)?$/.test(line)) continue;
    const place = `${path}:${at + 1}`;
    const entry = fieldsOf(line);
    const issues = [...issuesIn(entry)];
    wrong.push(...issues.map((each) => `${place}: ${each}`));
    if (issues.length === 0) entries.push({ ...entry, place });
  }
  if (wrong.length === 0) return entries;
  throw new TareError("usage", wrong.join("\ntare: "), {
    hint: "write entries as: docs/** rule=ID owner=NAME expires=2027-01-31 -- why",
  });
}

function fieldsOf(line: string): Omit<AllowEntry, "value"> {
  const [, before = "", reason = ""] = /^(.*?)(?:\s+--\s+(.*))?$/.exec(line.trim()) ?? [];
  const fields: Record<string, string> = { reason };
  for (const word of before.split(/\s+/)) {
    const [, key = "path", value = word] = keyed.exec(word) ?? [];
    fields[key] = fields[key] === undefined ? value : `${fields[key]} ${value}`;
  }
  return fields as unknown as Omit<AllowEntry, "value">;
}

const entrySchema = schema.properties.allow.items ?? {};

function* issuesIn(entry: Omit<IgnoreEntry, "place">): Generator<string> {
  const twice = keys.find((key) => entry[key]?.includes(" "));
  if (entry.reason.trim() === "") yield "no reason; end the line with ' -- ' and why";
  else if (twice !== undefined)
    yield `'${twice}' stands there twice; write ? for a space in a path`;
  else for (const { message } of issuesOf(entry, entrySchema, ["entry"])) yield message;
}
