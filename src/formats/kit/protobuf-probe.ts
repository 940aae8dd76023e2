import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { Cursor } from "./cursor.ts";
import { isText } from "./printable.ts";
import { type Field, fieldHeadSize, readField, wires } from "./protobuf.ts";
import type { Message } from "./protobuf-fields.ts";

/** Longer texts are not read to tell a format. */
const longestProbe = 4096;

/**
 * The first fields of a message, at most `most`, without what is in them: protobuf
 * has no magic number, so a format is known by what its message begins with. They
 * end before one that is not a field of that message, or is written in another way.
 *
 * @throws {MalformedError} The bytes are no fields.
 */
export async function firstFields(
  blob: Blob,
  message: Message,
  most: number,
  within: Span = span(0, blob.size),
): Promise<readonly Field[]> {
  const cursor = new Cursor(blob, "protobuf", within);
  const fields: Field[] = [];
  while (fields.length < most && cursor.left > 0) {
    await cursor.need(Math.min(fieldHeadSize, cursor.left));
    const field = readField(cursor, cursor.end);
    if (!isOf(message, field)) break;
    fields.push(field);
    cursor.at = field.payload.end;
  }
  return fields;
}

/** Whether the message has such a field. Numbers may be packed, many in one. */
function isOf(message: Message, { number, wire }: Field): boolean {
  const kind = message.fields.get(number)?.kind;
  if (kind === undefined || wire === wires.startGroup || wire === wires.endGroup) return false;
  return wire === wires.bytes || kind === "number" || kind === "selector";
}

/** The text that the field of that number holds; undefined without one, or when it is none. */
export async function textOfField(
  blob: Blob,
  fields: readonly Field[],
  number: number,
): Promise<string | undefined> {
  const field = fields.find((each) => each.number === number && each.wire === wires.bytes);
  if (!field || field.payload.end - field.payload.start > longestProbe) return undefined;
  const bytes = await blob.read(field.payload);
  return isText(bytes) ? utf8.decode(bytes) : undefined;
}

const utf8 = new TextDecoder();
