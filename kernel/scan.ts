// AssemblyScript, not TypeScript: compiled by `npm run kernel` with SIMD on.
//
// Finds literals in a block of bytes: an Aho-Corasick automaton, walked by six
// lanes at once. One lane waits for memory at each byte; six that take turns
// hide each other's waiting. Two things make them fast: the lanes stand at
// constant distances and the tables at constant addresses, so both fold into
// the loads; and a lane that meets a literal only leaves a note in a queue,
// which is worked off when the lanes are done. Then the literal is compared
// exactly, and what its rules want around it is looked for, so that few hits
// leave the kernel.
//
// The tables are an image that src/engine/image.ts makes and describes.

/** Where the image starts: addresses of its parts, u32 each. */
export const IMAGE: usize = 0x1_0000;
/** The first row of the table that ends a literal: all later ones do, too. */
const FIRST_END: usize = IMAGE;
/** For each state that ends stems, u32: the only one, or where a list of them starts. */
const ENDS: usize = IMAGE + 4;
/** Lists of stems: a count, then of each its literal and how many bytes it has after that, u16. */
const LISTS: usize = IMAGE + 8;
/** Literals, 128 bytes each. */
const LITERALS: usize = IMAGE + 12;
/** Checks, 16 bytes each. */
const CHECKS: usize = IMAGE + 16;
/** Which bits of a marked entry of the table are a row; and from which on the upper bits of its tag stand. */
const ROW_MASK: usize = IMAGE + 20;
const TAG_SHIFT: usize = IMAGE + 24;
/** Class of each byte, times four. */
const CLASSES: usize = IMAGE + 0x100;
/**
 * Transitions: for each state a row of 64 u32, the offset of the next row. The
 * top bit says that a literal ends before this byte, which may follow it; then
 * the bits that no row has are a tag: the number of the state that ends it.
 */
const TABLE: usize = IMAGE + 0x200;

/** Of a literal's record: mask and value of 16 bytes, its length, its checks, and the bytes that may stand before it, a bit each. */
const MASK: usize = 0;
const VALUE: usize = 16;
const LENGTH: usize = 32;
const FIRST_CHECK: usize = 36;
const CHECK_COUNT: usize = 40;
const LITERAL_AFTER: usize = 44;
const MAY_PRECEDE: usize = 64;

/** Of a check's record: the rule, and the addresses of its guards, 0 for none. */
const RULE: usize = 0;
const BEFORE: usize = 4;
const AFTER: usize = 8;

/**
 * Of a guard: the size of its rows, the class of each byte, and the rows: for
 * each class the number of the next row. The first row refutes, the second
 * passes, the third is the start.
 */
const GUARD_CLASSES: usize = 4;
const GUARD_ROWS: usize = 260;
/** A guard that is undecided after so many bytes passes. */
const PATIENCE: usize = 160;

/** Bytes between lanes: not a multiple of 4096, or all lanes fall on the same lines of the cache. */
const LANE: usize = 43_712;
const LANES: usize = 6;
/** The same for less than six lanes: one fits into what may be read behind the bytes. */
const SHORT_LANE: usize = 576;
/** As many bytes as one lane reads alone in the time of six. */
const FEW: usize = 640;

/** Of a note in the queue: where the first lane stands, and the state of each lane. */
const NOTE: usize = 4 + 4 * LANES;

const HIT: u32 = 0x8000_0000;

/** As many bytes as the longest stem has: what a lane reads before its own. */
const OVERLAP: usize = 20;

/** What may be looked at. A literal that starts before `low` is not whole. */
let low: usize = 0;
let high: usize = 0;
/** Hits: offset in the block, and number of the rule, u32 each. */
let hits: usize = 0;
let hitsEnd: usize = 0;
/** Where the next hit is written. */
let out: usize = 0;
/** Notes of the lanes: room for one at each byte of a lane, and the first one that is free. */
let queue: usize = 0;
let queued: usize = 0;
/**
 * Literals that were met: the record and where the literal ends, u32 each. They
 * are worked off together, step by step, so that one does not wait for memory
 * while another could be looked at.
 */
let met: usize = 0;
let metEnd: usize = 0;
const MET_SIZE: usize = 8 * 1024;

/** How much room the queue needs, in bytes: of keywords each byte can be noted. */
export const QUEUE_SIZE: usize = LANE * NOTE + MET_SIZE;
/** How many bytes behind those that are looked at may be read: by six short lanes, of which the first is looked at in part. */
export const MARGIN: usize = LANES * SHORT_LANE;

/** Says where the queue and the hits may be written, behind the image. */
export function prepare(queueAt: usize, hitsAt: usize, hitsEndAt: usize): void {
  met = queueAt;
  metEnd = met;
  queue = met + MET_SIZE;
  hits = hitsAt;
  hitsEnd = hitsEndAt;
  prepareSigns();
}

