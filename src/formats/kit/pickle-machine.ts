import { LimitError } from "../../core/error.ts";
import type { Cursor } from "./cursor.ts";
import { Facts } from "./pickle-facts.ts";
import { Frame } from "./pickle-frame.ts";
import { Graph, other, type Value } from "./pickle-graph.ts";
import { type Action, fixedActions, lineActions } from "./pickle-opcodes.ts";
import { lineAt } from "./pickle-lines.ts";

/** After these the machine stops, so that whoever runs it can look at texts or skip arrays. */
export type Event =
  | { readonly kind: "stop"; readonly result: Value }
  /** STACK_GLOBAL: the names of the node `global` are in nodes of their own. */
  | { readonly kind: "global"; readonly global: Value }
  | { readonly kind: "call"; readonly call: Value; readonly args: Value }
  | { readonly kind: "build"; readonly call: Value; readonly state: Value }
  | { readonly kind: "persistent"; readonly node: Value };

/** Everything that opcodes change. */
export interface Machine {
  readonly cursor: Cursor;
  readonly graph: Graph;
  readonly facts: Facts;
  /** The nodes of classes and functions that are named on lines, by module, line feed, name; and of both names. */
  readonly globals: Map<string, Value>;
  frame: Frame;
  /** What was called last, and with what. */
  lastCall: Value;
  lastArguments: Value;
  event: Event | undefined;
  /** How many bytes the opcode at the cursor needs at hand, where those there are too few. */
  wanted: number;
  opcodes: number;
  readonly mostOpcodes: number;
}

/** An opcode with its operand takes at most 9 bytes; short numbers behind a length 7 more. */
const atHand = 16;

/** A machine that stands at the first opcode of a pickle, and stops after so many. */
export const machineAt = (cursor: Cursor, mostOpcodes: number): Machine => ({
  cursor,
  graph: new Graph(),
  facts: new Facts(),
  globals: new Map(),
  frame: frameAt(cursor),
  lastCall: other,
  lastArguments: other,
  event: undefined,
  wanted: 0,
  opcodes: 0,
  mostOpcodes,
});

/** An empty stack and memo for a pickle at the cursor. */
export const frameAt = (cursor: Cursor): Frame => new Frame((message) => cursor.malformed(message));

/**
 * Follows opcodes until one asks for a look from outside, and returns that as
 * an event. Nothing is executed or imported: a call is a node that names what
 * would be called.
 *
 * @throws {MalformedError} The bytes are no pickle from here on.
 * @throws {LimitError} The pickle is too large.
 */
export async function nextEvent(machine: Machine): Promise<Event> {
  const { cursor } = machine;
  machine.event = undefined;
  for (;;) {
    if (cursor.left === 0) throw cursor.malformed("pickle without end");
    await cursor.need(Math.min(cursor.left, Math.max(atHand, machine.wanted)));
    machine.wanted = 0;
    const event = run(machine);
    if (event) return event;
  }
}

/** Runs while there is no event and the bytes are at hand. */
function run(machine: Machine): Event | undefined {
  const { cursor } = machine;
  while (cursor.left > 0 && cursor.has(Math.min(atHand, cursor.left))) {
    if (machine.opcodes++ === machine.mostOpcodes)
      throw new LimitError(`pickle of more than ${machine.mostOpcodes} opcodes`);
    step(machine);
    if (machine.event || machine.wanted > 0) return machine.event;
  }
  return undefined;
}

function step(machine: Machine): void {
  const opcode = machine.cursor.u8();
  const fixed = fixedActions[opcode];
  if (fixed) fixed.act(machine, operand(machine.cursor, fixed.width));
  else if (!line(machine, opcode)) {
    const hex = opcode.toString(16).padStart(2, "0");
    throw machine.cursor.malformed(`unknown opcode 0x${hex}`, 1);
  }
}

function operand(cursor: Cursor, width: Action["width"]): number {
  if (width === 0) return 0;
  if (cursor.left < width) throw cursor.malformed("opcode without its operand");
  if (width === 1) return cursor.u8();
  if (width === 2) return cursor.u16();
  return width === 4 ? cursor.u32() : cursor.u64();
}

/** Protocol 0 ends its operands with a line feed. False when there is no such opcode. */
function line(machine: Machine, opcode: number): boolean {
  const { cursor } = machine;
  const action = lineActions[opcode];
  if (!action) return false;
  const start = cursor.at - 1;
  const first = lineAt(cursor);
  const last = typeof first === "number" || action.lines === 1 ? first : lineAt(cursor);
  if (typeof first !== "number" && typeof last !== "number") {
    action.act(machine, first, last);
  } else {
    // The end of the line is not at hand: come back with more.
    machine.wanted = Math.min(cursor.end - start, cursor.at - start + Number(last));
    cursor.at = start;
  }
  return true;
}
