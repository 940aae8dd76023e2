import type { Subject } from "../reader.ts";
import type { Pipeline } from "./pipeline.ts";

/** A pipeline, and all code in it. */
export function* subjectsOf(pipeline: Pipeline): Generator<Subject> {
  yield { kind: "pipeline", of: pipeline };
  for (const { steps } of pipeline.jobs)
    for (const { script, python, powershell } of steps) {
      if (script) yield { kind: "script", of: script };
      if (python) yield { kind: "python", of: python };
      if (powershell) yield { kind: "powershell", of: powershell };
    }
}
