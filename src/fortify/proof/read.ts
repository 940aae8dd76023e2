import { issuesOf } from "../../config/validate.ts";
import type { Schema } from "../../config/schema.ts";
import { TareError } from "../../core/error.ts";
import { JsonReader } from "../../formats/kit/json-reader.ts";
import type { Envelope } from "./envelope.ts";
import { envelopeSchema, receiptSchema } from "./schema.ts";
import type { Statement } from "./statement.ts";

export interface Receipt {
  readonly statement: Statement;
  /** Where it is signed. */
  readonly envelope?: Envelope;
}

/**
 * Reads a receipt, signed or not. Whether what it says is true is for `prove`.
 *
 * @param path Where it comes from, for messages.
 * @throws {TareError} `usage`: it is no receipt of tare, or could be read in two ways.
 */
export function readReceipt(text: string, path: string): Receipt {
  const value = parsed(text, path);
  if (!isEnvelope(value)) return { statement: checked(value, receiptSchema, path) as Statement };
  const envelope = checked(value, envelopeSchema, path) as Envelope;
  const payload = Buffer.from(envelope.payload, "base64");
  if (payload.toString("base64") !== envelope.payload)
    throw wrong(path, "its payload is not base64");
  const inner = parsed(utf8(payload, path), path);
  return { statement: checked(inner, receiptSchema, path) as Statement, envelope };
}

const isEnvelope = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "payloadType");

function checked(value: unknown, schema: Schema, path: string): unknown {
  const [issue] = issuesOf(value, schema);
  if (issue)
    throw wrong(
      path,
      `${issue.message.replace(/; .*/s, "").replace("the file ", "it ")}, at ${pointer(issue.path)}`,
    );
  return value;
}

const pointer = (path: readonly (string | number)[]): string => `/${path.join("/")}`;

function utf8(bytes: Uint8Array, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw wrong(path, "it is not UTF-8", cause);
  }
}

function parsed(text: string, path: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong(path, "it is no JSON", cause);
  }
  // Of two equal keys one reader sees the first, and another the last.
  if (keysIn(text) !== keysOf(value)) throw wrong(path, "a key stands twice in an object");
  return value;
}

function keysIn(text: string): number {
  const reader = new JsonReader("receipt");
  reader.load(Buffer.from(text), 0);
  let keys = 0;
  while (reader.next() === "string") if (reader.isName) keys++;
  return keys;
}

function keysOf(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  const inside = Object.values(value).reduce((sum: number, each) => sum + keysOf(each), 0);
  return Array.isArray(value) ? inside : Object.keys(value).length + inside;
}

const wrong = (path: string, why: string, cause?: unknown): TareError =>
  new TareError("usage", `receipt '${path}': ${why}`, {
    hint: "give the receipt as 'tare clean' wrote it",
    cause,
  });
