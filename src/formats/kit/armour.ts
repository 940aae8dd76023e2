import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { Base64Decoder } from "./base64.ts";
import { lineBatches } from "./lines.ts";

/** Bytes as base64 between two lines that say what they are (RFC 7468, RFC 9580 §6). */
export interface Armoured {
  /** `CERTIFICATE`. */
  readonly label: string;
  /** What stands between the two lines. */
  readonly span: Span;
}

const begin = /^-----BEGIN ([A-Z0-9 ]{1,64})-----\s*$/;
/** Longer ones are no keys. */
const longest = 16 * 1024 * 1024;

/** Whether a line starts armour. */
export const startsArmour = (line: string): boolean => begin.test(line);

/** The armoured parts of a text, in their order. One without an end is left out: it is text. */
export async function* armouredParts(blob: Blob): AsyncGenerator<Armoured> {
  let open: { readonly label: string; readonly start: number } | undefined;
  for await (const lines of lineBatches(blob))
    for (const { start, bytes, text } of lines) {
      if (open && text.startsWith(`-----END ${open.label}-----`)) {
        yield { label: open.label, span: span(open.start, start) };
        open = undefined;
      }
      const label = begin.exec(text)?.[1];
      if (label !== undefined) open = { label, start: start + bytes.length };
    }
}

/**
 * What is armoured, without the headers that may stand before it and the checksum after it.
 *
 * @throws {MalformedError} It is no base64, or longer than any key.
 */
export async function* unarmoured(blob: Blob, at: Span): AsyncGenerator<Uint8Array> {
  if (lengthOf(at) > longest)
    throw new MalformedError("pem", at.start, `armour of ${lengthOf(at)} bytes`);
  const text = Buffer.from(await blob.read(at)).toString("latin1");
  // Headers end at an empty line; a checksum starts with an equals sign.
  const body = /^\s*[\w-]{1,64}: /.test(text) ? text.replace(/^[^]*?\n\r?\n/, "") : text;
  const sum = body.search(/\n=[\w+/]{4}\s*$/);
  const coded = sum < 0 ? body : body.slice(0, sum);
  yield new Base64Decoder("pem").take(Buffer.from(coded, "latin1"), at.start);
}
