import { join, little } from "./testing.ts";

/** A value of a field: a number of some width, a text, bytes, a table, or many of the last three. */
export type Flat =
  | { readonly number: number; readonly width: 1 | 4 | 8 }
  | string
  | Uint8Array
  | FlatObject
  | readonly string[]
  | readonly FlatObject[];

/** A table: its fields by slot. */
export interface FlatObject {
  readonly [slot: number]: Flat;
}

export const number = (value: number, width: 1 | 4 | 8 = 4): Flat => ({ number: value, width });

const isNumber = (value: Flat): value is { number: number; width: 1 | 4 | 8 } =>
  typeof value === "object" && "number" in value;

/** A flatbuffer, front to back: each thing stands before what it leads to. */
export function flatbuffer(
  root: FlatObject,
  identifier: string,
  header: Uint8Array = join(),
): Uint8Array {
  const parts: Uint8Array[] = [];
  let size = 0;
  const put = (bytes: Uint8Array): number => {
    const at = size;
    const padded = join(bytes, new Uint8Array((8 - (bytes.length % 8)) % 8));
    parts.push(padded);
    size += padded.length;
    return at;
  };
  const lead = (from: number, to: number): void => {
    let base = 0;
    for (const part of parts) {
      if (from < base + part.length) {
        part.set(little(to - from, 4), from - base);
        return;
      }
      base += part.length;
    }
  };
  const putValue = (value: Flat): number => {
    if (typeof value === "string") return put(join(little(Buffer.byteLength(value), 4), value, 0));
    if (value instanceof Uint8Array) return put(join(little(value.length, 4), value));
    if (Array.isArray(value)) return putVector(value as readonly (string | FlatObject)[]);
    return putTable(value);
  };
  const putVector = (items: readonly (string | FlatObject)[]): number => {
    const at = put(join(little(items.length, 4), new Uint8Array(4 * items.length)));
    for (const [index, item] of items.entries()) lead(at + 4 + 4 * index, putValue(item));
    return at;
  };
  const putTable = (table: FlatObject): number => {
    const slots = Object.keys(table).map(Number);
    const most = Math.max(-1, ...slots) + 1;
    const vtableSize = 4 + 2 * most;
    const inline = 8 + 8 * slots.length;
    const place = (slot: number): number =>
      slots.includes(slot) ? 8 + 8 * slots.indexOf(slot) : 0;
    const offsets = Array.from({ length: most }, (_, slot) => little(place(slot), 2));
    const vtable = put(join(little(vtableSize, 2), little(inline, 2), ...offsets));
    const bytes = new Uint8Array(inline);
    bytes.set(little(size - vtable, 4));
    for (const [slot, value] of Object.entries(table))
      if (isNumber(value)) bytes.set(little(value.number, value.width), place(Number(slot)));
    const at = put(bytes);
    for (const [slot, value] of Object.entries(table))
      if (!isNumber(value)) lead(at + place(Number(slot)), putValue(value));
    return at;
  };
  put(join(new Uint8Array(4), identifier, header));
  lead(0, putTable(root));
  return join(...parts);
}
