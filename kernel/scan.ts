// AssemblyScript, not TypeScript: compiled by `npm run kernel` with SIMD on.
//
// Finds literals in a block of bytes: an Aho-Corasick automaton, walked by six
// lanes at once. One lane waits for memory at each byte; six that take turns
// hide each other's waiting. Two things make them fast: the lanes stand at
// constant distances and the tables at constant addresses, so both fold into
// the loads. A literal that is found is compared exactly and checked against
// what its rules want around it, so that few hits leave the kernel.

/** Class of each byte, times four. */
export const CLASSES: usize = 0x1_0000;
/** For each state that ends a literal: where its list starts in LISTS, u32. */
export const ENDS: usize = 0x2_0000;
/** Literals by ending state: a count, then that many numbers, u16. */
export const LISTS: usize = 0x4_0000;
/** Literals, 64 bytes each: up to 4096. */
export const LITERALS: usize = 0x6_0000;
/** Checks, 64 bytes each: up to 16,384. */
export const CHECKS: usize = 0xa_0000;
/** Byte sets, 256 bytes each: up to 2048. */
export const SETS: usize = 0x1a_0000;
/** Hits: offset in the block, and number of the rule, u32 each. */
export const HITS: usize = 0x22_0000;
/** First byte after the hits. */
export const HITS_END: usize = 0x3f_0000;
/** Transitions: for each state a row of 64 u32, the offset of the next row; the top bit says that a literal ends there. */
export const TABLE: usize = 0x40_0000;

/** Of a literal's record: masks and values of 16 bytes, its length, and its checks. */
const MASK: usize = 0;
const VALUE: usize = 8;
const LENGTH: usize = 32;
const FIRST_CHECK: usize = 36;
const CHECK_COUNT: usize = 40;

/** Of a check's record: the rule, the set that must not stand before, and the steps (set, fewest, most: u16). */
const RULE: usize = 0;
const NOT_BEFORE: usize = 4;
const STEP_COUNT: usize = 6;
const STEPS: usize = 8;
const STEP_SIZE: usize = 6;

/** Bytes between lanes: not a multiple of 4096, or all lanes fall on the same lines of the cache. */
const LANE: usize = 43_712;
const LANES: usize = 6;

const HIT: u32 = 0x8000_0000;

/** The first row that ends a literal: all later ones do, too. */
let firstEnd: u32 = 0;
/** What may be looked at. A literal that starts before `low` is not whole. */
let low: usize = 0;
let high: usize = 0;
/** Where the next hit is written. */
let out: usize = 0;

export function prepare(firstEndRow: u32): void {
  firstEnd = firstEndRow;
}

// @ts-ignore
@inline
function next(row: u32, byte: u8): u32 {
  return load<u32>(row + load<u8>(<usize>byte, CLASSES), TABLE);
}

// @ts-ignore
@inline
function isIn(at: usize, set: u16): bool {
  return load<u8>(((<usize>set) << 8) + load<u8>(at), SETS) != 0;
}

/** Whether what stands around the literal that lies in `start..end` can be a match. */
function isPlausible(start: usize, end: usize, check: usize): bool {
  if (start > low && isIn(start - 1, load<u16>(check, NOT_BEFORE))) return false;
  let at = end;
  const last = check + <usize>load<u16>(check, STEP_COUNT) * STEP_SIZE;
  for (let step = check; step < last; step += STEP_SIZE) {
    const set = load<u16>(step, STEPS);
    const fewest = at + <usize>load<u16>(step, STEPS + 2);
    const most = min(high, at + <usize>load<u16>(step, STEPS + 4));
    while (at < most && isIn(at, set)) at++;
    // What runs into the end of the block may go on behind it.
    if (at < fewest) return at == high;
  }
  return true;
}

/** Notes a hit for each rule that the literal which ends before `end` may be the start of. */
function noteLiteral(end: usize, record: usize): void {
  const start = end - <usize>load<u32>(record, LENGTH);
  if (start < low) return;
  if ((load<u64>(start) & load<u64>(record, MASK)) != load<u64>(record, VALUE)) return;
  if ((load<u64>(start, 8) & load<u64>(record, MASK + 16)) != load<u64>(record, VALUE + 16)) return;
  let check = CHECKS + ((<usize>load<u32>(record, FIRST_CHECK)) << 6);
  const last = check + ((<usize>load<u32>(record, CHECK_COUNT)) << 6);
  let noted: u32 = 0xffff_ffff;
  for (; check < last; check += 64) {
    const rule = load<u32>(check, RULE);
    // A rule has a check for each way in which it goes on; one that passes is enough.
    if (rule == noted || !isPlausible(start, end, check)) continue;
    noted = rule;
    if (out < HITS_END) {
      store<u32>(out, <u32>(start - low));
      store<u32>(out, rule, 4);
    }
    out += 8;
  }
}

/** Notes the literals that end with the byte at `last`, after which the automaton is at `row`. */
function note(last: usize, row: u32): void {
  let entry = LISTS + (<usize>load<u32>(ENDS + ((row - firstEnd) >> 6)) << 1);
  for (let left = load<u16>(entry); left > 0; left--) {
    entry += 2;
    noteLiteral(last + 1, LITERALS + ((<usize>load<u16>(entry)) << 6));
  }
}

/** Walks the automaton over a few bytes, only to know where it stands. */
function warm(from: usize, to: usize): u32 {
  let row: u32 = 0;
  for (let at = max(from, low); at < to; at++) row = next(row, load<u8>(at)) & ~HIT;
  return row;
}

