import { createHash } from "node:crypto";
import { deflateSync } from "node:zlib";
import { join } from "./testing.ts";

const numbers = { commit: 1, tree: 2, blob: 3, tag: 4 } as const;

/** The name of an object, in hexadecimal. */
export const idOf = (type: keyof typeof numbers, content: Uint8Array | string): string =>
  createHash("sha1")
    .update(`${type} ${Buffer.from(content).length}\0`)
    .update(content)
    .digest("hex");

/** An entry of a pack that stands whole. */
export const whole = (type: keyof typeof numbers, content: Uint8Array | string): Uint8Array =>
  join(entryHead(numbers[type], Buffer.from(content).length), deflateSync(Buffer.from(content)));

/** Changes to an object that is known by its name. */
export const byId = (base: string, delta: Uint8Array): Uint8Array =>
  join(entryHead(7, delta.length), Buffer.from(base, "hex"), deflateSync(delta));

/** Changes to an object that starts `distance` bytes before. */
export function byDistance(distance: number, delta: Uint8Array): Uint8Array {
  const coded = [distance & 0x7f];
  for (let rest = distance >> 7; rest > 0; rest >>= 7) coded.unshift(0x80 | (--rest & 0x7f));
  return join(entryHead(6, delta.length), coded, deflateSync(delta));
}

function entryHead(type: number, size: number): Uint8Array {
  const bytes = [(type << 4) | (size & 0x0f)];
  for (let rest = size >> 4; rest > 0; rest >>= 7) {
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) | 0x80;
    bytes.push(rest & 0x7f);
  }
  return Uint8Array.from(bytes);
}

/** A delta: the sizes of base and result, below 128 each, then a copy from the base's start, and added text. */
export const delta = (base: number, copied: number, added: string): Uint8Array =>
  join([base, copied + added.length], [0x90, copied], [added.length], added);

/** A pack of these entries. */
export function pack(...entries: readonly Uint8Array[]): Uint8Array {
  const body = join("PACK", [0, 0, 0, 2], [0, 0, 0, entries.length], ...entries);
  return join(body, createHash("sha1").update(body).digest());
}
