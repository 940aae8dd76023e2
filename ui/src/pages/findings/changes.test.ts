import { expect, test } from "vitest";
import type { FindingRow } from "../../../../src/server/api.ts";
import { restoring } from "./changes.ts";

const row = (
  id: string,
  state: FindingRow["state"],
  more: Partial<FindingRow> = {},
): FindingRow => ({
  id,
  project: "model",
  fingerprint: "00",
  rule: "aws-access-key-id",
  class: "secret",
  severity: "high",
  title: "AWS access key id",
  preview: "",
  verified: "unknown",
  state,
  isReopened: false,
  targets: [],
  path: "",
  openedAt: "2026-11-01T00:00:00Z",
  changedAt: "2026-11-01T00:00:00Z",
  changedBy: "ana",
  ...more,
});

test("each finding goes back into the state that it was in", () => {
  const accepted = row("c", "accepted", { reason: "public", expires: "2027-01-31" });
  expect(restoring([row("a", "open"), row("b", "rotated"), accepted, row("d", "open")])).toEqual([
    { action: "reopen", ids: ["a", "d"] },
    { action: "rotate", ids: ["b"] },
    { action: "accept", ids: ["c"], reason: "public", expires: "2027-01-31" },
  ]);
});

test("what scans have closed is left to scans", () => {
  expect(restoring([row("a", "closed")])).toEqual([]);
});
