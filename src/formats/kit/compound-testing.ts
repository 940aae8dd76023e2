import { join, little } from "./testing.ts";

/** A file of 512-byte sectors: allocation table, directory, then one sector for each text. */
export function compoundOf(
  streams: readonly (readonly [name: string, text: Uint8Array])[],
  more: Uint8Array = new Uint8Array(),
) {
  const table = new Uint8Array(512).fill(0xff);
  const put = (sector: number, next: number): void => table.set(little(next, 4), 4 * sector);
  put(0, 0xffff_fffd);
  put(1, 0xffff_fffe);
  streams.forEach((_, index) => put(2 + index, 0xffff_fffe));
  const entry = (name: string, kind: number, first: number, size: number): Uint8Array =>
    join(
      Buffer.from(name.padEnd(32, "\0"), "utf16le"),
      little(2 * name.length + 2, 2),
      kind,
      1,
      new Uint8Array(48),
      little(first, 4),
      little(size, 8),
    );
  const entries = streams.map(([name, text], index) => entry(name, 2, 2 + index, text.length));
  const directory = join(entry("Root Entry", 5, 0xffff_fffe, 0), ...entries);
  const header = join(
    [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1],
    new Uint8Array(16),
    little(0x3e, 2),
    little(3, 2),
    little(0xfffe, 2),
    little(9, 2),
    little(6, 2),
    new Uint8Array(10),
    little(1, 4),
    little(1, 4),
    little(0, 4),
    // A cutoff of zero: no stream stands in small sectors.
    little(0, 4),
    little(0xffff_fffe, 4),
    little(0, 4),
    little(0xffff_fffe, 4),
    little(0, 4),
    little(0, 4),
    new Uint8Array(432).fill(0xff),
  );
  const sector = (bytes: Uint8Array): Uint8Array => join(bytes, new Uint8Array(512 - bytes.length));
  return join(header, table, sector(directory), ...streams.map(([, text]) => sector(text)), more);
}
