import { expect, test } from "vitest";
import { compareVersions, recordedBy, type Tracker } from "./tracker.ts";
import { all as trackers } from "./trackers/index.ts";

const tracker: Tracker = {
  id: "x",
  title: "X",
  packages: ["x"],
  module: "x",
  records: [{ what: "always" }, { what: "later", since: "1.10" }, { what: "once", until: "1.9.2" }],
  switches: [{ set: /x/, how: "x", stops: "x" }],
  references: ["https://example.org"],
};

test("compares versions by their numbers", () => {
  expect(compareVersions("0.16.10", "0.16.9")).toBeGreaterThan(0);
  expect(compareVersions("2", "2.0")).toBe(0);
  expect(compareVersions("1.9.1rc1", "1.10")).toBeLessThan(0);
});

test("says what a version records, and of an unknown one all", () => {
  expect(recordedBy(tracker, "1.9.1")).toEqual(["always", "once"]);
  expect(recordedBy(tracker, "1.10.0")).toEqual(["always", "later"]);
  expect(recordedBy(tracker, undefined)).toEqual(["always", "later", "once"]);
});

test("each profile is whole, and knows its own switch", () => {
  for (const { id, packages, references } of trackers) {
    expect(id).toMatch(/^[a-z]+$/);
    expect(packages.every((each) => /^[a-z\d-]+$/.test(each))).toBe(true);
    expect(references.every((each) => each.startsWith("https://"))).toBe(true);
  }
  const unknown = trackers.flatMap(({ id, switches }) =>
    switches.flatMap(({ set, how }) => (set.test(how) ? [] : [`${id}: ${how}`])),
  );
  expect(unknown).toEqual([]);
});
