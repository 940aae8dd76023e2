import type { Check, Program, ProgramLiteral } from "./program.ts";
import { tableOf } from "./program.ts";
import { type Search, shortestRun } from "./search.ts";

/**
 * The search as a plain loop: the kernel is held against it, and a few lines
 * are done before the kernel would be compiled.
 */
export function twin({ literals, sets }: Program): Search {
  const byStart = startTable(literals);
  const tables = sets.map(tableOf);
  return {
    hits(bytes, sparse) {
      const found: number[] = [];
      for (const [from, to] of sparse ? printableRuns(bytes) : [[0, bytes.length] as const])
        for (let at = from; at < to - 1; at++)
          for (const literal of byStart.get(startOf(bytes[at] ?? 0, bytes[at + 1] ?? 0)) ?? [])
            if (at + literal.text.length <= to && stands(literal, bytes, at))
              for (const rule of rulesAt(literal, bytes, at, tables)) found.push(at, rule);
      return Uint32Array.from(found);
    },
  };
}

/** Literals by their first two bytes without case. */
function startTable(literals: readonly ProgramLiteral[]): Map<number, ProgramLiteral[]> {
  const table = new Map<number, ProgramLiteral[]>();
  for (const literal of literals) {
    const key = startOf(literal.text.charCodeAt(0), literal.text.charCodeAt(1));
    const known = table.get(key);
    if (known) known.push(literal);
    else table.set(key, [literal]);
  }
  return table;
}

const startOf = (one: number, other: number): number => (small(one) << 8) | small(other);

const small = (byte: number): number => (byte >= 0x41 && byte <= 0x5a ? byte + 32 : byte);

function stands({ text, fold }: ProgramLiteral, bytes: Uint8Array, at: number): boolean {
  for (let each = 0; each < text.length; each++) {
    const byte = bytes[at + each] ?? 0;
    const same = (fold >> each) & 1 ? small(byte) : byte;
    if (same !== text.charCodeAt(each)) return false;
  }
  return true;
}

/** The rules of which a check passes, each once for those that stand side by side. */
function* rulesAt(
  { text, checks }: ProgramLiteral,
  bytes: Uint8Array,
  at: number,
  tables: readonly Uint8Array[],
): Generator<number> {
  let noted = -1;
  for (const check of checks) {
    if (check.rule === noted || !passes(check, bytes, at, at + text.length, tables)) continue;
    noted = check.rule;
    yield check.rule;
  }
}

// eslint-disable-next-line max-params -- the tables belong to the program, the rest to the place
function passes(
  { notBefore, steps }: Check,
  bytes: Uint8Array,
  start: number,
  end: number,
  tables: readonly Uint8Array[],
): boolean {
  const isIn = (set: number, at: number): boolean => tables[set]?.[bytes[at] ?? 0] === 1;
  if (start > 0 && isIn(notBefore, start - 1)) return false;
  let at = end;
  for (const [set, min, max] of steps) {
    const fewest = at + min;
    const most = Math.min(bytes.length, at + max);
    while (at < most && isIn(set, at)) at++;
    if (at < fewest) return at === bytes.length;
  }
  return true;
}

/** Runs of bytes from 0x20 to 0x7f, long enough to hold something. */
function* printableRuns(bytes: Uint8Array): Generator<readonly [number, number]> {
  let from = 0;
  for (let at = 0; at <= bytes.length; at++) {
    const byte = bytes[at];
    if (byte !== undefined && byte > 0x1f && byte < 0x80) continue;
    if (at - from >= shortestRun) yield [from, at];
    from = at + 1;
  }
}
