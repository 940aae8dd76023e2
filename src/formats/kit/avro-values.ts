import { MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import type { AvroType } from "./avro-schema.ts";

/** A text or bytes in a block, with what it adds to the key path. */
export interface AvroText {
  readonly path: string;
  readonly at: Span;
}

/** Values in values. */
const deepest = 64;
/** How much of a map's key is shown in a key path. */
const shownKey = 200;

/**
 * The texts of one block of objects, each `[3].field`.
 *
 * @param count How many objects the block says to hold.
 * @throws {MalformedError} An object ends after the block.
 */
export function* avroTexts(block: Uint8Array, type: AvroType, count: number): Generator<AvroText> {
  const reader = new AvroReader(block);
  for (let index = 0; index < count && reader.left > 0; index++)
    yield* textsOf(reader, type, `[${index}]`, 0);
}

function* textsOf(
  reader: AvroReader,
  type: AvroType,
  path: string,
  depth: number,
): Generator<AvroText> {
  if (depth > deepest) throw reader.malformed(`values more than ${deepest} deep`);
  switch (type.kind) {
    case "nothing":
      return;
    case "number":
      reader.long();
      return;
    case "fixed":
      reader.skip(type.size);
      return;
    case "text": {
      const at = reader.text();
      if (at.end > at.start) yield { path, at };
      return;
    }
    case "items":
      yield* itemsOf(reader, type, path, depth);
      return;
    case "union": {
      const chosen = type.of[reader.long()];
      if (!chosen) throw reader.malformed("no such type in the union");
      yield* textsOf(reader, chosen, path, depth + 1);
      return;
    }
    case "record":
      for (const field of type.fields)
        yield* textsOf(reader, field.type, path + field.step, depth + 1);
  }
}

/** Arrays and maps come in blocks, the last of which is empty. */
function* itemsOf(
  reader: AvroReader,
  { of, named }: AvroType & { readonly kind: "items" },
  path: string,
  depth: number,
): Generator<AvroText> {
  let index = 0;
  for (let count = reader.long(); count !== 0; count = reader.long()) {
    // A negative count is followed by the size in bytes.
    if (count < 0) reader.long();
    for (let left = Math.abs(count); left > 0; left--) {
      const before = reader.left;
      const key = named ? reader.text() : undefined;
      if (key && key.end > key.start) yield { path: `${path}.keys[${index}]`, at: key };
      const step = key ? `[${JSON.stringify(reader.shown(key))}]` : `[${index}]`;
      yield* textsOf(reader, of, path + step, depth + 1);
      index++;
      // Items of nothing take no bytes, however many there are.
      if (reader.left === before) break;
    }
  }
}

const utf8 = new TextDecoder();

class AvroReader {
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  long(): number {
    let value = 0;
    for (let factor = 1; factor < 2 ** 70; factor *= 128) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw this.malformed("block ends too soon");
      value += (byte & 127) * factor;
      if (byte < 128) return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
    }
    throw this.malformed("number of more than ten bytes");
  }

  text(): Span {
    const length = this.long();
    const start = this.#at;
    this.skip(length);
    return span(start, this.#at);
  }

  skip(count: number): void {
    if (!(count >= 0 && count <= this.left)) throw this.malformed(`value of ${count} bytes`);
    this.#at += count;
  }

  shown({ start, end }: Span): string {
    return utf8.decode(this.#bytes.subarray(start, Math.min(end, start + shownKey)));
  }

  malformed(message: string): MalformedError {
    return new MalformedError("avro", this.#at, `block: ${message}`);
  }
}
