import { nearest } from "../core/nearest.ts";
import type { Schema, Type } from "./schema.ts";

/** Keys and positions from the document's root to a place in it. */
export type Path = readonly (string | number)[];

export interface Issue {
  readonly path: Path;
  /** Whether it is about the key at the end of `path`, and not about what stands there. */
  readonly ofKey: boolean;
  /** What is wrong, and what to do. */
  readonly message: string;
}

/** Yields what is wrong with a value: a JSON Schema validator for as much of it as `Schema` knows. */
export function* issuesOf(value: unknown, schema: Schema, path: Path = []): Generator<Issue> {
  const types = schema.type === undefined ? [] : [schema.type].flat();
  if (types.length > 0 && !types.some((type) => isOf(value, type))) {
    yield at(path, `${named(path)} must be ${types.map((type) => words[type]).join(" or ")}`);
    return;
  }
  if (typeof value === "string") yield* ofText(value, schema, path);
  else if (typeof value === "number") yield* ofNumber(value, schema, path);
  else if (Array.isArray(value))
    for (const [index, item] of value.entries())
      yield* issuesOf(item, schema.items ?? {}, [...path, index]);
  else if (isOf(value, "object")) yield* ofObject(value as object, schema, path);
}

const words: Readonly<Record<Type, string>> = {
  object: "a mapping (`key: value`)",
  array: "a list (`- item`)",
  string: "text",
  integer: "a whole number",
  number: "a number",
  boolean: "true or false",
};

function isOf(value: unknown, type: Type): boolean {
  if (type === "array") return Array.isArray(value);
  if (type === "integer") return Number.isInteger(value);
  if (type === "object")
    return typeof value === "object" && value !== null && !Array.isArray(value);
  return typeof value === type;
}

function* ofText(value: string, schema: Schema, path: Path): Generator<Issue> {
  if (schema.enum && !schema.enum.includes(value))
    yield at(path, `${named(path)} is '${value}'; use one of ${schema.enum.join(", ")}`);
  if (value.length < (schema.minLength ?? 0)) yield at(path, `${named(path)} is empty`);
  else if (schema.pattern !== undefined && !new RegExp(schema.pattern).test(value)) {
    const shown = schema.writeOnly ? "something else" : `'${value}'`;
    yield at(path, `${named(path)} is ${shown}; wanted: ${asDescribed(schema)}`);
  }
}

function* ofNumber(value: number, schema: Schema, path: Path): Generator<Issue> {
  if (value < (schema.minimum ?? -Infinity))
    yield at(path, `${named(path)} is ${value}; it must be ${schema.minimum} or more`);
  if (value > (schema.maximum ?? Infinity))
    yield at(path, `${named(path)} is ${value}; it must be ${schema.maximum} or less`);
}

function* ofObject(value: object, schema: Schema, path: Path): Generator<Issue> {
  const { properties = {}, additionalProperties, required = [], anyOf } = schema;
  for (const [key, item] of Object.entries(value)) {
    const known = Object.hasOwn(properties, key) ? properties[key] : additionalProperties;
    if (known === false)
      yield { path: [...path, key], ofKey: true, message: unknown(key, Object.keys(properties)) };
    else yield* issuesOf(item, known ?? {}, [...path, key]);
  }
  for (const key of required)
    if (!Object.hasOwn(value, key)) yield at(path, `${named(path)} has no '${key}'; add it`);
  if (anyOf && !anyOf.some(({ required: [key] }) => Object.hasOwn(value, key)))
    yield at(
      path,
      `${named(path)} says nothing about what it is for; add one of ${anyOf.map(({ required: [key] }) => key).join(", ")}`,
    );
}

const at = (path: Path, message: string): Issue => ({ path, ofKey: false, message });

function named(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return "the file";
  return typeof last === "string" ? `'${last}'` : `item ${last + 1} of '${String(path.at(-2))}'`;
}

const asDescribed = ({ description = "of another form" }: Schema): string =>
  `${description.charAt(0).toLowerCase()}${description.slice(1).replace(/\.$/, "")}`;

function unknown(key: string, keys: readonly string[]): string {
  const near = nearest(key, keys);
  const instead = near === undefined ? `use ${keys.join(", ")}` : `did you mean '${near}'?`;
  return `'${key}' is not known here; ${instead}`;
}
