import { createHash } from "node:crypto";
import { type Event, type Happening, stageOf } from "../ledger/event.ts";

/** What the events of a test have in common. */
export interface Made {
  readonly time?: string;
  readonly actor?: string;
  readonly project?: string;
  /** Tells events apart that are the same otherwise. */
  readonly salt?: string;
}

/** An event of a test. Its id is made from all that it says. */
export function eventOf(happening: Happening, made: Made = {}): Event {
  const { time = "2026-11-01T12:00:00.000Z", actor = "ana", project = "model" } = made;
  const id = createHash("sha256")
    .update(JSON.stringify([happening, made]))
    .digest("hex");
  return {
    schema: "tare/event/v1",
    id,
    time,
    actor,
    project,
    stage: stageOf[happening.type],
    happening,
    previous: "0".repeat(64),
  };
}

/** The finding of a test, by a name. */
export const refOf = (name: string, severity: "critical" | "high" | "low" = "high") => ({
  fingerprint: createHash("sha256").update(name).digest("hex").slice(0, 32),
  rule: "aws-access-key-id",
  class: "secret" as const,
  severity,
});