// @ts-ignore
@inline
function next(row: u32, byte: u8): u32 {
  return load<u32>(row + load<u8>(<usize>byte, CLASSES), TABLE);
}

// @ts-ignore
@inline
function has(bits: usize, byte: u8): bool {
  return ((load<u8>(bits + (byte >> 3)) >> (byte & 7)) & 1) != 0;
}

/** Whether the bytes from `at` on, in steps of 1 or -1 up to `stop`, can be those of a match. */
function passes(guard: usize, at: usize, stop: usize, step: usize): bool {
  const size = load<u32>(guard);
  let row: usize = 2;
  for (; at != stop; at += step) {
    row = load<u8>(guard + row * size + load<u8>(guard + load<u8>(at), GUARD_CLASSES), GUARD_ROWS);
    if (row < 2) return row != 0;
  }
  // What runs into the end of the block may go on behind it.
  return true;
}

function isPlausible(start: usize, end: usize, check: usize): bool {
  const after = load<u32>(check, AFTER);
  if (after != 0 && !passes(after, end, min(high, end + PATIENCE), 1)) return false;
  const before = load<u32>(check, BEFORE);
  return before == 0 || passes(before, start - 1, max(low, start - PATIENCE) - 1, -1);
}

/** Whether the literal stands before `end`, behind a byte that at least one of its rules wants there. */
// @ts-ignore
@inline
function stands(record: usize, start: usize, end: usize): bool {
  const same = i8x16.eq(v128.and(v128.load(start), v128.load(record, MASK)), v128.load(record, VALUE));
  const before = u32(start == low) | u32(has(record + MAY_PRECEDE, load<u8>(start - 1)));
  // All without a branch, which would often be guessed wrong.
  return (u32(start >= low) & u32(i8x16.all_true(same)) & before) != 0;
}

/** Meets the literals of the stems that end before `end`, in a state that is given by its number among those that end one. */
function meet(state: u32, end: usize): void {
  const entry = load<u32>(load<u32>(ENDS) + (state << 2));
  if (<i32>entry < 0) {
    meetLiteral(entry & 0xffff, end - <usize>((entry >> 16) & 0xff));
    return;
  }
  let stem = load<u32>(LISTS) + (entry << 1);
  for (let left = load<u16>(stem); left > 0; left--) {
    meetLiteral(load<u16>(stem, 2), end - <usize>load<u16>(stem, 4));
    stem += 4;
  }
}

// @ts-ignore
@inline
function meetLiteral(literal: u32, end: usize): void {
  store<u32>(metEnd, load<u32>(LITERALS) + (literal << 7));
  store<u32>(metEnd, <u32>end, 4);
  metEnd += 8;
  if (metEnd == met + MET_SIZE) workOffMet();
}

/** Works off the literals that were met. */
function workOffMet(): void {
  let standing = met;
  for (let each = met; each < metEnd; each += 8) {
    const record = load<u32>(each);
    const end = load<u32>(each, 4);
    store<u32>(standing, record);
    store<u32>(standing, end, 4);
    standing += <usize>stands(record, end - load<u32>(record, LENGTH), end) << 3;
  }
  metEnd = met;
  for (let each = met; each < standing; each += 8) note(load<u32>(each), load<u32>(each, 4));
}

/** Notes a hit for each rule that the literal which ends before `end` may be a part of. */
function note(record: usize, end: usize): void {
  const after = load<u32>(record, LITERAL_AFTER);
  if (after != 0 && !passes(after, end, min(high, end + PATIENCE), 1)) return;
  const start = end - <usize>load<u32>(record, LENGTH);
  let check = load<u32>(CHECKS) + (load<u32>(record, FIRST_CHECK) << 4);
  const last = check + (load<u32>(record, CHECK_COUNT) << 4);
  let noted: u32 = 0xffff_ffff;
  for (; check < last; check += 16) {
    const rule = load<u32>(check, RULE);
    // A rule has a check for each place that the literal has in it; one that passes is enough.
    if (rule == noted || !isPlausible(start, end, check)) continue;
    noted = rule;
    if (out < hitsEnd) {
      store<u32>(out, <u32>(start - low));
      store<u32>(out, rule, 4);
    }
    out += 8;
  }
}

/** The tag of a marked entry. */
// @ts-ignore
@inline
function tagOf(entry: u32): u32 {
  return (entry & 0xff) | (((entry & ~HIT) >> load<u32>(TAG_SHIFT)) << 8);
}

/** Where the automaton stands before `to`. */
function warm(to: usize): u32 {
  const mask = load<u32>(ROW_MASK);
  let row: u32 = 0;
  const from = to - low < OVERLAP ? low : to - OVERLAP;
  for (let at = from; at < to; at++) row = next(row, load<u8>(at)) & mask;
  return row;
}

