import type { Span } from "../../core/span.ts";
import { imports, kinds, links, other, type Value } from "./pickle-graph.ts";
import { wordAt } from "./pickle-lines.ts";
import type { Machine } from "./pickle-machine.ts";

/** In bytes; more than any class has. */
const longestName = 512;

/** A tuple of the items. */
export function tuple({ graph }: Machine, items: readonly Value[]): Value {
  const node = graph.add(kinds.tuple);
  graph.remember(node, items);
  for (const [index, item] of items.entries()) graph.link(node, item, links.item, index);
  return node;
}

/** Adds items to a list, a set, or whatever else a call made. */
export function appendTo({ graph }: Machine, to: Value, items: readonly Value[]): void {
  const kind = graph.kind(to);
  const counts = kind === kinds.list || kind === kinds.call;
  let index = counts ? graph.second(to) : 0;
  for (const item of items) graph.link(to, item, links.item, index++);
  if (counts) graph.setSecond(to, index);
}

/**
 * Sets keys and values, which stand in turn, in a dict or whatever else a call made.
 *
 * @throws {MalformedError} A key has no value.
 */
export function setItems(machine: Machine, of: Value, pairs: readonly Value[]): void {
  const { graph, cursor } = machine;
  if (pairs.length % 2 !== 0) throw cursor.malformed("key without value");
  if (graph.kind(of) === kinds.dict) graph.remember(of, pairs);
  for (let at = 0; at < pairs.length; at += 2) {
    const key = pairs[at] ?? other;
    graph.link(of, key, links.key);
    graph.link(of, pairs[at + 1] ?? other, links.value, key);
  }
}

/** What a call would give. The machine stops after one that matters. */
export function call(machine: Machine, callable: Value, args: Value): Value {
  const { graph, facts } = machine;
  const node = graph.add(kinds.call, callable);
  graph.link(node, args, links.arguments);
  // A callable may be made by another call, which has texts of its own.
  if (graph.kind(callable) !== kinds.global) graph.link(node, callable, links.same);
  if (facts.role(callable)) machine.event = { kind: "call", call: node, args };
  machine.lastCall = node;
  machine.lastArguments = args;
  return node;
}

/** REDUCE, NEWOBJ. */
export function reduce(machine: Machine): void {
  const args = machine.frame.pop();
  machine.frame.push(call(machine, machine.frame.pop(), args));
}

/** NEWOBJ_EX: with arguments by name. */
export function newWithNames(machine: Machine): void {
  const { frame, graph } = machine;
  const named = frame.pop();
  const args = frame.pop();
  const object = call(machine, frame.pop(), args);
  graph.link(object, named, links.arguments);
  frame.push(object);
}

/** OBJ: the class stands first above the mark. */
export function oldObject(machine: Machine): void {
  const [callable, ...args] = machine.frame.popMark();
  if (callable === undefined) throw machine.cursor.malformed("object without class");
  machine.frame.push(call(machine, callable, tuple(machine, args)));
}

/** INST: the class is named on two lines. */
export function oldInstance(machine: Machine, module: Span, name: Span): void {
  const args = tuple(machine, machine.frame.popMark());
  machine.frame.push(call(machine, globalOf(machine, module, name), args));
}

/** BUILD: the state of an object, a pair where it has slots. The machine stops if it matters. */
export function build(machine: Machine): void {
  const { graph, facts, frame } = machine;
  const state = frame.pop();
  const object = frame.top();
  graph.link(object, state, links.same);
  const parts = graph.contents(state);
  if (graph.kind(state) === kinds.tuple && parts.length === 2)
    for (const part of parts) graph.link(object, part, links.same);
  if (graph.kind(object) === kinds.call && facts.role(graph.first(object)))
    machine.event = { kind: "build", call: object, state };
}

/**
 * POP. A pickler that calls a function to set the state of an object throws
 * away what that returns; the object is its first argument.
 */
export function pop({ graph, frame, lastCall, lastArguments }: Machine): void {
  if (frame.popBareMark()) return;
  const value = frame.pop();
  if (value !== lastCall || graph.kind(value) !== kinds.call) return;
  const [object] = graph.contents(lastArguments);
  if (object !== undefined && graph.kind(object) === kinds.call)
    graph.link(object, value, links.same);
}

/** BINPERSID, PERSID: something that lies outside of the pickle. */
export function persistent(machine: Machine, id: Value): void {
  const node = machine.graph.add(kinds.persistent, id);
  machine.graph.link(node, id, links.arguments);
  machine.frame.push(node);
  machine.event = { kind: "persistent", node };
}

/** The class or function that two lines name; one node, however often it is named. */
export function globalOf(machine: Machine, module: Span, name: Span): Value {
  const { cursor, graph, facts, globals } = machine;
  if (module.end - module.start > longestName || name.end - name.start > longestName)
    throw cursor.malformed("class with a long name");
  const names = [wordAt(cursor, module), wordAt(cursor, name)] as const;
  const id = names.join("\n");
  const known = globals.get(id);
  if (known !== undefined) return known;
  const node = graph.add(kinds.global);
  addImport(machine, `module ${names[0]}`, module);
  addImport(machine, `name ${names[1]}`, name);
  facts.setGlobal(node, ...names);
  globals.set(id, node);
  return node;
}

/** Lists a name among the imports, once. */
function addImport({ graph, globals }: Machine, id: string, at: Span): void {
  if (globals.has(id)) return;
  const node = graph.add(kinds.text, at.start, at.end);
  graph.link(imports, node, links.same);
  globals.set(id, node);
}

/**
 * STACK_GLOBAL: both names are on the stack, and the machine stops to have them read.
 *
 * @throws {MalformedError} They are no strings.
 */
export function stackGlobal(machine: Machine): void {
  const { frame, graph, cursor } = machine;
  const name = frame.pop();
  const module = frame.pop();
  const parts = [module, name];
  if (!parts.every((part) => isString(graph.kind(part))))
    throw cursor.malformed("class that is not named by strings");
  const global = graph.add(kinds.global, module, name);
  for (const part of parts) graph.link(imports, part, links.same);
  frame.push(global);
  machine.event = { kind: "global", global };
}

const isString = (kind: number): boolean => kind >= kinds.text && kind <= kinds.quoted;
