import type { Region } from "../../core/region.ts";
import type { Span } from "../../core/span.ts";
import type { Cursor } from "./cursor.ts";

/**
 * What a parser says that is a plain generator: a region, or how many bytes must
 * be at hand before it goes on. Plain generators may stand in one another at
 * little cost, where asynchronous ones wait several times for each region.
 */
export type Step = Region | number;

/** Runs such a parser over the cursor that it reads from; returns what it returns. */
export async function* regionsBySteps<Result>(
  cursor: Cursor,
  steps: Generator<Step, Result>,
): AsyncGenerator<Region, Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (typeof step.value === "number") await cursor.need(step.value);
    else yield step.value;
  }
}

/** Bytes that could not be read as what they should be, and so are swept. */
export function* unread(reason: string, at: Span): Generator<Region> {
  yield { kind: "gap", reason, span: at };
  yield { kind: "stretch", as: "binary", span: at };
}
