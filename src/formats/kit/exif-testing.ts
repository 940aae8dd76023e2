import { join, little } from "./testing.ts";

/** A tag with text, or with numbers of four bytes. */
export type TestTag = readonly [tag: number, value: string | Uint8Array | readonly number[]];

/** A table of tags at `base`, little-endian, with what it leads to. */
export function tableOf(tags: readonly TestTag[], base: number): Uint8Array {
  let at = base + 2 + 12 * tags.length + 4;
  const outside: Uint8Array[] = [];
  const entries = tags.map(([tag, content]) => {
    const isText = typeof content === "string" || content instanceof Uint8Array;
    const bytes = isText ? join(content) : join(...content.map((each) => little(each, 4)));
    const count = isText ? bytes.length : bytes.length / 4;
    const head = join(little(tag, 2), little(isText ? 2 : 4, 2), little(count, 4));
    if (bytes.length <= 4) return join(head, bytes, new Uint8Array(4 - bytes.length));
    outside.push(bytes);
    at += bytes.length;
    return join(head, little(at - bytes.length, 4));
  });
  return join(little(tags.length, 2), ...entries, little(0, 4), ...outside);
}

/** A file of one table, with one for the place it was taken at. */
export function exifOf(tags: readonly TestTag[], gps: readonly TestTag[] = []): Uint8Array {
  const withPlace = (place: number) =>
    tableOf(gps.length > 0 ? [...tags, [0x8825, [place]]] : tags, 8);
  const first = withPlace(0);
  const place = 8 + first.length;
  return join("II*\0", little(8, 4), withPlace(place), gps.length > 0 ? tableOf(gps, place) : "");
}
