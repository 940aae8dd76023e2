import { plain } from "../../core/coding.ts";
import { MalformedError } from "../../core/error.ts";
import { name, type Region, value } from "../../core/region.ts";
import { type Span, span } from "../../core/span.ts";
import { cutOff } from "./cut-off.ts";
import type { Cursor } from "./cursor.ts";
import { keyStep } from "./key-path.ts";
import { headOf, longestHead, type MsgpackHead, peekArray } from "./msgpack-head.ts";
import { dtypeOf } from "./numpy-types.ts";
import { isText } from "./printable.ts";
import { type Step, unread } from "./steps.ts";

/** Python's reader refuses more levels. */
const deepest = 512;
/** A longer string is swept where it stands instead of being held. */
const longestString = 8 * 1024 * 1024;
/** How much of a key is shown in a key path, and how long a path may get, in bytes. */
const longestKey = 200;
const longestPath = 4000;
/** The name of a numpy type takes a few characters. */
const longestType = 32;
/** Timestamps are the one extension that the specification names. */
const timestamp = 0xff;
/** Flax: an array, a complex number, a scalar (`flax/serialization.py`, `_MsgpackExtType`). */
const flaxArrays: readonly number[] = [1, 3];

/** Enough for shape and type of an array, in bytes. */
const arrayHead = 1024;

/** A map or an array that is being read. */
interface Frame {
  readonly map: boolean;
  readonly path: string;
  /** How many values are still to come, keys included. */
  left: number;
  index: number;
  /** The key read last, as a step of the path. */
  step: string;
  key: string;
  /** Whether the map is one in which msgpack-numpy keeps an array of numbers. */
  isArray: boolean;
}

/** Where in the tree a value stands. */
interface Place {
  readonly frame: Frame | undefined;
  readonly isKey: boolean;
  readonly path: string;
}

/**
 * Reads MessagePack values where they stand: strings and keys with their key
 * paths, bytes swept unless they are the items of an array that Flax or
 * msgpack-numpy wrote, which are weights.
 */
export class Msgpack {
  readonly #cursor: Cursor;
  /** How many arrays in the manner of Flax were met. */
  arrays = 0;

  constructor(cursor: Cursor) {
    cursor.littleEndian = false;
    this.#cursor = cursor;
  }

  /**
   * One value with all that is in it.
   *
   * @param root The key path of the value.
   * @throws {MalformedError} The bytes are no value, or end inside it.
   */
  *steps(root: string): Generator<Step> {
    const cursor = this.#cursor;
    const frames: Frame[] = [];
    do {
      const frame = frames.at(-1);
      if (frame?.left === 0) {
        frames.pop();
        continue;
      }
      const place = placeIn(frame, root);
      if (!cursor.has(longestHead)) yield Math.min(longestHead, Math.max(1, cursor.left));
      const head = headOf(cursor);
      if (frame) frame.left--;
      if (head.kind === "map" || head.kind === "array") {
        if (frames.length >= deepest)
          throw cursor.malformed(`limit: more than ${deepest} levels of values`);
        frames.push(this.#enter(head, place));
      } else yield* this.#leaf(head, place);
    } while (frames.length > 0);
  }

  /** Each item takes at least a byte, which bounds the count. */
  #enter({ kind, size }: MsgpackHead, { path }: Place): Frame {
    const left = kind === "map" ? size * 2 : size;
    if (left > this.#cursor.left)
      throw this.#cursor.malformed(`${size} items, ${this.#cursor.left} bytes left`);
    const state = { left, index: 0, step: "", key: "", isArray: false };
    return { map: kind === "map", path, ...state };
  }

  *#leaf(head: MsgpackHead, place: Place): Generator<Step> {
    const cursor = this.#cursor;
    const { kind, size } = head;
    if (size > cursor.left) throw cursor.malformed(cutOff(`${size} bytes wanted`, cursor.left));
    const at = span(cursor.at, cursor.at + size);
    if (kind === "number") {
      if (place.isKey && place.frame) setKey(place.frame, String(head.value));
      return;
    }
    if (kind === "ext") yield* this.#extension(head.code, at, place);
    else if (kind === "bytes" && isItems(place)) yield tensor(place.path, at);
    else yield* this.#text(kind === "text", at, place);
    cursor.at = at.end;
  }

