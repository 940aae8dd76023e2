/** For each decoded byte, the bytes that spell it: `[starts[i], ends[i])` in the coded bytes. */
export interface Places {
  readonly starts: Uint32Array;
  readonly ends: Uint32Array;
}

/**
 * How the bytes of a string spell its text. The engine looks only at UTF-8, so
 * a coding turns bytes into UTF-8, and, for the few strings in which something
 * was found, says where each byte of that came from.
 */
export interface Coding {
  readonly id: string;
  /** The text as UTF-8. What cannot be decoded is kept as it stands, never dropped silently. */
  decode(coded: Uint8Array): Uint8Array;
  places(coded: Uint8Array): Places;
}

/** Bytes that are text as they stand: ASCII, UTF-8, and the 8-bit code pages. */
export const plain: Coding = {
  id: "plain",
  decode: (coded) => coded,
  places: (coded) => {
    const starts = Uint32Array.from(coded, (_, at) => at);
    return { starts, ends: starts.map((at) => at + 1) };
  },
};

/**
 * Reads the unit of text that starts at `at`: how many coded bytes it takes
 * (at least one), and the code point that it spells. -1 spells nothing, as an
 * ANSI colour does; -2 means that the bytes are text as they stand.
 */
export type Unit = (
  coded: Uint8Array,
  at: number,
) => { readonly width: number; readonly point: number };

/** The code point of a unit that spells nothing. */
export const nothing = -1;
/** The code point of a unit whose bytes stand for themselves. */
export const itself = -2;

/**
 * Makes a coding from the one function that knows how a unit is spelled.
 *
 * @param starts The only bytes at which a unit is not a byte that stands for
 * itself, so that most text is copied without asking; all where it is not said.
 */
export function codingOf(id: string, unit: Unit, starts?: string): Coding {
  const spelling: Spelling = {
    unit,
    mayStart: new Uint8Array(256).fill(starts === undefined ? 1 : 0),
  };
  for (const each of starts ?? "") spelling.mayStart[each.charCodeAt(0)] = 1;
  return {
    id,
    decode: (coded) => spell(coded, spelling, false).bytes,
    places: (coded) => spell(coded, spelling, true),
  };
}

const asItStands: ReturnType<Unit> = { width: 1, point: itself };

interface Spelling {
  readonly unit: Unit;
  /** 1 for each byte at which the unit is to be asked for. */
  readonly mayStart: Uint8Array;
}

/** `outer` was applied last when the bytes were written, so it is undone first. */
export function nested(outer: Coding, inner: Coding): Coding {
  return {
    id: `${outer.id}+${inner.id}`,
    decode: (coded) => inner.decode(outer.decode(coded)),
    places: (coded) => {
      const first = outer.places(coded);
      const second = inner.places(outer.decode(coded));
      return {
        starts: second.starts.map((at) => first.starts[at] ?? 0),
        ends: second.ends.map((at) => first.ends[at - 1] ?? 0),
      };
    },
  };
}

/** A unit of one coded byte can spell at most four bytes of UTF-8, as an entity of a code page might. */
const mostBytes = 4;

function spell(
  coded: Uint8Array,
  { unit, mayStart }: Spelling,
  mapped: boolean,
): Places & { readonly bytes: Uint8Array } {
  const bytes = new Uint8Array(coded.length * mostBytes);
  const starts = new Uint32Array(mapped ? bytes.length : 0);
  const ends = new Uint32Array(starts.length);
  let length = 0;
  for (let at = 0; at < coded.length;) {
    const { width, point } = mayStart[coded[at] as number] === 0 ? asItStands : unit(coded, at);
    const end = Math.min(at + width, coded.length);
    const from = length;
    if (point === itself)
      for (let each = at; each < end; each++) bytes[length++] = coded[each] ?? 0;
    else if (point !== nothing) length += writePoint(bytes, length, point);
    if (mapped)
      for (let each = from; each < length; each++) {
        starts[each] = point === itself ? at + each - from : at;
        ends[each] = point === itself ? at + each - from + 1 : end;
      }
    at = end;
  }
  return {
    bytes: bytes.subarray(0, length),
    starts: starts.subarray(0, length),
    ends: ends.subarray(0, length),
  };
}

/** Writes one code point as UTF-8 and returns how many bytes that took. */
function writePoint(to: Uint8Array, at: number, point: number): number {
  if (point < 0x80) {
    to[at] = point;
    return 1;
  }
  const extra = point < 0x800 ? 1 : point < 0x1_00_00 ? 2 : 3;
  to[at] = ((0xff00 >> (extra + 1)) & 0xff) | (point >> (6 * extra));
  for (let each = 1; each <= extra; each++)
    to[at + each] = 0x80 | ((point >> (6 * (extra - each))) & 0x3f);
  return extra + 1;
}
