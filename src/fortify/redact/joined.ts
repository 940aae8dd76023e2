import { firstAbove } from "../../core/spans.ts";
import { escape, sequenceLength } from "./gaps.ts";

/** 0 for white space, which any writer may put into a value, and 1 for all other bytes. */
const counts = new Uint8Array(256).fill(1);
for (const blank of "\t\n\r ") counts[blank.charCodeAt(0)] = 0;

/** Places are noted for each block of so many bytes. */
const blockSize = 64;

/** Where bytes are joined, and for each block where its first byte came to stand, and where it stood. */
interface Room {
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  readonly places: Uint32Array;
}

const roomFor = (size: number): Room => ({
  bytes: new Uint8Array(size),
  starts: new Uint32Array(Math.ceil(size / blockSize)),
  places: new Uint32Array(Math.ceil(size / blockSize)),
});

/**
 * Takes out of bytes what may stand within a value although it is no part of
 * it: white space, and the control sequences of terminals.
 */
export class Joiner {
  #room = roomFor(0);

  /** What is joined is valid until the next call. */
  join(raw: Uint8Array): Joined {
    if (this.#room.bytes.length < raw.length) this.#room = roomFor(2 * raw.length);
    const copy = raw.includes(escape) ? copyColoured : copyPlain;
    const length = copy(raw, this.#room);
    const blocks = Math.ceil(raw.length / blockSize);
    return new Joined(raw, {
      bytes: this.#room.bytes.subarray(0, length),
      starts: this.#room.starts.subarray(0, blocks),
      places: this.#room.places.subarray(0, blocks),
    });
  }
}

/** @returns How many bytes there are without white space. */
function copyPlain(raw: Uint8Array, { bytes, starts, places }: Room): number {
  let length = 0;
  let at = 0;
  for (let block = 0; at < raw.length; block++) {
    starts[block] = length;
    places[block] = at;
    const end = Math.min(raw.length, at + blockSize);
    // No branch: text is full of white space.
    for (; at < end; at++) {
      const byte = raw[at] as number;
      bytes[length] = byte;
      length += counts[byte] as number;
    }
  }
  return length;
}

/** The same without control sequences. */
function copyColoured(raw: Uint8Array, { bytes, starts, places }: Room): number {
  let length = 0;
  let at = 0;
  for (let block = 0; block * blockSize < raw.length; block++) {
    starts[block] = length;
    places[block] = at;
    while (at < Math.min(raw.length, (block + 1) * blockSize)) {
      const byte = raw[at] as number;
      const skipped = byte === escape ? sequenceLength(raw, at) : 0;
      if (skipped === 0) bytes[length] = byte;
      if (skipped === 0) length += counts[byte] as number;
      at += Math.max(1, skipped);
    }
  }
  return length;
}

/** Bytes that were joined. */
export class Joined {
  readonly bytes: Uint8Array;
  readonly #raw: Uint8Array;
  readonly #room: Room;

  constructor(raw: Uint8Array, room: Room) {
    this.#raw = raw;
    this.bytes = room.bytes;
    this.#room = room;
  }

  /** Where a byte stood; for the end of the bytes, the end of what was joined. */
  placeOf(offset: number): number {
    if (offset >= this.bytes.length) return this.#raw.length;
    const block = firstAbove(this.#room.starts, offset) - 1;
    let left = offset - (this.#room.starts[block] ?? 0);
    for (let at = this.#room.places[block] ?? 0; ; at++) {
      const byte = this.#raw[at] as number;
      const skipped = byte === escape ? sequenceLength(this.#raw, at) : 0;
      if (skipped > 0) at += skipped - 1;
      else if (counts[byte] === 1 && left-- === 0) return at;
    }
  }
}