/**
 * Finds literals in `length` bytes at `start`. Returns how many hits there
 * are; it gives up soon after there are more than fit into their table.
 */
export function scan(start: usize, length: usize): u32 {
  low = start;
  high = start + length;
  out = hits;
  let at = start;
  for (; at + LANES * LANE <= high && out <= hitsEnd; at += LANES * LANE) lanes(at);
  for (; at + FEW < high && out <= hitsEnd; at += LANES * SHORT_LANE) shortLanes(at);
  if (at < high) single(at, high, warm(at));
  else last();
  workOffMet();
  return <u32>((out - hits) >> 3);
}

function lanes(start: usize): void {
  let a = warm(start);
  let b = warm(start + LANE);
  let c = warm(start + 2 * LANE);
  let d = warm(start + 3 * LANE);
  let e = warm(start + 4 * LANE);
  let f = warm(start + 5 * LANE);
  const mask = load<u32>(ROW_MASK);
  queued = queue;
  for (let at = start, end = start + LANE; at < end; at++) {
    a = next(a, load<u8>(at));
    b = next(b, load<u8>(at, LANE));
    c = next(c, load<u8>(at, 2 * LANE));
    d = next(d, load<u8>(at, 3 * LANE));
    e = next(e, load<u8>(at, 4 * LANE));
    f = next(f, load<u8>(at, 5 * LANE));
    if (<i32>(a | b | c | d | e | f) < 0) {
      noteLanes(at, a, b, c, d, e, f);
      a &= mask;
      b &= mask;
      c &= mask;
      d &= mask;
      e &= mask;
      f &= mask;
    }
  }
  workOff(LANE);
}

/** The same for small files and what is left of large ones. What its last lanes read behind the end is not counted. */
function shortLanes(start: usize): void {
  let a = warm(start);
  let b = warm(start + SHORT_LANE);
  let c = warm(start + 2 * SHORT_LANE);
  let d = warm(start + 3 * SHORT_LANE);
  let e = warm(start + 4 * SHORT_LANE);
  let f = warm(start + 5 * SHORT_LANE);
  const mask = load<u32>(ROW_MASK);
  queued = queue;
  for (let at = start, end = start + SHORT_LANE; at < end; at++) {
    a = next(a, load<u8>(at));
    b = next(b, load<u8>(at, SHORT_LANE));
    c = next(c, load<u8>(at, 2 * SHORT_LANE));
    d = next(d, load<u8>(at, 3 * SHORT_LANE));
    e = next(e, load<u8>(at, 4 * SHORT_LANE));
    f = next(f, load<u8>(at, 5 * SHORT_LANE));
    if (<i32>(a | b | c | d | e | f) < 0) {
      noteLanes(at, a, b, c, d, e, f);
      a &= mask;
      b &= mask;
      c &= mask;
      d &= mask;
      e &= mask;
      f &= mask;
    }
  }
  workOff(SHORT_LANE);
}

// @ts-ignore
@inline
function noteLanes(at: usize, a: u32, b: u32, c: u32, d: u32, e: u32, f: u32): void {
  store<u32>(queued, <u32>at);
  store<u32>(queued, a, 4);
  store<u32>(queued, b, 8);
  store<u32>(queued, c, 12);
  store<u32>(queued, d, 16);
  store<u32>(queued, e, 20);
  store<u32>(queued, f, 24);
  queued += NOTE;
}

/** Works off the queue of lanes that stand `distance` bytes from one another. */
function workOff(distance: usize): void {
  for (let entry = queue; entry < queued; entry += NOTE)
    for (let lane: usize = 0; lane < LANES; lane++) {
      const to = load<u32>(entry + (lane << 2), 4);
      const end = <usize>load<u32>(entry) + lane * distance;
      if (<i32>to < 0 && end < high) meet(tagOf(to), end);
    }
}

/** Meets what ends with the last byte: only what follows could have marked it. */
function last(): void {
  const row = warm(high);
  const firstEnd = load<u32>(FIRST_END);
  if (row >= firstEnd) meet((row - firstEnd) >> 8, high);
}

/** Byte by byte, up to a literal that ends with the last one. */
function single(start: usize, end: usize, first: u32): void {
  const mask = load<u32>(ROW_MASK);
  const firstEnd = load<u32>(FIRST_END);
  let row = first;
  for (let at = start; at < end; at++) {
    const to = next(row, load<u8>(at));
    if (<i32>to < 0) meet(tagOf(to), at);
    row = to & mask;
  }
  if (row >= firstEnd) meet((row - firstEnd) >> 8, end);
}

