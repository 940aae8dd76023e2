import type { Span } from "../../core/span.ts";
import {
  constant,
  decimal,
  decimalFloat,
  float,
  long,
  protocol,
  pushInteger,
  pushOther,
  pushSigned,
  quotedLine,
  textLine,
} from "./pickle-constants.ts";
import { kinds, type Kind, type Value } from "./pickle-graph.ts";
import { indexAt } from "./pickle-lines.ts";
import type { Machine } from "./pickle-machine.ts";
import {
  appendTo,
  build,
  globalOf,
  newWithNames,
  oldInstance,
  oldObject,
  persistent,
  pop,
  reduce,
  setItems,
  stackGlobal,
  tuple,
} from "./pickle-values.ts";

/** An opcode whose operand has a fixed width, in bytes. */
export interface Action {
  readonly width: 0 | 1 | 2 | 4 | 8;
  readonly act: (machine: Machine, operand: number) => void;
}

/** An opcode whose operands are lines of text. */
export interface LineAction {
  readonly lines: 1 | 2;
  /** With one line both are the same. */
  readonly act: (machine: Machine, first: Span, last: Span) => void;
}

const ignore = (): void => {};

const push =
  (kind: Kind) =>
  ({ frame, graph }: Machine): void =>
    frame.push(graph.add(kind));

function stop(machine: Machine): void {
  machine.event = { kind: "stop", result: machine.frame.pop() };
}

/** TUPLE1, TUPLE2, TUPLE3. */
const shortTuple =
  (size: number) =>
  (machine: Machine): void => {
    const items: Value[] = [];
    for (let each = 0; each < size; each++) items.unshift(machine.frame.pop());
    machine.frame.push(tuple(machine, items));
  };

/** LIST, FROZENSET: made of what stands above the mark. */
function list(machine: Machine): void {
  const items = machine.frame.popMark();
  const node = machine.graph.add(kinds.list);
  appendTo(machine, node, items);
  machine.frame.push(node);
}

function dict(machine: Machine): void {
  const items = machine.frame.popMark();
  const node = machine.graph.add(kinds.dict);
  setItems(machine, node, items);
  machine.frame.push(node);
}

function append(machine: Machine): void {
  const item = machine.frame.pop();
  appendTo(machine, machine.frame.top(), [item]);
}

function appendAll(machine: Machine): void {
  const items = machine.frame.popMark();
  appendTo(machine, machine.frame.top(), items);
}

function setItem(machine: Machine): void {
  const item = machine.frame.pop();
  const key = machine.frame.pop();
  setItems(machine, machine.frame.top(), [key, item]);
}

function setAll(machine: Machine): void {
  const items = machine.frame.popMark();
  setItems(machine, machine.frame.top(), items);
}

const put = ({ frame }: Machine, index: number): void => frame.put(index, frame.top());

const get = ({ frame }: Machine, index: number): void => frame.push(frame.get(index));

/** PUT and GET of protocol 0 write the index in decimal. */
const withIndex =
  (act: Action["act"]): LineAction["act"] =>
  (machine, line) =>
    act(machine, indexAt(machine.cursor, line));

