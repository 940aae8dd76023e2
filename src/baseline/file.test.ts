import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { findingClasses, severities } from "../core/finding.ts";
import type { Baseline, Entry } from "./entry.ts";
import { isBaseline, printBaseline, readBaseline } from "./file.ts";
import { audited, mergedBaselines } from "./merge.ts";

const entry = (digit: string, more: object = {}): Entry => ({
  fingerprint: digit.repeat(32),
  rule: "r",
  class: "secret",
  severity: "high",
  since: "2026-11-25",
  where: "a.txt:1",
  state: "open",
  ...more,
});

const baseline = (...entries: readonly Entry[]): Baseline => ({
  key: "ab",
  entries: new Map(entries.map((each) => [each.fingerprint, each])),
});

const print = (given: Baseline): string => [...printBaseline(given)].join("");
const accepted = (more: object = {}): object => ({
  state: "accepted",
  reason: "a test key",
  ...more,
});

const day = fc.constantFrom("2026-01-31", "2026-11-25", "2027-06-30");
const anyEntry: fc.Arbitrary<Entry> = fc
  .record({
    fingerprint: fc.constantFrom("a", "b", "c", "d").map((each) => each.repeat(32)),
    rule: fc.string(),
    class: fc.constantFrom(...(Object.keys(findingClasses) as Entry["class"][])),
    severity: fc.constantFrom(...severities),
    since: day,
    where: fc.string(),
    standing: fc.oneof(
      fc.constant({ state: "open" as const }),
      fc.record(
        {
          state: fc.constant("accepted" as const),
          reason: fc.string(),
          owner: fc.string(),
          expires: day,
        },
        { requiredKeys: ["state"] },
      ),
    ),
  })
  .map(({ standing, ...rest }) => ({ ...rest, ...standing }));
const anyBaseline = fc.array(anyEntry, { maxLength: 5 }).map((each) => baseline(...each));

test("what is written is read again, sorted", () => {
  fc.assert(
    fc.property(anyBaseline, (given) => {
      const text = print(given);
      expect(isBaseline(text)).toBe(true);
      expect(readBaseline(text, "x").entries).toEqual(given.entries);
      expect(print(readBaseline(text, "x"))).toBe(text);
    }),
  );
});

test("two lines of one fingerprint are one entry, in whatever order", () => {
  fc.assert(
    fc.property(anyBaseline, anyBaseline, (one, other) => {
      const both = print(one) + print(other);
      const turned = print(other) + print(one);
      expect(print(readBaseline(both, "x"))).toBe(print(readBaseline(turned, "x")));
      expect(print(mergedBaselines(one, other))).toBe(print(readBaseline(both, "x")));
    }),
  );
});

test("accepted goes before open, and the earlier end before the later", () => {
  const late = entry("a", accepted({ expires: "2027-06-30" }));
  const early = entry("a", accepted({ expires: "2027-01-31" }));
  const merged = mergedBaselines(baseline(entry("a"), late), baseline(early));
  expect([...merged.entries.values()]).toEqual([early]);
});

describe("with the one that both come from", () => {
  const base = baseline(entry("a"), entry("b"), entry("c", accepted()));
  const ids = ({ entries }: Baseline): string[] =>
    [...entries.keys()].map((each) => each.slice(0, 1));

  test("what one side took out stays out", () => {
    const ours = baseline(entry("a"), entry("d"));
    expect(ids(mergedBaselines(ours, base, base)).sort()).toEqual(["a", "d"]);
  });

  test("what one side changed stays changed, an acceptance taken back too", () => {
    const ours = baseline(entry("a"), entry("b"), entry("c"));
    expect(mergedBaselines(ours, base, base).entries.get("c".repeat(32))).toEqual(entry("c"));
    expect(mergedBaselines(base, ours, base).entries.get("c".repeat(32))).toEqual(entry("c"));
  });

  test("what one side took out and the other changed stays in", () => {
    const theirs = baseline(entry("a", accepted()), entry("b"), entry("c", accepted()));
    expect(ids(mergedBaselines(baseline(), theirs, base))).toEqual(["a"]);
  });
});

test("baselines of other keys are not mixed", () => {
  const other = { ...baseline(), key: "cd" };
  expect(() => mergedBaselines(baseline(), other)).toThrow("different keys");
  expect(() => readBaseline(print(baseline()) + print(other), "x")).toThrow("x:2: two baselines");
});

const head = '{"schema":"tare/baseline/v1","key":"ab"}\n';
test.each([
  ["", 'x: no line \'{"schema"'],
  [`${head}<<<<<<< ours\n`, "x:2: a conflict of a merge is left in it"],
  [`${head}[]`, "x:2: is no JSON object"],
  [`${head}\n{"fingerprint":"ab"}`, "x:3: 'fingerprint' is not 32 hexadecimal digits"],
  [head + print(baseline(entry("a", { severity: "bad" }))), "x:3: 'severity' is 'bad'"],
  [head + print(baseline(entry("a", { since: "2026-13-01" }))), "x:3: 'since' is no day"],
])("names the line that is wrong: %j", (text, message) => {
  expect(() => readBaseline(text, "x")).toThrow(message);
});

test("an audit tells what is over, without a reason, or gone", () => {
  const given = baseline(
    entry("a", accepted({ expires: "2026-11-24" })),
    entry("b", accepted({ expires: "2026-11-25" })),
    entry("c", { state: "accepted" }),
    entry("d"),
  );
  const kinds = (present?: ReadonlySet<string>): string[] =>
    [...audited(given, "2026-11-25", present)].map(
      ({ kind, entry: { fingerprint } }) => `${fingerprint.slice(0, 1)} ${kind}`,
    );
  expect(kinds()).toEqual(["a expired", "c no-reason"]);
  expect(kinds(new Set(["b".repeat(32), "c".repeat(32)]))).toEqual([
    "a gone",
    "c no-reason",
    "d gone",
  ]);
});
