import { TareError } from "../../core/error.ts";
import type { Content } from "./source.ts";

/**
 * What a reference asks for of what its place holds: a field, by its name or by names with
 * dots between, or all.
 *
 * @param shown How messages name the reference.
 * @throws {TareError} `usage`: there is no such field, or there are several and none is named.
 */
export function partOf(content: Content, field: string | undefined, shown: string): string {
  if (field === undefined) return wholeOf(content, shown);
  const found = valueAt(fieldsOf(content, shown), field);
  if (found !== undefined) return textOf(found);
  throw new TareError("usage", `'${shown}': there is no field '${field}'`, {
    hint: `it has ${namesOf(fieldsOf(content, shown))}`,
  });
}

function wholeOf(content: Content, shown: string): string {
  if (content.kind === "text") return content.text;
  const [only, ...others] = Object.values(content.fields);
  if (only !== undefined && others.length === 0) return textOf(only);
  throw new TareError("usage", `'${shown}' has several fields`, {
    hint: `name one behind #: ${namesOf(content.fields)}`,
  });
}

type Fields = Readonly<Record<string, unknown>>;

const namesOf = (fields: Fields): string => Object.keys(fields).join(", ") || "none";

function fieldsOf(content: Content, shown: string): Fields {
  if (content.kind === "fields") return content.fields;
  const value = parsed(content.text);
  if (isObject(value)) return value;
  throw new TareError("usage", `'${shown}' holds no JSON object, so it has no fields`, {
    hint: "leave out what follows #",
  });
}

function valueAt(fields: Fields, field: string): unknown {
  if (Object.hasOwn(fields, field)) return fields[field];
  return field.split(".").reduce<unknown>((value, name) => ownOf(value, name), fields);
}

const ownOf = (value: unknown, name: string): unknown =>
  isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined;

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const textOf = (value: unknown): string =>
  typeof value === "string" ? value : JSON.stringify(value);

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
