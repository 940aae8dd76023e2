import type { Blob } from "../../core/blob.ts";
import { LimitError } from "../../core/error.ts";
import { span } from "../../core/span.ts";
import { Cursor } from "./cursor.ts";
import { imports, kinds } from "./pickle-graph.ts";
import { type Pickle, readPickle } from "./pickle-reader.ts";

/** The opcode that names the protocol, first in a pickle of protocol 2 and later. */
const proto = 0x80;
/** So many opcodes that make sense are no accident. */
const convincing = 4;
const enough = 16;
/** Before protocol 2 a pickle is text, so that all of it must make sense; past this many it surely does. */
const enoughOfOld = 1_000_000;

/** The opcodes that a pickle of protocol 0 or 1 can begin with. */
const firstOfOld = new Set(Buffer.from("(cVSIFLN]})XUTKMJG"));

/**
 * Whether a pickle begins at `at`, of any protocol.
 *
 * @param first The byte there, if there is one.
 */
export async function isPickleAt(
  blob: Blob,
  at: number,
  first: number | undefined,
): Promise<boolean> {
  if (first === undefined) return false;
  if (first !== proto && !firstOfOld.has(first)) return false;
  const limit = first === proto ? enough : enoughOfOld;
  const cursor = new Cursor(blob, "pickle", span(at, blob.size));
  const pickle = await readPickle(blob, cursor, limit);
  return first === proto ? makesSense(pickle) : isWhole(pickle);
}

const makesSense = ({ failure, opcodes }: Pickle): boolean =>
  failure === undefined || failure instanceof LimitError || opcodes > convincing;

/**
 * A text may begin with what looks like opcodes. So the pickle must come to its
 * end with nothing left over, name only classes that could be, and hold a string
 * besides.
 */
function isWhole({ failure, graph, facts, leftovers }: Pickle): boolean {
  if (failure !== undefined) return failure instanceof LimitError;
  let strings = 0;
  for (let node = 0; node < graph.nodes; node++) {
    const kind = graph.kind(node);
    if (kind >= kinds.text && kind <= kinds.quoted) strings++;
    const fact = facts.get(node);
    if (fact?.kind === "global" && !isName(fact.module + fact.name)) return false;
  }
  for (let edge = 0; edge < graph.edges; edge++) if (graph.parentOf(edge) === imports) strings--;
  return strings > 0 && leftovers === 0;
}

const isName = (name: string): boolean => /^[\w.<>]+$/.test(name);