/** Sixteen bytes that are all above the control characters have this in every lane; bytes from 0x80 on are negative. */
const CONTROL: u8 = 0x1f;

// @ts-ignore
@inline
function printable(at: usize): v128 {
  return i8x16.gt_s(v128.load(at), i8x16.splat(CONTROL));
}

/** Which of eight 8-byte groups at `at` are printable ASCII throughout. */
// @ts-ignore
@inline
function printableGroups(at: usize): i32 {
  // Of two lanes with all bits set one is made that has all bits set, and of no others.
  const first = i8x16.narrow_i16x8_s(printable(at), printable(at + 16));
  const second = i8x16.narrow_i16x8_s(printable(at + 32), printable(at + 48));
  return i16x8.bitmask(i16x8.eq(i8x16.narrow_i16x8_s(first, second), i16x8.splat(-1)));
}

/** Of each 1024 bytes, how many of the first eight 8-byte groups are printable, added up. */
export function density(start: usize, length: usize): u32 {
  let groups: u32 = 0;
  for (let at = start; at + 64 <= start + length; at += 1024) groups += popcnt(printableGroups(at));
  return groups;
}

/** Runs that are shorter hold no secret. Any run of this length covers an aligned group. */
const SHORTEST: usize = 15;

/**
 * Not 0 where the last `scanRuns` may have met a printable run as long as those
 * that `runs` tells of, if its bytes start at a multiple of 8.
 */
export let longRuns: i32 = 0;

/** Like `scan`, but looks only at printable runs of 15 bytes or more: binary data has few. */
export function scanRuns(start: usize, length: usize): u32 {
  low = start;
  high = start + length;
  out = hits;
  longRuns = 0;
  let done = start;
  for (let at = start & ~63; at < high; at += 64) {
    let groups = printableGroups(at);
    // Of three groups in a row two are among the same eight.
    longRuns |= groups & (groups >> 1);
    while (groups != 0) {
      const group = at + (<usize>ctz(groups) << 3);
      groups &= groups - 1;
      if (group >= done && group < high) done = scanRun(group, done);
    }
  }
  workOffMet();
  return <u32>((out - hits) >> 3);
}

/** Scans the run around a group; returns where it ends. */
function scanRun(group: usize, done: usize): usize {
  let from = group;
  while (from > done && <i8>load<u8>(from - 1) > <i8>CONTROL) from--;
  let to = group;
  while (to < high && <i8>load<u8>(to) > <i8>CONTROL) to++;
  if (to - from >= SHORTEST) single(from, to, 0);
  return max(to, group + 8);
}

/** What `glance` found: the escape character, or ASCII in UTF-16. */
const ESCAPE: u32 = 1;
const WIDE: u32 = 2;

/** The bytes that are the escape character, or a NUL with two more after it, each two bytes behind the other. */
// @ts-ignore
@inline
function special(at: usize): v128 {
  const nul = i8x16.splat(0);
  const bytes = v128.load(at);
  const alternating = v128.and(
    i8x16.eq(bytes, nul),
    v128.and(i8x16.eq(v128.load(at, 2), nul), i8x16.eq(v128.load(at, 4), nul)),
  );
  return v128.or(alternating, i8x16.eq(bytes, i8x16.splat(0x1b)));
}

/** Zero in each word of four bytes in which every other one is NUL. */
// @ts-ignore
@inline
function alternating(at: usize): v128 {
  const bytes = v128.load(at);
  const low = i32x4.splat(0x00ff00ff);
  return i32x4.min_u(v128.and(bytes, low), v128.andnot(bytes, low));
}

/**
 * Whether a text in terminal colours or in UTF-16 may be among the bytes. What
 * stands behind their end is looked at, too: it costs a closer look at most.
 */
export function glance(start: usize, length: usize): u32 {
  const end = start + length;
  let found: u32 = 0;
  let at = start;
  for (; at < end && (found & ESCAPE) == 0; at += 64) {
    if (!any4(special(at), special(at + 16), special(at + 32), special(at + 48))) continue;
    if (any4(is(at, 0x1b), is(at + 16, 0x1b), is(at + 32, 0x1b), is(at + 48, 0x1b))) found |= ESCAPE;
    if (isWide(at)) found |= WIDE;
  }
  // Once an escape is found, as soon in weights, the others need not be asked for.
  for (; at < end && (found & WIDE) == 0; at += 64) {
    const one = i32x4.min_u(alternating(at), alternating(at + 16));
    const other = i32x4.min_u(alternating(at + 32), alternating(at + 48));
    if (!i32x4.all_true(i32x4.min_u(one, other)) && isWide(at)) found |= WIDE;
  }
  return found;
}