/** The names are those of Python's pickletools, which documents each opcode. */
const fixed: readonly (readonly [opcode: number, width: Action["width"], act: Action["act"]])[] = [
  [0x80, 1, protocol], // PROTO
  [0x95, 8, ignore], // FRAME: tells a reader how much to fetch
  [0x2e, 0, stop], // STOP
  [0x28, 0, ({ frame }) => frame.mark()], // MARK
  [0x30, 0, pop], // POP
  [0x31, 0, ({ frame }) => void frame.popMark()], // POP_MARK
  [0x32, 0, ({ frame }) => frame.push(frame.top())], // DUP
  [0x4e, 0, pushOther], // NONE
  [0x88, 0, pushOther], // NEWTRUE
  [0x89, 0, pushOther], // NEWFALSE
  [0x4b, 1, pushInteger], // BININT1
  [0x4d, 2, pushInteger], // BININT2
  [0x4a, 4, pushSigned], // BININT
  [0x8a, 1, long], // LONG1
  [0x8b, 4, long], // LONG4
  [0x47, 0, float], // BINFLOAT
  [0x55, 1, constant(kinds.string)], // SHORT_BINSTRING
  [0x54, 4, constant(kinds.string)], // BINSTRING
  [0x43, 1, constant(kinds.bytes)], // SHORT_BINBYTES
  [0x42, 4, constant(kinds.bytes)], // BINBYTES
  [0x8e, 8, constant(kinds.bytes)], // BINBYTES8
  [0x96, 8, constant(kinds.bytes)], // BYTEARRAY8
  [0x8c, 1, constant(kinds.text)], // SHORT_BINUNICODE
  [0x58, 4, constant(kinds.text)], // BINUNICODE
  [0x8d, 8, constant(kinds.text)], // BINUNICODE8
  [0x97, 0, pushOther], // NEXT_BUFFER: its bytes are not in the file
  [0x98, 0, ignore], // READONLY_BUFFER
  [0x5d, 0, push(kinds.list)], // EMPTY_LIST
  [0x8f, 0, push(kinds.list)], // EMPTY_SET
  [0x29, 0, push(kinds.tuple)], // EMPTY_TUPLE
  [0x7d, 0, push(kinds.dict)], // EMPTY_DICT
  [0x6c, 0, list], // LIST
  [0x91, 0, list], // FROZENSET
  [0x64, 0, dict], // DICT
  [0x74, 0, (machine) => machine.frame.push(tuple(machine, machine.frame.popMark()))], // TUPLE
  [0x85, 0, shortTuple(1)], // TUPLE1
  [0x86, 0, shortTuple(2)], // TUPLE2
  [0x87, 0, shortTuple(3)], // TUPLE3
  [0x61, 0, append], // APPEND
  [0x65, 0, appendAll], // APPENDS
  [0x90, 0, appendAll], // ADDITEMS
  [0x73, 0, setItem], // SETITEM
  [0x75, 0, setAll], // SETITEMS
  [0x71, 1, put], // BINPUT
  [0x72, 4, put], // LONG_BINPUT
  [0x94, 0, ({ frame }) => frame.memoize(frame.top())], // MEMOIZE
  [0x68, 1, get], // BINGET
  [0x6a, 4, get], // LONG_BINGET
  [0x82, 1, pushOther], // EXT1: a class by a number that only its writer knows
  [0x83, 2, pushOther], // EXT2
  [0x84, 4, pushOther], // EXT4
  [0x93, 0, stackGlobal], // STACK_GLOBAL
  [0x52, 0, reduce], // REDUCE
  [0x81, 0, reduce], // NEWOBJ
  [0x92, 0, newWithNames], // NEWOBJ_EX
  [0x6f, 0, oldObject], // OBJ
  [0x62, 0, build], // BUILD
  [0x51, 0, (machine) => persistent(machine, machine.frame.pop())], // BINPERSID
];

const lines: readonly (readonly [
  opcode: number,
  lines: LineAction["lines"],
  act: LineAction["act"],
])[] = [
  [0x49, 1, decimal], // INT
  [0x4c, 1, decimal], // LONG
  [0x46, 1, decimalFloat], // FLOAT
  [0x53, 1, quotedLine], // STRING
  [0x56, 1, textLine], // UNICODE
  [0x70, 1, withIndex(put)], // PUT
  [0x67, 1, withIndex(get)], // GET
  [0x50, 1, persistentLine], // PERSID
  [0x63, 2, (machine, first, last) => machine.frame.push(globalOf(machine, first, last))], // GLOBAL
  [0x69, 2, oldInstance], // INST
];

function persistentLine(machine: Machine, { start, end }: Span): void {
  persistent(machine, machine.graph.add(kinds.text, start, end));
}

/** By opcode; a hole where there is none. */
export const fixedActions: readonly (Action | undefined)[] = byOpcode(
  fixed.map(([opcode, width, act]) => [opcode, { width, act }]),
);

export const lineActions: readonly (LineAction | undefined)[] = byOpcode(
  lines.map(([opcode, lines, act]) => [opcode, { lines, act }]),
);

function byOpcode<T>(rows: readonly (readonly [number, T])[]): (T | undefined)[] {
  const table = Array.from<T | undefined>({ length: 256 });
  for (const [opcode, action] of rows) table[opcode] = action;
  return table;
}
