import * as v from "valibot";
import { expect, test } from "vitest";
import { parsedEvent } from "./parse.ts";
import { stageOf } from "./event.ts";
import { all } from "./events/index.ts";

const event = (happening: Record<string, unknown>, stage = "fortify") => ({
  schema: "tare/event/v1",
  id: "408ed7a1-0000-4000-8000-000000000000",
  time: "2026-11-29T20:01:01.874Z",
  actor: "ana",
  project: "model",
  stage,
  happening,
  previous: "0".repeat(64),
});

test("each type of event is described, and belongs to a stage", () => {
  expect(Object.keys(all).sort()).toEqual(Object.keys(stageOf).sort());
});

test("what an event says is read, and nothing besides", () => {
  const read = parsedEvent(event({ type: "commit-passed", files: 3, password: "x" }));
  expect(read).toMatchObject({ event: { happening: { type: "commit-passed", files: 3 } } });
  expect(JSON.stringify(read)).not.toContain("password");
});

test.each([
  ["a type that there is not", event({ type: "nope" }), "no event 'nope'"],
  ["a field that is missing", event({ type: "commit-passed" }), "files"],
  ["a field of another type", event({ type: "commit-passed", files: "3" }), "files"],
  ["a time that is none", { ...event({ type: "commit-passed", files: 3 }), time: "now" }, "time"],
  ["a stage of another type", event({ type: "commit-passed", files: 3 }, "limit"), "stage"],
  ["no event", 7, "Object"],
  [
    "a name of a built-in property",
    event({ type: "constructor", files: 3 }),
    "no event 'constructor'",
  ],
])("%s is refused, by name", (_, value, reason) => {
  const read = parsedEvent(value);
  expect("reason" in read && read.reason).toContain(reason);
});

test("each type refuses a value that is not its own", () => {
  for (const { data } of Object.values(all)) expect(v.safeParse(data, {}).success).toBe(false);
});