/** Whether two words of four bytes, one after the other, are characters and NULs in turn; the first starts in the 64 bytes. */
function isWide(at: usize): bool {
  for (let part = at; part < at + 64; part += 16)
    if (v128.any_true(v128.and(wideWords(part), wideWords(part + 4)))) return true;
  return false;
}

// @ts-ignore
@inline
function wideWords(at: usize): v128 {
  const bytes = v128.load(at);
  const nul = i8x16.eq(bytes, i8x16.splat(0));
  const shown = v128.or(
    v128.and(i8x16.gt_s(bytes, i8x16.splat(0x1f)), i8x16.ne(bytes, i8x16.splat(0x7f))),
    v128.or(
      i8x16.eq(bytes, i8x16.splat(0x09)),
      v128.or(i8x16.eq(bytes, i8x16.splat(0x0a)), i8x16.eq(bytes, i8x16.splat(0x0d))),
    ),
  );
  const low = i16x8.splat(0x00ff);
  const little = v128.bitselect(shown, nul, low);
  const big = v128.bitselect(nul, shown, low);
  const all = i32x4.splat(-1);
  return v128.or(i32x4.eq(little, all), i32x4.eq(big, all));
}

/** How many line feeds are among the bytes. */
export function feeds(start: usize, length: usize): u32 {
  const end = start + length;
  const feed = i8x16.splat(0x0a);
  let count: u32 = 0;
  let at = start;
  while (at + 128 <= end) {
    // Sixteen counts of one byte each: 31 rounds of eight do not overflow them.
    let counts = i8x16.splat(0);
    const stop = min(at + 128 * 31, end - 127);
    for (; at < stop; at += 128) {
      const a = i8x16.add(i8x16.eq(v128.load(at), feed), i8x16.eq(v128.load(at, 16), feed));
      const b = i8x16.add(i8x16.eq(v128.load(at, 32), feed), i8x16.eq(v128.load(at, 48), feed));
      const c = i8x16.add(i8x16.eq(v128.load(at, 64), feed), i8x16.eq(v128.load(at, 80), feed));
      const d = i8x16.add(i8x16.eq(v128.load(at, 96), feed), i8x16.eq(v128.load(at, 112), feed));
      counts = i8x16.sub(counts, i8x16.add(i8x16.add(a, b), i8x16.add(c, d)));
    }
    count += summed(counts);
  }
  for (; at < end; at++) count += u32(load<u8>(at) == 0x0a);
  return count;
}

/** The sum of sixteen unsigned bytes. */
function summed(counts: v128): u32 {
  const pairs = i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(counts));
  return (
    i32x4.extract_lane(pairs, 0) +
    i32x4.extract_lane(pairs, 1) +
    i32x4.extract_lane(pairs, 2) +
    i32x4.extract_lane(pairs, 3)
  );
}

/** What `signs` tells of 64 bytes, a bit each: see `Search.signs`. */
const RUN: u32 = 1;
const PERCENT: u32 = 2;
const BACKSLASH: u32 = 4;
const ENTITY: u32 = 8;
const JOIN: u32 = 16;
const LIST: u32 = 32;

/**
 * How signs are looked for, at 16 places at once: for each half of a byte a
 * table tells which kinds of sign it may stand in, a bit each; of three bytes in
 * a row, the kinds that all their halves may stand in are then looked at closely.
 */
const FIRST: usize = memory.data(32, 16);
const SECOND: usize = memory.data(32, 16);
const THIRD: usize = memory.data(32, 16);
/** The same for the alphabets of base64, exact: it has a kind for each upper half. */
const ALPHABET: usize = memory.data(32, 16);

const CODE: u32 = 1;
const ESCAPED: u32 = 2;
const CALL: u32 = 4;
const NUMBER: u32 = 8;
const SOFT: u32 = 16;
/** In two parts: with one, a comma would pass, which stands behind most quotes. */
const JOINT: u32 = 32;
const OTHER_JOINT: u32 = 64;
const SINGLE: u32 = 128;
/** What a quote may begin. */
const QUOTED: u32 = JOINT | OTHER_JOINT | SINGLE;

const HEX: string = "0123456789abcdefABCDEF";
/** Without the backtick, which has a half of the space: see `withQuotes`. */
const QUOTES: string = "\"'";

function prepareSigns(): void {
  sign(CODE, "%&", HEX + "#aqlg", "");
  sign(ESCAPED, "\\", "xXuU01234567\"/\n\r", "");
  sign(CALL, "dh", "er", "(");
  sign(NUMBER, "0:", HEX + "x:", HEX + "-");
  sign(SOFT, "=", "\n\r3", "");
  sign(JOINT, QUOTES, " \"'&+.", "");
  sign(OTHER_JOINT, QUOTES, "\t\n\r\\`bfru", "");
  sign(SINGLE, QUOTES, "", QUOTES);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_";
  for (let at = 0; at < alphabet.length; at++) {
    const byte = alphabet.charCodeAt(at);
    mark(ALPHABET, 1 << (byte >> 4), byte);
  }
}

