import { expect, test } from "vitest";
import type { InHub } from "../../core/finding.ts";
import { sampleReport } from "../testing.ts";
import { hubWords } from "./hub.ts";

const page = "https://hub.example/org/name/blob/0f7c1d2e/a.py";

function words(hub: Partial<InHub>): string | undefined {
  const [finding] = sampleReport().findings;
  if (!finding) throw new Error("the sample has no finding");
  const place: InHub = { kind: "file", repository: "org/name", revisions: [], page };
  return hubWords({ ...finding, hub: { ...place, ...hub } });
}

test("says which revisions have a finding, and where it can be seen", () => {
  expect(words({ revisions: ["main", "v1"] })).toBe(`in main, v1: ${page}`);
  expect(words({ revisions: ["a", "b", "c", "d", "e"] })).toBe(`in a, b, c and 2 more: ${page}`);
  const introduced = { id: "0f7c1d2e33", author: "ann", date: "2026-01-01T00:00:00Z" };
  expect(words({ introduced })).toBe(
    `since 0f7c1d2e by ann on 2026-01-01, only in the history, where it can still be read: ${page}`,
  );
  expect(words({ kind: "discussion" })).toBe(page);
});
