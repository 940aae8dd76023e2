import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";

/** A part of GitHub's description of its answers. */
interface Shape {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly required?: readonly string[];
  readonly items?: Shape;
  readonly enum?: readonly unknown[];
  readonly anyOf?: readonly Shape[];
  readonly allOf?: readonly Shape[];
}

const description = JSON.parse(readFileSync("test/schemas/github-rest.schema.json", "utf8")) as {
  readonly $defs: Readonly<Record<string, Shape>>;
  readonly answers: Readonly<Record<string, Shape>>;
};

const ajv = new Ajv2020({ strict: false });
const validators = new Map<string, ValidateFunction>();

/** @throws {Error} GitHub gives no such answer to a request of this form. */
export function asGithubAnswers(path: string, answer: unknown): unknown {
  const known = validators.get(path);
  const validate = known ?? ajv.compile({ ...description.answers[path], $defs: description.$defs });
  validators.set(path, validate);
  if (validate(answer)) return answer;
  throw new Error(`${path}: ${ajv.errorsText(validate.errors)}`);
}

/** What GitHub's description says must be there, filled with what means nothing. */
export function filled(name: string): Record<string, unknown> {
  return emptyOf({ $ref: `#/$defs/${name}` }) as Record<string, unknown>;
}

function emptyOf(shape: Shape): unknown {
  const { $ref, anyOf, allOf } = shape;
  const other =
    $ref === undefined ? (anyOf ?? allOf)?.[0] : description.$defs[$ref.slice("#/$defs/".length)];
  return other ? emptyOf(other) : emptyAs([shape.type ?? "object"].flat(), shape);
}

function emptyAs(types: readonly string[], shape: Shape): unknown {
  if (types.includes("null")) return null;
  if (shape.enum) return shape.enum[0];
  if (types[0] === "object")
    return Object.fromEntries(
      (shape.required ?? []).map((each) => [each, emptyOf(shape.properties?.[each] ?? {})]),
    );
  return { array: [], string: "", boolean: false }[types[0] ?? ""] ?? 0;
}
