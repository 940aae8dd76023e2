import { issuesOf } from "../config/validate.ts";
import type { Schema } from "../config/schema.ts";
import { TareError } from "../core/error.ts";
import { JsonReader } from "../formats/kit/json-reader.ts";
import type { Envelope } from "./envelope.ts";
import { envelopeSchema } from "./schema.ts";
import type { Attestation } from "./attestation.ts";

/** A statement, and the envelope where it is signed. */
export interface Sealed<Statement> {
  readonly statement: Statement;
  readonly envelope?: Envelope;
}

/** What kind of attestation is read. */
export interface Kind {
  readonly schema: Schema;
  /** For messages: `receipt`. */
  readonly noun: string;
  /** What to do where it is none. */
  readonly hint: string;
}

/**
 * Reads an attestation, signed or not. Whether what it says is true is for others.
 *
 * @param path Where it comes from, for messages.
 * @throws {TareError} `usage`: it is none of this kind, or could be read in two ways.
 */
export function readSealed<Statement extends Attestation>(
  text: string,
  path: string,
  kind: Kind,
): Sealed<Statement> {
  const file = { path, kind };
  const value = parsed(text, file);
  if (!isEnvelope(value)) return { statement: checked(value, kind.schema, file) as Statement };
  const envelope = checked(value, envelopeSchema, file) as Envelope;
  const payload = Buffer.from(envelope.payload, "base64");
  if (payload.toString("base64") !== envelope.payload)
    throw wrong(file, "its payload is not base64");
  const inner = parsed(utf8(payload, file), file);
  return { statement: checked(inner, kind.schema, file) as Statement, envelope };
}

interface File {
  readonly path: string;
  readonly kind: Kind;
}

const isEnvelope = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.hasOwn(value, "payloadType");

function checked(value: unknown, schema: Schema, file: File): unknown {
  const [issue] = issuesOf(value, schema);
  if (issue)
    throw wrong(
      file,
      `${issue.message.replace(/; .*/s, "").replace("the file ", "it ")}, at ${pointer(issue.path)}`,
    );
  return value;
}

const pointer = (path: readonly (string | number)[]): string => `/${path.join("/")}`;

function utf8(bytes: Uint8Array, file: File): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw wrong(file, "it is not UTF-8", cause);
  }
}

function parsed(text: string, file: File): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw wrong(file, "it is no JSON", cause);
  }
  // Of two equal keys one reader sees the first, and another the last.
  if (keysIn(text) !== keysOf(value)) throw wrong(file, "a key stands twice in an object");
  return value;
}

function keysIn(text: string): number {
  const reader = new JsonReader("attestation");
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

const wrong = ({ path, kind }: File, why: string, cause?: unknown): TareError =>
  new TareError("usage", `${kind.noun} '${path}': ${why}`, { hint: kind.hint, cause });
