import type { Blob } from "../../core/blob.ts";
import { LimitError, MalformedError } from "../../core/error.ts";
import { type Span, span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";
import type { Facts } from "./pickle-facts.ts";
import { type Graph, kinds, links, other, type Value } from "./pickle-graph.ts";
import { isPickled, skipArray } from "./pickle-joblib.ts";
import { recognise } from "./pickle-library.ts";
import { frameAt, type Machine, machineAt, nextEvent } from "./pickle-machine.ts";
import { Texts } from "./pickle-texts.ts";
import { appendTo, setItems } from "./pickle-values.ts";

/** What a pickle would build, and where its texts stand. */
export interface Pickle {
  readonly graph: Graph;
  readonly facts: Facts;
  readonly texts: Texts;
  readonly result: Value;
  /** Why the pickle was not read to its end; the graph holds what came before. */
  readonly failure: MalformedError | LimitError | undefined;
  /** What the reader had left. */
  readonly rest: Span;
  readonly opcodes: number;
  /** Values that were left on the stack at the end, besides the result. */
  readonly leftovers: number;
}

/** Joblib writes arrays of objects as pickles in the pickle, and no deeper. */
const mostNested = 8;
/** A minute's work. No model has as many opcodes. */
const longestRun = 500_000_000;

/**
 * Reads one pickle, from the cursor to behind its STOP. Nothing in it is
 * executed or imported. Damage is no error here but told in `failure`, because
 * what stands before it is worth a look: loading a pickle that ends in nonsense
 * still runs all of its calls.
 *
 * @param mostOpcodes Where to stop, for a look at the first ones.
 */
export async function readPickle(
  blob: Blob,
  cursor: Cursor,
  mostOpcodes = longestRun,
): Promise<Pickle> {
  const machine = machineAt(cursor, mostOpcodes);
  const texts = new Texts(blob, machine.graph);
  const { result, failure } = await execute(machine, texts, 0);
  const { graph, facts, opcodes, frame } = machine;
  const rest = span(cursor.at, cursor.end);
  return { graph, facts, texts, result, failure, rest, opcodes, leftovers: frame.drain().length };
}

type Outcome = Pick<Pickle, "result" | "failure">;

async function execute(machine: Machine, texts: Texts, nested: number): Promise<Outcome> {
  try {
    for (;;) {
      const event = await nextEvent(machine);
      if (event.kind === "stop") return { result: event.result, failure: undefined };
      const array = await recognise(machine, event, texts);
      if (!array) continue;
      if (!isPickled(array)) await skipArray(machine, array);
      else {
        const inner = await executeInside(machine, texts, nested + 1);
        machine.graph.link(array.owner, inner.result, links.same);
        if (inner.failure) return abandon(machine, inner.failure);
      }
    }
  } catch (error) {
    if (!(error instanceof MalformedError || error instanceof LimitError)) throw error;
    return abandon(machine, error);
  }
}

/** A pickle in the pickle has a stack and memo of its own. */
async function executeInside(machine: Machine, texts: Texts, nested: number): Promise<Outcome> {
  if (nested > mostNested) throw machine.cursor.malformed(`pickles nested ${nested} deep`);
  const outer = machine.frame;
  machine.frame = frameAt(machine.cursor);
  try {
    return await execute(machine, texts, nested);
  } finally {
    machine.frame = outer;
  }
}

/** What a pickle comes to that is not read to its end: what lies at the bottom of its stack. */
function abandon(machine: Machine, failure: MalformedError | LimitError): Outcome {
  if (failure instanceof MalformedError) unwind(machine);
  const [result = other] = machine.frame.drain();
  return { result, failure };
}

/**
 * Puts what the stack holds where it was meant to go, so that a pickle that was
 * cut keeps its paths.
 */
function unwind(machine: Machine): void {
  const { frame, graph } = machine;
  try {
    while (frame.hasMark) {
      const items = frame.popMark();
      const container = frame.peek();
      if (container !== undefined && isContainer(graph.kind(container)))
        absorb(machine, container, items);
      else for (const item of items) frame.push(item);
    }
    const [bottom = other, ...items] = frame.drain();
    frame.push(bottom);
    absorb(machine, bottom, items);
  } catch (error) {
    // There is no room for more paths; the texts are known all the same.
    if (!(error instanceof LimitError)) throw error;
  }
}

const isContainer = (kind: number): boolean =>
  kind === kinds.list || kind === kinds.dict || kind === kinds.call;

function absorb(machine: Machine, container: Value, items: readonly Value[]): void {
  const { graph } = machine;
  const kind = graph.kind(container);
  if (!isContainer(kind)) return;
  // A state that was on its way to its object stands right after it.
  const whole: Value[] = [];
  for (const item of items) {
    const before = whole.at(-1) ?? other;
    if (graph.kind(item) === kinds.dict && graph.kind(before) === kinds.call)
      graph.link(before, item, links.same);
    else whole.push(item);
  }
  if (kind !== kinds.dict) appendTo(machine, container, whole);
  else setItems(machine, container, whole.slice(0, whole.length & ~1));
}