/** Of which bytes a kind of sign is; of any, if none are named. */
function sign(kind: u32, first: string, second: string, third: string): void {
  markAll(FIRST, kind, first);
  markAll(SECOND, kind, second);
  markAll(THIRD, kind, third);
}

function markAll(table: usize, kind: u32, bytes: string): void {
  for (let at = 0; at < bytes.length; at++) mark(table, kind, bytes.charCodeAt(at));
  if (bytes.length == 0) for (let byte = 0; byte < 256; byte++) mark(table, kind, byte);
}

function mark(table: usize, kind: u32, byte: i32): void {
  const low = table + (byte & 15);
  const high = table + 16 + (byte >> 4);
  store<u8>(low, load<u8>(low) | <u8>kind);
  store<u8>(high, load<u8>(high) | <u8>kind);
}

/** The kinds that a table has for both halves of each byte. */
// @ts-ignore
@inline
function kinds(bytes: v128, table: usize): v128 {
  const half = i8x16.splat(15);
  const low = i8x16.swizzle(v128.load(table), v128.and(bytes, half));
  const high = i8x16.swizzle(v128.load(table, 16), v128.and(i16x8.shr_u(bytes, 4), half));
  return v128.and(low, high);
}

/** The kinds of sign that may begin at each of 16 places. */
// @ts-ignore
@inline
function kindsAt(at: usize): v128 {
  const two = v128.and(kinds(v128.load(at), FIRST), kinds(v128.load(at, 1), SECOND));
  return v128.and(two, kinds(v128.load(at, 2), THIRD));
}

// @ts-ignore
@inline
function is(at: usize, byte: u8): v128 {
  return i8x16.eq(v128.load(at), i8x16.splat(byte));
}

// @ts-ignore
@inline
function within(bytes: v128, low: u8, high: u8): v128 {
  return i8x16.le_u(i8x16.sub(bytes, i8x16.splat(low)), i8x16.splat(high - low));
}

// @ts-ignore
@inline
function isHex(at: usize): v128 {
  const bytes = v128.load(at);
  const letters = within(v128.or(bytes, i8x16.splat(0x20)), 0x61, 0x66);
  return v128.or(within(bytes, 0x30, 0x39), letters);
}

// @ts-ignore
@inline
function isQuote(at: usize): v128 {
  return v128.or(v128.or(is(at, 0x22), is(at, 0x27)), is(at, 0x60));
}

/** Which of the two 8-byte groups at `at` are of the alphabets of base64 throughout. */
// @ts-ignore
@inline
function runGroups(at: usize): i32 {
  const others = i8x16.eq(kinds(v128.load(at), ALPHABET), i8x16.splat(0));
  return i64x2.bitmask(i64x2.eq(others, i64x2.splat(0)));
}

// @ts-ignore
@inline
function any4(one: v128, two: v128, three: v128, four: v128): bool {
  return v128.any_true(v128.or(v128.or(one, two), v128.or(three, four)));
}

/** `\\x`, `\\u`, `\\101`, `\\"`, `\\/`. */
// @ts-ignore
@inline
function escapesAt(at: usize): bool {
  const letter = v128.or(v128.load(at, 1), i8x16.splat(0x20));
  const named = v128.or(i8x16.eq(letter, i8x16.splat(0x78)), i8x16.eq(letter, i8x16.splat(0x75)));
  const octal = within(v128.load(at, 1), 0x30, 0x37);
  const quoted = v128.or(is(at + 1, 0x22), is(at + 1, 0x2f));
  return v128.any_true(v128.and(is(at, 0x5c), v128.or(named, v128.or(octal, quoted))));
}

/** The bytes that a value may have where it is put together: `\\w+/=.:@~-`. */
// @ts-ignore
@inline
function isValue(at: usize): v128 {
  const bytes = v128.load(at);
  const letters = within(v128.or(bytes, i8x16.splat(0x20)), 0x61, 0x7a);
  const marks = v128.or(v128.or(is(at, 0x2b), is(at, 0x3d)), v128.or(is(at, 0x5f), is(at, 0x7e)));
  return v128.or(v128.or(letters, within(bytes, 0x2d, 0x3a)), v128.or(marks, is(at, 0x40)));
}

/** A value that the end of its line cuts at one byte, with which it is marked. */
// @ts-ignore
@inline
function cutAt(at: usize): v128 {
  const feed = v128.and(is(at + 1, 0x0a), isValue(at + 2));
  const both = v128.and(v128.and(is(at + 1, 0x0d), is(at + 2, 0x0a)), isValue(at + 3));
  return v128.and(isValue(at - 1), v128.or(feed, both));
}

