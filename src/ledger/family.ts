import type * as v from "valibot";

/** A type of event: what it says, and what it holds. */
export interface EventType {
  /** What happened, in a few words. */
  readonly title: string;
  readonly data: v.GenericSchema<Record<string, unknown>>;
}

/** Types of events that belong together, by their names. They change only by addition. */
export type EventFamily = Readonly<Record<string, EventType>>;
