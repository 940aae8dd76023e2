/** A coding in which each character is so many bits of the value. */
export interface Digits {
  readonly alphabets: readonly string[];
  readonly bits: number;
  /** The text without any value. */
  readonly nothing: (text: string) => string;
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const lower = upper.toLowerCase();
const decimal = "0123456789";

const emptied =
  (digit: string) =>
  (text: string): string =>
    text.replaceAll(/[\w+/-]/g, digit);

const hex: Digits = {
  alphabets: ["0123456789abcdef", "0123456789ABCDEF"],
  bits: 4,
  nothing: emptied("0"),
};

/** By the ids of codings (RFC 4648). */
export const digitsOf: Readonly<Record<string, Digits>> = {
  base64: {
    alphabets: [`${upper}${lower}${decimal}+/`, `${upper}${lower}${decimal}-_`],
    bits: 6,
    nothing: emptied("A"),
  },
  base32: { alphabets: [`${upper}234567`], bits: 5, nothing: emptied("A") },
  hex,
  "pdf-hex": hex,
};

interface Wanted {
  readonly digits: Digits;
  /** As many bytes as the value has. */
  readonly wanted: string;
}

/**
 * The text with the bits of `value` in it replaced by those of `wanted`; what
 * stands before and behind it in the same characters stays. `undefined` where the
 * bits of the value are not there.
 */
export function bitsFilled(
  text: string,
  value: string,
  { digits, wanted }: Wanted,
): string | undefined {
  for (const alphabet of digits.alphabets) {
    const places = [...text].flatMap((each, at) => (alphabet.includes(each) ? [at] : []));
    const spelled = places
      .map((at) => bitsOf(alphabet.indexOf(text[at] ?? ""), digits.bits))
      .join("");
    const start = spelled.indexOf(bytesAsBits(value));
    if (start < 0 || start >= digits.bits) continue;
    const bits = bytesAsBits(wanted);
    const filled = spelled.slice(0, start) + bits + spelled.slice(start + bits.length);
    const characters = [...text];
    for (const [index, at] of places.entries()) {
      const from = index * digits.bits;
      characters[at] = alphabet[Number.parseInt(filled.slice(from, from + digits.bits), 2)] ?? "";
    }
    return characters.join("");
  }
  return undefined;
}

const bitsOf = (number: number, count: number): string => number.toString(2).padStart(count, "0");

const bytesAsBits = (text: string): string =>
  [...text].map((each) => bitsOf((each.codePointAt(0) ?? 0) & 0xff, 8)).join("");
