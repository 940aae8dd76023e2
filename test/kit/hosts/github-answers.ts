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
  const { $ref, type, properties = {}, required = [], anyOf, allOf } = shape;
  if ($ref !== undefined) return emptyOf(description.$defs[$ref.slice("#/$defs/".length)] ?? {});
  if (anyOf ?? allOf) return emptyOf((anyOf ?? allOf)?.[0] ?? {});
  if (shape.enum) return shape.enum[0];
  const types = [type ?? "object"].flat();
  if (types.includes("null")) return null;
  switch (types[0]) {
    case "object":
      return Object.fromEntries(required.map((each) => [each, emptyOf(properties[each] ?? {})]));
    case "array":
      return [];
    case "string":
      return "";
    case "boolean":
      return false;
    default:
      return 0;
  }
}
