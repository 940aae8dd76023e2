import type { ReceiptEdit } from "./statement.ts";

/** The bytes that fillings are made of: letters that stand for nothing, and what keeps a path, a host or an address one. */
const filling = bytesOf("xA0./\\@invald\0 \r\n");

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
      return after.every((byte, at) => filling.has(byte) || byte === before[at]);
    case "wipe":
      return after.every((byte) => byte === 0);
    case "drop":
    case "rename":
      return (
        after.length <= longestLength ||
        empty.test(Buffer.from(after).toString("latin1")) ||
        after.every((byte, at) => filling.has(byte) || byte === before[at])
      );
    case "checksum":
      return after.length <= longestLength;
  }
}

function bytesOf(characters: string): ReadonlySet<number> {
  return new Set(Buffer.from(characters, "latin1"));
}
