import * as v from "valibot";
import { time } from "./atoms.ts";
import { type Event, type HappeningType, stageOf } from "./event.ts";
import { all } from "./events/index.ts";
import { stages } from "./stages.ts";

/** Names of people, projects and events are no longer than this. */
const name = v.pipe(v.string(), v.minLength(1), v.maxLength(256));

const envelope = v.object({
  schema: v.literal("tare/event/v1"),
  id: name,
  time,
  actor: name,
  project: name,
  stage: v.picklist(stages),
  happening: v.looseObject({ type: v.string() }),
  previous: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
});

/** An event, or why a value is none. */
export type ParsedEvent =
  | { readonly event: Event }
  | { readonly id: string; readonly reason: string };

/** Reads an event of any origin: fields that its type does not have are left out. */
export function parsedEvent(value: unknown): ParsedEvent {
  const outer = v.safeParse(envelope, value);
  if (!outer.success) return { id: idOf(value), reason: reasonOf(outer.issues) };
  const { id, stage, happening } = outer.output;
  const { type } = happening;
  if (!isType(type)) return { id, reason: `no event '${type}'` };
  if (stageOf[type] !== stage)
    return { id, reason: `stage: '${type}' belongs to ${stageOf[type]}` };
  const inner = v.safeParse(all[type].data, happening);
  if (!inner.success) return { id, reason: reasonOf(inner.issues) };
  return { event: { ...outer.output, happening: { type, ...inner.output } } as Event };
}

export const isType = (type: string): type is HappeningType => Object.hasOwn(all, type);

const idOf = (value: unknown): string =>
  typeof value === "object" && value !== null && "id" in value
    ? String(value.id).slice(0, 256)
    : "";

function reasonOf(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  const path = issue ? v.getDotPath(issue) : null;
  return [path, issue?.message]
    .filter((each) => each != null)
    .join(": ")
    .slice(0, 500);
}
