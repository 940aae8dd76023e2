import type { ReceiptEdit } from "./statement.ts";

/** The bytes that fillings are made of: letters that stand for nothing, and what keeps a path, a host or an address one. */
const filling: ReadonlySet<number> = new Set(Buffer.from("xA01./\\@invald\0 \r\n", "latin1"));

/** What tells one filled name from the next. */
const mark = /^[0-9a-z]{0,4}$/;

/** What takes the place of a field that was left out. */
const empty = /^(?:\s|null|none|\[\]|\{\}|""|0|[,:])*$/i;

/** Lengths and counts around what was left out, in bytes. */
const longestLength = 10;

/**
 * Whether bytes that replaced others can mean nothing: a receipt could declare an
 * edit that writes a program. What is as it was at the same place is no matter.
 */
export function isNeutral(
  kind: ReceiptEdit["kind"],
  before: Uint8Array,
  after: Uint8Array,
): boolean {
  switch (kind) {
    case "fill":
      return isFilled(before, after);
    case "wipe":
      return after.every((byte) => byte === 0);
    case "drop":
    case "rename":
      return (
        after.length <= longestLength ||
        empty.test(Buffer.from(after).toString("latin1")) ||
        isFilled(before, after)
      );
    case "checksum":
      return after.length <= longestLength;
  }
}

const isFilled = (before: Uint8Array, after: Uint8Array): boolean =>
  isPlainFilling(before, after) || alphabets.some((each) => isCodedFilling(before, after, each));

function isPlainFilling(before: Uint8Array, after: Uint8Array): boolean {
  const others = after.filter((byte, at) => !filling.has(byte) && byte !== before[at]);
  return mark.test(Buffer.from(others).toString("latin1"));
}

const upper = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const letters = `${upper}${upper.toLowerCase()}0123456789`;

/** Characters that stand for so many bits each (RFC 4648). */
const alphabets = [
  { characters: `${letters}+/`, bits: 6 },
  { characters: `${letters}-_`, bits: 6 },
  { characters: `${upper}234567`, bits: 5 },
  { characters: "0123456789abcdef", bits: 4 },
  { characters: "0123456789ABCDEF", bits: 4 },
] as const;

/** Whether the bytes spell a filling in other characters, from whatever bit on. */
function isCodedFilling(
  before: Uint8Array,
  after: Uint8Array,
  alphabet: (typeof alphabets)[number],
): boolean {
  const old = bitsOf(before, alphabet);
  const now = bitsOf(after, alphabet);
  if (old === undefined || now === undefined) return false;
  for (let shift = 0; shift < 8; shift++) {
    const isSame = old.slice(0, shift) === now.slice(0, shift);
    if (isSame && isPlainFilling(bytesOf(old, shift), bytesOf(now, shift))) return true;
  }
  return false;
}

/** The bits that the text spells; what is no character of the alphabet must be a line end or its escape. */
function bitsOf(
  text: Uint8Array,
  { characters, bits }: (typeof alphabets)[number],
): string | undefined {
  const all = Buffer.from(text)
    .toString("latin1")
    .replaceAll(/\\n|[\r\n=]/g, "");
  const values = [...all].map((each) => characters.indexOf(each));
  return values.includes(-1)
    ? undefined
    : values.map((value) => value.toString(2).padStart(bits, "0")).join("");
}

/** The bytes from `shift` on. The bits of the last one may be cut. */
const bytesOf = (bits: string, shift: number): Uint8Array =>
  Uint8Array.from(bits.slice(shift).match(/.{8}/g) ?? [], (byte) => Number.parseInt(byte, 2));
