import { join, little } from "./testing.ts";

/** A section of a made-up file; its name goes to the table of names. */
export interface TestSection {
  readonly name: string;
  readonly data: Uint8Array | string;
  readonly flags?: number;
}

/** A segment: its type, and the section that it covers. */
export interface TestSegment {
  readonly type: number;
  readonly data: Uint8Array | string;
}

const headerSize = 64;

/** A file of 64 bits, little-endian, of sections only. */
export function elfOf(sections: readonly TestSection[], segments: readonly TestSegment[] = []) {
  const names = `\0${sections.map(({ name }) => `${name}\0`).join("")}.shstrtab\0`;
  const all = [{ name: "", data: "" }, ...sections, { name: ".shstrtab", data: names }];
  let at = headerSize + 56 * segments.length;
  const bodies = [...segments, ...all].map(({ data }) => join(data));
  const starts = bodies.map((body) => (at += body.length) - body.length);
  const programs = segments.map(({ type }, index) =>
    join(
      little(type, 4),
      little(4, 4),
      little(starts[index] ?? 0, 8),
      little(0x1000 * index, 8),
      little(0, 8),
      little(bodies[index]?.length ?? 0, 8),
      little(0, 8),
      little(1, 8),
    ),
  );
  const table = all.map(({ name, ...rest }, index) =>
    join(
      little(name === "" ? 0 : names.indexOf(`\0${name}\0`) + 1, 4),
      little(name === "" ? 0 : 1, 4),
      little("flags" in rest ? (rest.flags ?? 0) : 0, 8),
      little(0, 8),
      little(starts[segments.length + index] ?? 0, 8),
      little(bodies[segments.length + index]?.length ?? 0, 8),
      new Uint8Array(24),
    ),
  );
  const header = join(
    "\x7fELF",
    2,
    1,
    1,
    new Uint8Array(9),
    little(segments.length > 0 && sections.length === 0 ? 4 : 3, 2),
    little(62, 2),
    little(1, 4),
    little(0, 8),
    little(segments.length > 0 ? headerSize : 0, 8),
    little(at, 8),
    little(0, 4),
    little(64, 2),
    little(56, 2),
    little(segments.length, 2),
    little(64, 2),
    little(all.length, 2),
    little(all.length - 1, 2),
  );
  return join(header, ...programs, ...bodies, ...table);
}
