import { gunzipSync, inflateSync } from "node:zlib";
import type { Coding, Places } from "../core/coding.ts";
import { utf16be, utf16le } from "../core/codings.ts";

/** More unpacked bytes are looked at as a file of their own, whose budget knows bombs. */
const mostInflated = 4 * 1024 * 1024;

const inflated = (id: string, inflate: typeof gunzipSync): Coding => {
  const decode = (coded: Uint8Array): Uint8Array =>
    inflate(coded, { maxOutputLength: mostInflated });
  // Of packed bytes none spells a part of the text alone.
  const places = (coded: Uint8Array): Places => {
    const { length } = decode(coded);
    return { starts: new Uint32Array(length), ends: new Uint32Array(length).fill(coded.length) };
  };
  return { id, decode, places };
};

const gzip = inflated("gzip", gunzipSync);
const zlib = inflated("zlib", inflateSync);

/** How bytes that are no text may spell one. */
export function layerOf(bytes: Uint8Array): Coding | undefined {
  const [first = 0, second = 0] = bytes;
  const two = (first << 8) | second;
  if (two === 0x1f_8b) return gzip;
  if (first === 0x78 && two % 31 === 0) return zlib;
  if (first === 0 || two === 0xfe_ff) return utf16be;
  return second === 0 || two === 0xff_fe ? utf16le : undefined;
}

/**
 * The inner coding applied to a part of what the outer one spells.
 *
 * @param text That part, decoded by the outer one.
 * @param from Where it starts in what the outer one spells.
 */
export function within(outer: Coding, inner: Coding, text: Uint8Array, from: number): Coding {
  return {
    id: outer.id === "plain" ? inner.id : `${outer.id}+${inner.id}`,
    decode: () => inner.decode(text),
    places(coded) {
      const first = outer.places(coded);
      const second = inner.places(text);
      const starts = new Uint32Array(second.starts.length);
      const ends = new Uint32Array(starts.length);
      for (let at = 0; at < starts.length; at++) {
        const low = from + (second.starts[at] as number);
        const high = from + (second.ends[at] as number) - 1;
        // What is reversed ends where it starts.
        starts[at] = Math.min(first.starts[low] ?? 0, first.starts[high] ?? 0);
        ends[at] = Math.max(first.ends[low] ?? 0, first.ends[high] ?? 0);
      }
      return { starts, ends };
    },
  };
}

/** For each decoded byte whether it, or what stands before or behind it, is spelled otherwise. */
export function changes(coded: Uint8Array, text: Uint8Array, coding: Coding): Uint8Array {
  const { starts, ends } = coding.places(coded);
  const changed = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) {
    const start = starts[at] as number;
    const stays = ends[at] === start + 1 && coded[start] === text[at];
    if (!stays || start !== (at === 0 ? 0 : ends[at - 1])) changed[at] = 1;
  }
  return changed;
}
