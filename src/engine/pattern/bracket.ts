import { classBytes, type Dialect, highestCode, posixClasses } from "./classes.ts";
import { readEscape } from "./escapes.ts";
import { type ByteSet, complement, folded, joined, type Ranges } from "./node.ts";
import type { Source } from "./source.ts";

/**
 * Reads a class such as `[^a-z\d]`, its bracket read already.
 *
 * @throws {TareError} `usage`: it has no end, or its codes are no bytes (see `classBytes`).
 */
export function readBracket(source: Source, dialect: Dialect, ignoreCase: boolean): ByteSet {
  const negated = source.take("^");
  const ranges = members(source, dialect);
  const all = ignoreCase ? folded(joined(ranges)) : joined(ranges);
  const bytes = classBytes(negated ? complement(all, highestCode[dialect]) : all, dialect);
  if (!bytes) throw source.wrong("class that tells apart letters beyond ASCII");
  return bytes;
}

function members(source: Source, dialect: Dialect): Ranges {
  const ranges: (readonly [number, number])[] = [];
  // In RE2 a bracket that comes first stands for itself; in JavaScript the class is empty.
  if (dialect === "re2" && source.take("]")) ranges.push(...rangeFrom(0x5d, source, dialect));
  while (!source.take("]")) {
    if (source.done) throw source.wrong("class without end");
    ranges.push(...member(source, dialect));
  }
  return ranges;
}

function member(source: Source, dialect: Dialect): Ranges {
  const posix = dialect === "re2" ? posixClass(source) : undefined;
  if (posix) return posix;
  const low = bound(source, dialect);
  if (typeof low !== "number") return low;
  if (dialect === "js" && low > 0xff) throw source.wrong("class with a letter that is no byte");
  return rangeFrom(low, source, dialect);
}

/** `low`, or the range that it starts. */
function rangeFrom(low: number, source: Source, dialect: Dialect): Ranges {
  if (!source.match(/-(?!\])/y)) return [[low, low]];
  const high = bound(source, dialect);
  if (typeof high !== "number" && dialect === "re2")
    throw source.wrong("range that ends in a class");
  if (typeof high !== "number")
    // `[a-\d]`: JavaScript takes all three as they stand.
    return joined([[low, low], [0x2d, 0x2d], ...high]);
  if (high < low) throw source.wrong("range that runs backwards");
  return [[low, high]];
}

/** One code, or the class of an escape such as `\d`. */
function bound(source: Source, dialect: Dialect): number | Ranges {
  if (!source.take("\\")) return checked(source.next().codePointAt(0) ?? 0, source, dialect);
  if (dialect === "js" && source.take("b")) return 8;
  const escape = readEscape(source, dialect);
  return escape.kind === "class" ? escape.ranges : checked(escape.code, source, dialect);
}

function checked(code: number, source: Source, dialect: Dialect): number {
  if (code > highestCode[dialect]) throw source.wrong("class with a letter beyond 16 bits");
  return code;
}

function posixClass(source: Source): Ranges | undefined {
  const found = source.match(/\[:(\^?)([^:\]]{1,20}):\]/y);
  if (!found) return undefined;
  const ranges = posixClasses.get(found[2] ?? "");
  if (!ranges) throw source.wrong(`unknown class '${found[2]}'`);
  return found[1] === "" ? ranges : complement(ranges, highestCode.re2);
}
