import { MalformedError } from "../../core/error.ts";

const skipped = 64;
const padding = 65;
const unknown = 255;

/** The value of each character in either alphabet of RFC 4648 (§4, §5); white space is skipped. */
const values = new Uint8Array(256).fill(unknown);
const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
for (const [value, character] of [...alphabet].entries()) values[character.charCodeAt(0)] = value;
values[0x2d] = 62;
values[0x5f] = 63;
values[0x3d] = padding;
for (const space of [0x20, 0x09, 0x0a, 0x0d]) values[space] = skipped;

/** Whether all characters are those of base64. */
export const looksLikeBase64 = (text: Uint8Array): boolean =>
  text.every((byte) => values[byte] !== unknown);

/** Undoes base64 piece by piece: a piece may end anywhere. */
export class Base64Decoder {
  readonly #format: string;
  #bits = 0;
  #count = 0;

  /** @param format The id that errors name. */
  constructor(format: string) {
    this.#format = format;
  }

  /**
   * The bytes that the next piece completes.
   *
   * @param at Offset of the piece in its blob, for the error.
   * @throws {MalformedError} A character belongs to no alphabet.
   */
  take(text: Uint8Array, at: number): Uint8Array {
    const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3 + 3);
    let length = 0;
    for (let each = 0; each < text.length; each++) {
      const value = values[text[each] as number] as number;
      if (value < skipped) {
        this.#bits = ((this.#bits << 6) | value) & 0xff_ff_ff;
        this.#count = (this.#count + 6) % 8;
        if (this.#count !== 6) bytes[length++] = this.#bits >> this.#count;
      } else if (value === padding) this.#count = 0;
      else if (value === unknown)
        throw new MalformedError(this.#format, at + each, "character that is not of base64");
    }
    return bytes.subarray(0, length);
  }
}
