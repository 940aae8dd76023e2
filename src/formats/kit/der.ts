import type { Blob } from "../../core/blob.ts";
import { type Coding, plain } from "../../core/coding.ts";
import { utf16be, utf32be } from "../../core/codings.ts";
import { MalformedError } from "../../core/error.ts";
import { span } from "../../core/span.ts";

/** Certificates take a few KiB, key stores some more. */
const largest = 16 * 1024 * 1024;
/** Deeper than any of them: certificates stand nine levels deep in a key store. */
const deepest = 40;

/** A text in DER, and where it stands. */
export interface DerText {
  /** In its blob, in bytes. */
  readonly start: number;
  readonly bytes: Uint8Array;
  readonly coding: Coding;
  /** The object identifier that stood last before it says what it is: `2.5.4.3`. */
  readonly oid: string;
  /** Its place in each of the structures around it, outermost first. */
  readonly path: readonly number[];
}

/** Tags of texts (X.680 §8.6), and how those spell. */
const texts: Readonly<Record<number, Coding>> = {
  0x0c: plain,
  0x12: plain,
  0x13: plain,
  0x14: plain,
  0x16: plain,
  0x1a: plain,
  0x1c: utf32be,
  0x1e: utf16be,
  // Names in a certificate: address, host, and URI (RFC 5280 §4.2.1.6).
  0x81: plain,
  0x82: plain,
  0x86: plain,
};

const octetString = 0x04;
const objectIdentifier = 0x06;

interface Element {
  readonly tag: number;
  readonly start: number;
  readonly end: number;
}

/**
 * The element that starts at `at`.
 *
 * @returns Nothing where there is none that ends before `end`; of lengths that are not said before (BER) too.
 */
export function derElement(bytes: Uint8Array, at: number, end: number): Element | undefined {
  const tag = bytes[at];
  const first = bytes[at + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  const width = first < 0x80 ? 0 : first & 0x7f;
  if (first === 0x80 || width > 4) return undefined;
  let length = width === 0 ? first : 0;
  for (let each = 0; each < width; each++) length = length * 256 + (bytes[at + 2 + each] ?? 0);
  const start = at + 2 + width;
  return start + length <= end ? { tag, start, end: start + length } : undefined;
}

/**
 * All texts in a blob that is one element of DER, and where that ends.
 *
 * @throws {MalformedError} It is none, or larger than any.
 */
export async function derTexts(
  blob: Blob,
  format: string,
): Promise<{ readonly texts: DerText[]; readonly end: number }> {
  if (blob.size > largest) throw new MalformedError(format, 0, `structure of ${blob.size} bytes`);
  const bytes = await blob.read(span(0, blob.size));
  const whole = derElement(bytes, 0, bytes.length);
  if (!whole) throw new MalformedError(format, 0, "structure that is cut");
  const walk = new Walk(bytes);
  walk.inside(whole, []);
  return { texts: walk.found, end: whole.end };
}

class Walk {
  readonly #bytes: Uint8Array;
  readonly found: DerText[] = [];
  #oid = "";

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Looks at all elements in one, as far as they are elements. */
  inside({ start, end }: Element, path: readonly number[]): void {
    if (path.length > deepest) return;
    for (let at = start, number = 0; at < end; number++) {
      const element = derElement(this.#bytes, at, end);
      if (!element) return;
      this.#see(element, [...path, number]);
      at = element.end;
    }
  }

  #see(element: Element, path: readonly number[]): void {
    const { tag, start, end } = element;
    const coding = texts[tag];
    if (tag === objectIdentifier) this.#oid = oidText(this.#bytes.subarray(start, end));
    else if (coding && end > start)
      this.found.push({
        start,
        bytes: this.#bytes.subarray(start, end),
        coding,
        oid: this.#oid,
        path,
      });
    else if (tag & 0x20 || (tag === octetString && this.#isPacked(element)))
      this.inside(element, path);
  }

  /** Extensions and key stores hold DER in strings of bytes. */
  #isPacked({ start, end }: Element): boolean {
    const inner = derElement(this.#bytes, start, end);
    return inner !== undefined && inner.end === end && end - start > 2;
  }
}

/** The numbers of an identifier (X.690 §8.19); longer ones than are met are cut. */
function oidText(bytes: Uint8Array): string {
  const numbers: number[] = [];
  let number = 0;
  for (const byte of bytes.subarray(0, 32)) {
    number = (number % 2 ** 40) * 128 + (byte & 0x7f);
    if (byte >= 0x80) continue;
    if (numbers.length === 0) numbers.push(Math.min(2, Math.floor(number / 40)));
    numbers.push(numbers.length === 1 ? number - 40 * (numbers[0] ?? 0) : number);
    number = 0;
  }
  return numbers.join(".");
}

const names: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.4": "surname",
  "2.5.4.5": "serialNumber",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "street",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.12": "title",
  "2.5.4.42": "givenName",
  "2.5.29.17": "subjectAltName",
  "2.5.29.18": "issuerAltName",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
  "1.2.840.113549.1.9.1": "emailAddress",
  "1.2.840.113549.1.9.20": "friendlyName",
  "1.3.6.1.5.5.7.48.1": "ocsp",
  "1.3.6.1.5.5.7.48.2": "caIssuers",
};

/** What people call what an identifier stands for; itself where it has no name. */
export const oidName = (oid: string): string => names[oid] ?? (oid || "text");