  *#text(isString: boolean, at: Span, place: Place): Generator<Step> {
    const cursor = this.#cursor;
    const size = at.end - at.start;
    if (size > 0 && size <= longestString && !cursor.has(size)) yield size;
    const bytes = size <= longestString ? cursor.bytes(size) : undefined;
    noted(place, bytes);
    if (size === 0) return;
    const { frame, isKey, path } = place;
    if (!bytes || !(isString || isText(bytes))) yield { kind: "stretch", as: "binary", span: at };
    else if (isKey && frame) yield name(frame.path + frame.step, at, plain, bytes);
    else yield value(path, at, plain, bytes);
  }

  *#extension(code: number, at: Span, place: Place): Generator<Step> {
    const cursor = this.#cursor;
    if (code === timestamp || at.start === at.end) return;
    if (!flaxArrays.includes(code)) return yield* this.#text(false, at, place);
    yield Math.min(cursor.left, arrayHead);
    const items = peekArray(cursor, at);
    if (!items) return yield* this.#text(false, at, place);
    this.arrays++;
    yield tensor(place.path, items);
    return undefined;
  }
}

const tensor = (path: string, at: Span): Region => ({ kind: "tensor", name: path, span: at });

/** Where the next value stands. An entry of a map is a key, then a value. */
function placeIn(frame: Frame | undefined, root: string): Place {
  if (!frame) return { frame, isKey: false, path: root };
  if (!frame.map) return { frame, isKey: false, path: longer(frame.path, `[${frame.index++}]`) };
  const isKey = frame.left % 2 === 0;
  return { frame, isKey, path: longer(frame.path, isKey ? "[key]" : frame.step) };
}

const longer = (path: string, step: string): string =>
  path.length + step.length > longestPath ? path : path + step;

function setKey(frame: Frame, key: string): void {
  frame.key = key;
  frame.step = keyStep(key);
}

const utf8 = new TextDecoder();
const shown = (bytes: Uint8Array): string => utf8.decode(bytes.subarray(0, longestKey));

/** Whether the bytes are the items of an array of numbers: `{nd: true, type: "<f4", shape: […], data: …}`. */
const isItems = ({ frame, isKey }: Place): boolean =>
  frame !== undefined && !isKey && frame.key === "data" && frame.isArray;

/** Takes in a key, and what a map says of an array before its items come. */
function noted({ frame, isKey }: Place, bytes: Uint8Array | undefined): void {
  if (!frame?.map) return;
  if (isKey) setKey(frame, bytes ? shown(bytes) : "?");
  else if (bytes && frame.key === "type" && bytes.length <= longestType)
    frame.isArray = dtypeOf(shown(bytes))?.kind === "numbers";
}

/** Where the first key of a map starts, by the map's marker; 0 of what is no map with entries. */
function firstKey([mark = 0]: Uint8Array): number {
  if (mark > 0x80 && mark < 0x90) return 1;
  return mark === 0xde ? 3 : mark === 0xdf ? 5 : 0;
}

/** Whether a map starts here whose first key is text: more than that no magic number would tell. */
export function opensMap(head: Uint8Array): boolean {
  const at = firstKey(head);
  if (at === 0) return false;
  const [mark = 0, length = 0] = head.subarray(at);
  const isShort = mark > 0xa0 && mark < 0xc0;
  if (!isShort && mark !== 0xd9) return false;
  const size = isShort ? mark & 31 : length;
  const start = isShort ? at + 1 : at + 2;
  return start + size <= head.length && isText(head.subarray(start, start + size));
}

/** What cannot be read on, and why, where a value is damaged: all before it was told already. */
export function* damaged(error: unknown, at: number, end: number): Generator<Region> {
  if (!(error instanceof MalformedError)) throw error;
  yield* unread(`malformed: ${error.message}`, span(Math.min(at, end), end));
}
