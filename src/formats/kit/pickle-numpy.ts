import {
  dtypeOf,
  type Dtype,
  type Field,
  holdsObjects,
  holdsText,
  recordOf,
  repeated,
} from "./numpy-types.ts";
import { type Graph, isBytes, kinds, links, numberOf, type Value } from "./pickle-graph.ts";
import type { Machine } from "./pickle-machine.ts";
import type { Texts } from "./pickle-texts.ts";

/** `numpy.dtype('f8', False, True)`. */
export async function makeDtype(
  { facts }: Machine,
  texts: Texts,
  call: Value,
  code: Value | undefined,
): Promise<void> {
  const type = dtypeOf((await texts.load(code)) ?? "");
  if (type) facts.set(call, { kind: "dtype", type });
}

/**
 * The state of a dtype: version, order of bytes, the type and shape of what one
 * item repeats, names and fields of a record, size of an item.
 * https://github.com/numpy/numpy/blob/main/numpy/_core/src/multiarray/descriptor.c (arraydescr_reduce)
 */
export async function buildDtype(
  machine: Machine,
  texts: Texts,
  call: Value,
  state: Value,
): Promise<void> {
  const { facts, graph } = machine;
  const [, order, inner, , fields, size] = graph.contents(state);
  const known = facts.dtype(call);
  const itemSize = numberOf(size) ?? known?.size ?? 0;
  const type =
    innerOf(machine, inner) ??
    (await fieldsOf(machine, texts, fields, itemSize)) ??
    (known ? ordered(known, await texts.load(order)) : { kind: "numbers", size: itemSize });
  facts.set(call, { kind: "dtype", type });
}

const ordered = (type: Dtype, order: string | undefined): Dtype =>
  type.kind === "text" ? { ...type, big: order === ">" } : type;

function innerOf({ facts, graph }: Machine, inner: Value | undefined): Dtype | undefined {
  const [type, shape] = graph.contents(inner);
  const of = facts.dtype(type);
  return of && repeated(of, shapeOf(graph, shape));
}

/** A dict from names to pairs of type and offset. */
async function fieldsOf(
  { facts, graph }: Machine,
  texts: Texts,
  fields: Value | undefined,
  size: number,
): Promise<Dtype | undefined> {
  const pairs = graph.contents(fields);
  if (pairs.length === 0) return undefined;
  const list: Field[] = [];
  for (let at = 0; at + 1 < pairs.length; at += 2) {
    const [type, offset] = graph.contents(pairs[at + 1]);
    const known = facts.dtype(type);
    if (!known) return undefined;
    const name = (await texts.load(pairs[at])) ?? "?";
    list.push({ name, offset: numberOf(offset) ?? 0, type: known });
  }
  return recordOf(size, list);
}

/** The sizes of all axes. What is no number counts as none. */
export const shapeOf = (graph: Graph, shape: Value | undefined): number[] =>
  graph.contents(shape).map((axis) => numberOf(axis) ?? 0);

/** The state of an array: version, shape, type, order, data; of a masked one also the mask. */
export function buildArray(machine: Machine, call: Value, state: Value): void {
  const parts = machine.graph.contents(state);
  // Before numpy 1.0 the version was missing.
  const [type, , data, mask] = parts.slice(parts.length === 4 ? 1 : 2);
  fill(machine, call, data, machine.facts.dtype(type));
  if (machine.facts.role(machine.graph.first(call)) === "masked")
    fill(machine, call, mask, { kind: "numbers", size: 1 });
}

/** Says of the data of `array` what it is made of. Objects are a list, and their path is that of the array. */
export function fill(
  machine: Machine,
  array: Value,
  data: Value | undefined,
  type: Dtype | undefined,
): void {
  if (data === undefined) return;
  const kind = machine.graph.kind(data);
  if (!isBytes(kind) && kind !== kinds.list) return;
  if (type && kind !== kinds.list) markItems(machine, data, type);
  machine.graph.link(array, data, links.same);
}

/** Notes what bytes are made of: texts are read item by item, numbers are passed over. Objects are no bytes. */
export function markItems({ graph, facts }: Machine, data: Value, type: Dtype): void {
  if (holdsObjects(type)) return;
  if (holdsText(type)) facts.set(data, { kind: "array", type });
  else graph.retype(data, kinds.numbers);
}
