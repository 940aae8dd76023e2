import { holdsObjects, product } from "./numpy-types.ts";
import { kinds, links, numberOf, type Value } from "./pickle-graph.ts";
import type { InlineArray } from "./pickle-library.ts";
import type { Machine } from "./pickle-machine.ts";
import { shapeOf } from "./pickle-numpy.ts";
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

/**
 * Moves the machine over the bytes of the array.
 *
 * @throws {MalformedError} The blob is shorter.
 */
export async function skipArray(
  { cursor, graph, facts }: Machine,
  { owner, type, count, aligned }: InlineArray,
): Promise<void> {
  if (aligned) {
    await cursor.need(1);
    cursor.skip(cursor.u8());
  }
  const start = cursor.at;
  cursor.skip(count * type.size);
  const node = graph.add(kinds.array, start, cursor.at);
  facts.set(node, { kind: "array", type });
  graph.link(owner, node, links.same);
}