/**
 * Finds literals in `length` bytes at `start`. Returns how many hits there
 * are; more than fit into their table are counted, not written.
 *
 * @param overlap Bytes that each lane reads before its own: the longest literal less one.
 */
export function scan(start: usize, length: usize, overlap: usize): u32 {
  low = start;
  high = start + length;
  out = HITS;
  let at = start;
  while (at + LANES * LANE <= high) {
    lanes(at, overlap);
    at += LANES * LANE;
  }
  rest(at, overlap);
  return <u32>((out - HITS) >> 3);
}

function lanes(start: usize, overlap: usize): void {
  let a = warm(start - overlap, start);
  let b = warm(start + LANE - overlap, start + LANE);
  let c = warm(start + 2 * LANE - overlap, start + 2 * LANE);
  let d = warm(start + 3 * LANE - overlap, start + 3 * LANE);
  let e = warm(start + 4 * LANE - overlap, start + 4 * LANE);
  let f = warm(start + 5 * LANE - overlap, start + 5 * LANE);
  for (let at = start, end = start + LANE; at < end; at++) {
    a = next(a, load<u8>(at));
    b = next(b, load<u8>(at, LANE));
    c = next(c, load<u8>(at, 2 * LANE));
    d = next(d, load<u8>(at, 3 * LANE));
    e = next(e, load<u8>(at, 4 * LANE));
    f = next(f, load<u8>(at, 5 * LANE));
    if (<i32>(a | b | c | d | e | f) < 0) {
      if (<i32>a < 0) { a &= ~HIT; note(at, a); }
      if (<i32>b < 0) { b &= ~HIT; note(at + LANE, b); }
      if (<i32>c < 0) { c &= ~HIT; note(at + 2 * LANE, c); }
      if (<i32>d < 0) { d &= ~HIT; note(at + 3 * LANE, d); }
      if (<i32>e < 0) { e &= ~HIT; note(at + 4 * LANE, e); }
      if (<i32>f < 0) { f &= ~HIT; note(at + 5 * LANE, f); }
    }
  }
}

/** What does not fill six lanes: four lanes of a quarter each, then byte by byte. */
function rest(start: usize, overlap: usize): void {
  const quarter = (high - start) >> 2;
  if (quarter < 256) {
    single(start, high, warm(start - overlap, start));
    return;
  }
  const p = start + quarter;
  const q = p + quarter;
  const r = q + quarter;
  let a = warm(start - overlap, start);
  let b = warm(p - overlap, p);
  let c = warm(q - overlap, q);
  let d = warm(r - overlap, r);
  for (let i: usize = 0; i < quarter; i++) {
    a = next(a, load<u8>(start + i));
    b = next(b, load<u8>(p + i));
    c = next(c, load<u8>(q + i));
    d = next(d, load<u8>(r + i));
    if (<i32>(a | b | c | d) < 0) {
      if (<i32>a < 0) { a &= ~HIT; note(start + i, a); }
      if (<i32>b < 0) { b &= ~HIT; note(p + i, b); }
      if (<i32>c < 0) { c &= ~HIT; note(q + i, c); }
      if (<i32>d < 0) { d &= ~HIT; note(r + i, d); }
    }
  }
  single(r + quarter, high, d);
}

function single(start: usize, end: usize, first: u32): void {
  let row = first;
  for (let at = start; at < end; at++) {
    row = next(row, load<u8>(at));
    if (<i32>row < 0) {
      row &= ~HIT;
      note(at, row);
    }
  }
}

/** Sixteen bytes that are all above the control characters have this in every lane; bytes from 0x80 on are negative. */
const CONTROL: u8 = 0x1f;

/** Which of eight 8-byte groups at `at` are printable ASCII throughout. */
// @ts-ignore
@inline
function printableGroups(at: usize): i32 {
  const control = i8x16.splat(CONTROL);
  const all = i64x2.splat(-1);
  const a = i64x2.eq(i8x16.gt_s(v128.load(at), control), all);
  const b = i64x2.eq(i8x16.gt_s(v128.load(at, 16), control), all);
  const c = i64x2.eq(i8x16.gt_s(v128.load(at, 32), control), all);
  const d = i64x2.eq(i8x16.gt_s(v128.load(at, 48), control), all);
  if (!v128.any_true(v128.or(v128.or(a, b), v128.or(c, d)))) return 0;
  return i64x2.bitmask(a) | (i64x2.bitmask(b) << 2) | (i64x2.bitmask(c) << 4) | (i64x2.bitmask(d) << 6);
}

/** Of each 1024 bytes, how many of the first eight 8-byte groups are printable, added up. */
export function density(start: usize, length: usize): u32 {
  let groups: u32 = 0;
  for (let at = start; at + 64 <= start + length; at += 1024) groups += popcnt(printableGroups(at));
  return groups;
}

/** Runs that are shorter hold no secret. Any run of this length covers an aligned group. */
const SHORTEST: usize = 15;

/** Like `scan`, but looks only at printable runs of 15 bytes or more: binary data has few. */
export function scanRuns(start: usize, length: usize): u32 {
  low = start;
  high = start + length;
  out = HITS;
  let done = start;
  for (let at = start & ~63; at < high; at += 64) {
    let groups = printableGroups(at);
    while (groups != 0) {
      const group = at + (<usize>ctz(groups) << 3);
      groups &= groups - 1;
      if (group >= done && group < high) done = scanRun(group, done);
    }
  }
  return <u32>((out - HITS) >> 3);
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
