import { expect, test } from "vitest";
import type { Event } from "./event.ts";
import { earlierThan, type Look } from "./exposure-trend.ts";

const look = (changes: Partial<Look> = {}): Look => ({
  type: "inventory-finished",
  organisation: "github:acme",
  ways: ["own", "fork"],
  read: true,
  repositories: 4,
  sensitive: 0,
  names: [],
  leaking: 0,
  gaps: 0,
  ...changes,
});

const eventAt = (time: string, happening: Event["happening"]): Event => ({
  schema: "tare/event/v1",
  id: time,
  time,
  actor: "ana",
  project: "model",
  stage: "reconnaissance",
  happening,
  previous: "",
});

test("only what was looked at in the same way is compared, the last look of a day", () => {
  const events = [
    eventAt("2026-10-01T08:00:00Z", look({ sensitive: 1 })),
    eventAt("2026-10-01T09:00:00Z", look({ sensitive: 2 })),
    eventAt("2026-10-02T09:00:00Z", look({ organisation: "github:other" })),
    eventAt("2026-10-03T09:00:00Z", look({ ways: ["own"] })),
    eventAt("2026-10-04T09:00:00Z", look({ read: false })),
    eventAt("2026-10-05T09:00:00Z", look({ ways: ["fork", "own"] })),
    eventAt("2026-10-06T09:00:00Z", { type: "ledger-repaired", bytes: 1 }),
  ];
  expect(
    earlierThan(events, look()).map(({ day, look: { sensitive } }) => [day, sensitive]),
  ).toEqual([
    ["2026-10-01", 2],
    ["2026-10-05", 0],
  ]);
});
