import { keyStep } from "./key-path.ts";

/** How a value is written (https://avro.apache.org/docs/1.12.0/specification/#binary-encoding). */
export type AvroType =
  | { readonly kind: "number" | "text" | "nothing" }
  | { readonly kind: "fixed"; readonly size: number }
  | { readonly kind: "items"; readonly of: AvroType; readonly named: boolean }
  | { readonly kind: "union"; readonly of: readonly AvroType[] }
  | { readonly kind: "record"; readonly fields: readonly AvroField[] };

export interface AvroField {
  /** What it adds to the key path. */
  readonly step: string;
  readonly type: AvroType;
}

const primitives: Readonly<Record<string, AvroType>> = {
  null: { kind: "nothing" },
  boolean: { kind: "fixed", size: 1 },
  int: { kind: "number" },
  long: { kind: "number" },
  float: { kind: "fixed", size: 4 },
  double: { kind: "fixed", size: 8 },
  bytes: { kind: "text" },
  string: { kind: "text" },
};

/** Schemas of people nest less than ten deep. */
const deepest = 64;

/** The type that a schema says; undefined: it is none that can be followed. */
export function avroType(schema: string): AvroType | undefined {
  try {
    return new Compiler().type(JSON.parse(schema), 0);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

class Compiler {
  readonly #named = new Map<string, AvroType>();

  /** @throws {SyntaxError} The schema is none. */
  type(schema: unknown, depth: number): AvroType {
    if (depth > deepest) throw new SyntaxError("schema too deep");
    if (typeof schema === "string") return this.#byName(schema);
    if (Array.isArray(schema))
      return { kind: "union", of: schema.map((each) => this.type(each, depth + 1)) };
    if (!isObject(schema)) throw new SyntaxError("schema of another kind");
    return this.#complex(schema, depth);
  }

  #byName(name: string): AvroType {
    const found = primitives[name] ?? this.#named.get(name) ?? this.#named.get(lastOf(name));
    if (!found) throw new SyntaxError("unknown type");
    return found;
  }

  #complex(schema: Readonly<Record<string, unknown>>, depth: number): AvroType {
    const { type, size } = schema;
    switch (type) {
      case "array":
        return { kind: "items", of: this.type(schema["items"], depth + 1), named: false };
      case "map":
        return { kind: "items", of: this.type(schema["values"], depth + 1), named: true };
      case "enum":
        return this.#name(schema, { kind: "number" });
      case "fixed":
        return this.#name(schema, { kind: "fixed", size: typeof size === "number" ? size : 0 });
      case "record":
      case "error":
        return this.#record(schema, depth);
      default:
        return this.type(type, depth + 1);
    }
  }

  /** A record may hold itself, so it has its name before its fields are known. */
  #record(schema: Readonly<Record<string, unknown>>, depth: number): AvroType {
    const fields: AvroField[] = [];
    const record = this.#name(schema, { kind: "record", fields });
    for (const field of Array.isArray(schema["fields"]) ? schema["fields"] : []) {
      if (!isObject(field)) throw new SyntaxError("field of another kind");
      const step = keyStep(String(field["name"]));
      fields.push({ step, type: this.type(field["type"], depth + 1) });
    }
    return record;
  }

  #name(schema: Readonly<Record<string, unknown>>, type: AvroType): AvroType {
    if (typeof schema["name"] === "string") this.#named.set(lastOf(schema["name"]), type);
    return type;
  }
}

const lastOf = (name: string): string => name.slice(name.lastIndexOf(".") + 1);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
