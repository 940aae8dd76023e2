import { expect, test } from "vitest";
import type { Event } from "./event.ts";
import { earlierThan, type Recon } from "./exposure-trend.ts";

const recon = (changes: Partial<Recon> = {}): Recon => ({
  type: "recon-finished",
  target: "github:acme",
  ways: ["own", "fork"],
  read: true,
  repositories: 4,
  naming: [],
  leaking: [],
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
    eventAt("2026-10-01T08:00:00Z", recon({ naming: ["github:acme/a"] })),
    eventAt("2026-10-01T09:00:00Z", recon({ naming: ["github:acme/a", "github:acme/b"] })),
    eventAt("2026-10-02T09:00:00Z", recon({ target: "github:other" })),
    eventAt("2026-10-03T09:00:00Z", recon({ ways: ["own"] })),
    eventAt("2026-10-04T09:00:00Z", recon({ read: false })),
    eventAt("2026-10-05T09:00:00Z", recon({ ways: ["fork", "own"] })),
    eventAt("2026-10-06T09:00:00Z", { type: "ledger-repaired", bytes: 1 }),
  ];
  expect(
    earlierThan(events, recon()).map(({ day, recon: { naming } }) => [day, naming.length]),
  ).toEqual([
    ["2026-10-01", 2],
    ["2026-10-05", 0],
  ]);
});