// @ts-ignore
@inline
function continuedAt(at: usize): bool {
  return v128.any_true(v128.and(is(at, 0x5c), cutAt(at)));
}

// @ts-ignore
@inline
function percentAt(at: usize): bool {
  return v128.any_true(v128.and(is(at, 0x25), v128.and(isHex(at + 1), isHex(at + 2))));
}

/** `&#`, `&a`, `&q`, `&l`, `&g`. */
// @ts-ignore
@inline
function entityAt(at: usize): bool {
  const next = at + 1;
  const some = v128.or(v128.or(is(next, 0x23), is(next, 0x61)), v128.or(is(next, 0x71), is(next, 0x6c)));
  return v128.any_true(v128.and(is(at, 0x26), v128.or(some, is(next, 0x67))));
}

/** A quote behind a value, from which the value goes on in another literal. */
function joinAt(at: usize, places: v128): bool {
  const joints = v128.and(places, i8x16.splat(<u8>(JOINT | OTHER_JOINT)));
  const behind = v128.and(isQuote(at), v128.and(isValue(at - 1), i8x16.ne(joints, i8x16.splat(0))));
  for (let quotes = i8x16.bitmask(behind); quotes != 0; quotes &= quotes - 1)
    if (isJoint(at + ctz(quotes))) return true;
  return false;
}

/** Whether, behind the quote, an operator or a line's end may stand, then a quote, and a value. */
function isJoint(quote: usize): bool {
  let at = operator(blanks(quote + 1, 4));
  let feed = at + usize(load<u8>(at) == 0x5c);
  feed += usize(load<u8>(feed) == 0x0d);
  if (load<u8>(feed) == 0x0a) at = operator(blanks(feed + 1, 80));
  for (let prefix = 0; prefix < 2; prefix++) at += usize(mayPrefix(load<u8>(at)));
  const other = load<u8>(at);
  if (other != 0x22 && other != 0x27 && other != 0x60) return false;
  // Two of a kind are an empty literal, or a quote in one.
  if (at == quote + 1 && other == load<u8>(quote)) return false;
  return (i8x16.bitmask(isValue(at + 1)) & 1) != 0;
}

/** What comes after so many spaces and tabs. */
function blanks(from: usize, most: usize): usize {
  let at = from;
  while (at < from + most && (load<u8>(at) == 0x20 || load<u8>(at) == 0x09)) at++;
  return at;
}

/** What comes after `+`, `.` or `&`, and blanks. */
function operator(at: usize): usize {
  const byte = load<u8>(at);
  return byte == 0x2b || byte == 0x2e || byte == 0x26 ? blanks(at + 1, 4) : at;
}

/** `b`, `f`, `r`, `u` before a literal. */
function mayPrefix(byte: u8): bool {
  return byte == 0x62 || byte == 0x66 || byte == 0x72 || byte == 0x75;
}

/** A character in quotes before a comma; and `".j`, `"].j`. */
// @ts-ignore
@inline
function quotedListAt(at: usize): bool {
  const single = v128.and(isValue(at + 1), v128.and(isQuote(at + 2), is(at + 3, 0x2c)));
  const called = v128.and(is(at + 1, 0x2e), is(at + 2, 0x6a));
  const closed = v128.and(v128.and(is(at + 1, 0x5d), is(at + 2, 0x2e)), is(at + 3, 0x6a));
  return v128.any_true(v128.and(isQuote(at), v128.or(single, v128.or(called, closed))));
}

/** `0x41,`, `41:41:41:` and `::-`. */
function numberAt(at: usize): bool {
  const number = v128.and(is(at + 1, 0x78), v128.and(isHex(at + 2), isHex(at + 3)));
  const prefixed = v128.and(v128.and(is(at, 0x30), is(at + 4, 0x2c)), number);
  const pairs = v128.and(isHex(at + 1), v128.and(isHex(at + 2), isHex(at + 4)));
  const colons = v128.and(is(at + 3, 0x3a), v128.and(pairs, is(at + 6, 0x3a)));
  const reversed = v128.and(is(at + 1, 0x3a), is(at + 2, 0x2d));
  return v128.any_true(v128.or(prefixed, v128.and(is(at, 0x3a), v128.or(colons, reversed))));
}

/** `ode(4` and `chr(4`. */
function calledAt(at: usize): bool {
  const last = v128.or(v128.and(is(at, 0x64), is(at + 1, 0x65)), v128.and(is(at, 0x68), is(at + 1, 0x72)));
  const digit = v128.or(within(v128.load(at + 3), 0x30, 0x39), within(v128.load(at + 3), 0x09, 0x20));
  return v128.any_true(v128.and(v128.and(last, is(at + 2, 0x28)), digit));
}

