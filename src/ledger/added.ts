import * as v from "valibot";
import { TareError } from "../core/error.ts";
import type { Happening } from "./event.ts";
import { alert } from "./events/alert.ts";
import { canary } from "./events/canary.ts";
import { credential } from "./events/credential.ts";
import { drill } from "./events/drill.ts";
import { gate } from "./events/gate.ts";
import { iam } from "./events/iam.ts";
import type { EventFamily } from "./family.ts";

/** What happens outside of tare, so that somebody has to say it. What its commands see they write down themselves. */
const addable: EventFamily = {
  ...canary,
  ...alert,
  ...credential,
  ...iam,
  ...drill,
  "release-published": gate["release-published"],
};

interface Field {
  readonly isNeeded: boolean;
  /** What stands for its value in a form: `TEXT`, `a|b`. */
  readonly takes: string;
  readonly read: (text: string) => unknown;
}

/**
 * Reads an event out of fields as people type them: `participants=ana,bruno`.
 *
 * @throws {TareError} `usage`: there is no such event, or a field is unknown, missing or wrong.
 */
export function addedEvent(type: string, given: readonly string[]): Happening {
  const known = Object.hasOwn(addable, type) ? addable[type] : undefined;
  if (!known)
    throw new TareError("usage", type === "" ? "add takes an event" : `no event '${type}' to add`, {
      hint: `use one of ${Object.keys(addable).join(", ")}`,
    });
  const fields = fieldsOf(known.data);
  const refuse = (why: string): never => {
    throw new TareError("usage", why, { hint: `tare ledger add ${type} ${formOf(fields)}` });
  };
  const data = Object.fromEntries(
    given.map((each): [string, unknown] => {
      const [, name = "", text = ""] = /^(\w+)=(.*)$/s.exec(each) ?? [];
      const read = fields.get(name)?.read ?? refuse(`${type} has no field '${name || each}'`);
      return [name, text === "" ? refuse(`${type}: '${name}' is empty`) : read(text)];
    }),
  );
  for (const [name, { isNeeded }] of fields)
    if (isNeeded && !(name in data)) refuse(`${type} needs '${name}'`);
  const parsed = v.safeParse(known.data, data);
  if (!parsed.success) return refuse(wrongIn(parsed.issues, fields));
  return { type, ...parsed.output } as Happening;
}

/** Which field is wrong, and what it takes. */
function wrongIn(
  issues: readonly v.BaseIssue<unknown>[],
  fields: ReadonlyMap<string, Field>,
): string {
  const [issue] = issues;
  const [name = ""] = (issue ? (v.getDotPath(issue) ?? "") : "").split(".");
  return `'${name}' takes ${fields.get(name)?.takes ?? "another value"}`;
}

/** A moment as people write it, ISO 8601: `2026-11-29`, `2026-11-29T10:00Z`. `undefined` where it is none. */
export function momentOf(text: string): Date | undefined {
  const date = /^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}|$)/.test(text) ? new Date(text) : undefined;
  return date && !Number.isNaN(date.getTime()) ? date : undefined;
}

const formOf = (fields: ReadonlyMap<string, Field>): string =>
  [...fields]
    .map(([name, { isNeeded, takes }]) => (isNeeded ? `${name}=${takes}` : `[${name}=${takes}]`))
    .join(" ");

/** What the schema of an event asks for. */
function fieldsOf(schema: v.GenericSchema): ReadonlyMap<string, Field> {
  const { entries } = schema as v.ObjectSchema<v.ObjectEntries, undefined>;
  return new Map(Object.entries(entries).map(([name, each]) => [name, fieldOf(each as Described)]));
}

/** What a schema says of itself at run time. */
interface Described {
  readonly type: string;
  readonly wrapped?: Described;
  readonly options?: readonly string[];
  readonly pipe?: readonly { readonly type: string }[];
}

function fieldOf({ type, wrapped, options = [], pipe = [] }: Described): Field {
  if (wrapped) return { ...fieldOf(wrapped), isNeeded: false };
  const isTime = pipe.some((each) => each.type === "iso_timestamp");
  const [takes, read] = isTime ? time : (kinds[type] ?? kinds["string"] ?? time);
  return { isNeeded: true, takes: type === "picklist" ? options.join("|") : takes, read };
}

const time = ["TIME", (text: string): unknown => momentOf(text)?.toISOString() ?? text] as const;

/** By the types of their schemas. What cannot be read is left to the schema to refuse. */
const kinds: Readonly<Record<string, readonly [takes: string, read: (text: string) => unknown]>> = {
  string: ["TEXT", (text) => text],
  picklist: ["TEXT", (text) => text],
  number: ["COUNT", (text) => Number(text)],
  boolean: ["true|false", (text) => ({ true: true, false: false })[text] ?? text],
  array: ["NAME,NAME", (text) => text.split(",").flatMap((each) => each.trim() || [])],
};
