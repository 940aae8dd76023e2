import type { Span } from "../../core/span.ts";
import { integer, type Kind, kinds, other } from "./pickle-graph.ts";
import { wordAt } from "./pickle-lines.ts";
import type { Machine } from "./pickle-machine.ts";

/** The highest protocol that Python 3.14 knows. */
const latestProtocol = 5;
/** Whole numbers up to this length in bytes are exact; no length or index is longer. */
const longestInteger = 6;
/** Longer than the state of a random generator it may be anything, so it is looked at as bytes. */
const longestNumber = 17;

export function protocol({ cursor }: Machine, version: number): void {
  if (version > latestProtocol) throw cursor.malformed(`protocol ${version}`, 1);
}

/** What holds no text and is no length: None, True, a class that stands there only by a number. */
export const pushOther = ({ frame }: Machine): void => frame.push(other);

export const pushInteger = ({ frame }: Machine, number: number): void =>
  frame.push(integer(number));

/** BININT: four bytes with a sign. */
export const pushSigned = ({ frame }: Machine, bits: number): void => frame.push(integer(bits | 0));

/** BINFLOAT: eight bytes. */
export function float({ cursor, frame }: Machine): void {
  cursor.skip(8);
  frame.push(other);
}

/** A string or bytes of the length that was read. */
export const constant =
  (kind: Kind) =>
  ({ cursor, frame, graph }: Machine, length: number): void => {
    const start = cursor.at;
    cursor.skip(length);
    frame.push(graph.add(kind, start, cursor.at));
  };

const bytes = constant(kinds.bytes);

/** LONG1, LONG4: two's complement, little-endian. */
export function long(machine: Machine, length: number): void {
  const { cursor, frame } = machine;
  if (length > longestNumber) return bytes(machine, length);
  if (length > longestInteger || length > cursor.left) {
    cursor.skip(length);
    return frame.push(other);
  }
  const digits = cursor.bytes(length);
  const isNegative = (digits.at(-1) ?? 0) >= 0x80;
  const number = digits.reduceRight((sum, digit) => sum * 256 + digit, 0);
  frame.push(isNegative ? other : integer(number));
}

/** INT and LONG of protocol 0: `12`, `12L`. `01` is True, which is as good. */
export function decimal(machine: Machine, line: Span): void {
  const word = /^ *([+-]?\d+)L? *$/.exec(wordAt(machine.cursor, line))?.[1];
  if (word === undefined) throw machine.cursor.malformed("number that is none");
  machine.frame.push(integer(Number(word)));
}

/** FLOAT of protocol 0. */
export function decimalFloat({ cursor, frame }: Machine, line: Span): void {
  const word = wordAt(cursor, line);
  if (!/^ *[+-]?(?:nan|inf|infinity|[\d.]+(?:e[+-]?\d+)?) *$/i.test(word))
    throw cursor.malformed("number that is none");
  frame.push(other);
}

/** UNICODE of protocol 0. */
export const textLine = ({ frame, graph }: Machine, line: Span): void =>
  frame.push(graph.add(kinds.rawText, line.start, line.end));

/** STRING of protocol 0: a literal in quotes. */
export function quotedLine({ cursor, frame, graph }: Machine, { start, end }: Span): void {
  const first = end - start < 2 ? undefined : cursor.peek(start - cursor.at);
  const isQuoted = first === 0x27 || first === 0x22;
  if (!isQuoted || cursor.peek(end - 1 - cursor.at) !== first)
    throw cursor.malformed("string without quotes");
  frame.push(graph.add(kinds.quoted, start + 1, end - 1));
}