/** `=3D`, and `=` at the end of a line. */
function softAt(at: usize): bool {
  const sign = v128.and(is(at + 1, 0x33), is(at + 2, 0x44));
  return v128.any_true(v128.and(is(at, 0x3d), v128.or(cutAt(at), sign)));
}

/** Whether a digit is in the 64 bytes or behind them: a run without is a name, or a line. */
function hasDigit(at: usize): bool {
  let all = within(v128.load(at + 64), 0x30, 0x39);
  for (let part = at; part < at + 64; part += 16) all = v128.or(all, within(v128.load(part), 0x30, 0x39));
  return v128.any_true(all);
}

/** Whether a run lies over the groups of 64 bytes and those of the 16 behind them, a bit each. */
// @ts-ignore
@inline
function isRun(groups: i32): bool {
  return (groups & (groups >> 1) & (groups >> 2)) != 0;
}

/** What `signs` tells of runs alone, at the speed of memory where few of the bytes are text. */
export function runs(start: usize, length: usize): u32 {
  const end = start + length;
  out = hits;
  for (let at = start; at < end; at += 64) {
    if (printableGroups(at) == 0) continue;
    let groups = 0;
    for (let part: usize = 0; part < 80; part += 16) groups |= runGroups(at + part) << <i32>(part >> 3);
    if (!isRun(groups) || !hasDigit(at)) continue;
    store<u32>(out, <u32>(at - start) | RUN);
    out += 4;
  }
  return <u32>((out - hits) >> 2);
}

/** Whether a backtick is in the 64 bytes, or shortly behind them. */
// @ts-ignore
@inline
function hasBacktick(at: usize): bool {
  const inside = any4(is(at, 0x60), is(at + 16, 0x60), is(at + 32, 0x60), is(at + 48, 0x60));
  return inside || v128.any_true(is(at + 64, 0x60));
}

/** The kinds, with all that a quote may begin at each quote. */
function withQuotes(at: usize, places: v128): v128 {
  return v128.or(places, v128.and(isQuote(at), i8x16.splat(<u8>QUOTED)));
}

/** The signs that begin at one of 16 places, of those that may. */
function seen(at: usize, places: v128): u32 {
  const all = any8(places);
  if (all == 0) return 0;
  let found: u32 = 0;
  if ((all & CODE) != 0) {
    if (percentAt(at)) found |= PERCENT;
    if (entityAt(at)) found |= ENTITY;
  }
  if ((all & ESCAPED) != 0) {
    if (escapesAt(at)) found |= BACKSLASH;
    if (continuedAt(at)) found |= JOIN;
  }
  if ((all & QUOTED) != 0) {
    if (joinAt(at, places)) found |= JOIN;
    if (quotedListAt(at)) found |= LIST;
  }
  if ((all & NUMBER) != 0 && numberAt(at)) found |= LIST;
  if ((all & CALL) != 0 && calledAt(at)) found |= LIST;
  if ((all & SOFT) != 0 && softAt(at)) found |= LIST;
  return found;
}

/** The bits that any of 16 bytes has. */
// @ts-ignore
@inline
function any8(bytes: v128): u32 {
  let bits = i64x2.extract_lane(bytes, 0) | i64x2.extract_lane(bytes, 1);
  bits |= bits >> 32;
  bits |= bits >> 16;
  return <u32>(bits | (bits >> 8)) & 0xff;
}

/**
 * Writes, for each 64 bytes in which text may be coded, their offset and in its
 * lower bits what they hold; returns how many. What stands behind the end is looked at, too.
 */
export function signs(start: usize, length: usize): u32 {
  const end = start + length;
  out = hits;
  let run = runGroups(start);
  for (let at = start; at < end; at += 64) {
    run |= (runGroups(at + 16) << 2) | (runGroups(at + 32) << 4) | (runGroups(at + 48) << 6);
    const ahead = runGroups(at + 64);
    run |= ahead << 8;
    let found: u32 = isRun(run) ? RUN : 0;
    run = ahead;
    let one = kindsAt(at);
    let two = kindsAt(at + 16);
    let three = kindsAt(at + 32);
    let four = kindsAt(at + 48);
    if (hasBacktick(at)) {
      one = withQuotes(at, one);
      two = withQuotes(at + 16, two);
      three = withQuotes(at + 32, three);
      four = withQuotes(at + 48, four);
    }
    if (any4(one, two, three, four))
      found |= seen(at, one) | seen(at + 16, two) | seen(at + 32, three) | seen(at + 48, four);
    if ((found & RUN) != 0 && !hasDigit(at)) found ^= RUN;
    if (found == 0) continue;
    store<u32>(out, <u32>(at - start) | found);
    out += 4;
  }
  return <u32>((out - hits) >> 2);
}
