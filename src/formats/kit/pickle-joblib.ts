import { holdsObjects, product } from "./numpy-types.ts";
import { kinds, links, numberOf, type Value } from "./pickle-graph.ts";
import type { InlineArray } from "./pickle-library.ts";
import type { Machine } from "./pickle-machine.ts";
import { markItems, shapeOf } from "./pickle-numpy.ts";
import type { Texts } from "./pickle-texts.ts";

/**
 * Joblib writes an array as a wrapper that tells its type and shape, and right
 * after the opcode that sets these, in the middle of the pickle, the bytes.
 * https://github.com/joblib/joblib/blob/main/joblib/numpy_pickle.py (NumpyArrayWrapper)
 *
 * @throws {MalformedError} The type is not known, so the pickle goes on nobody knows where.
 */
export async function inlineArray(
  { graph, facts, cursor }: Machine,
  owner: Value,
  state: Value,
  texts: Texts,
): Promise<InlineArray> {
  const pairs = graph.contents(state);
  const byName = new Map<string, Value | undefined>();
  for (let at = 0; at < pairs.length; at += 2)
    byName.set((await texts.load(pairs[at])) ?? "", pairs[at + 1]);
  const type = facts.dtype(byName.get("dtype"));
  if (!type) throw cursor.malformed("array of unknown type");
  return {
    owner,
    type,
    count: product(shapeOf(graph, byName.get("shape"))),
    aligned: numberOf(byName.get("numpy_array_alignment_bytes")) !== undefined,
  };
}

export const isPickled = ({ type }: InlineArray): boolean => holdsObjects(type);

/** Joblib fills up with these. */
const padding = 0xff;

/**
 * Moves the machine over the bytes of the array.
 *
 * @throws {MalformedError} The blob is shorter.
 */
export async function skipArray(
  machine: Machine,
  { owner, type, count, aligned }: InlineArray,
): Promise<void> {
  const { cursor, graph } = machine;
  if (aligned) await skipPadding(machine, owner);
  const start = cursor.at;
  cursor.skip(count * type.size);
  const items = graph.add(kinds.bytes, start, cursor.at);
  markItems(machine, items, type);
  graph.link(owner, items, links.same);
}

/** A length, and so many bytes. Where they are not what they should be they are told. */
async function skipPadding({ cursor, graph }: Machine, owner: Value): Promise<void> {
  await cursor.need(1);
  const length = cursor.u8();
  await cursor.need(length);
  const start = cursor.at;
  if (cursor.bytes(length).every((byte) => byte === padding)) return;
  graph.link(owner, graph.add(kinds.bytes, start, cursor.at), links.same);
}
