import { expect, test } from "vitest";
import type { Finding, FindingClass, Severity } from "../core/finding.ts";
import type { Event, Happening } from "./event.ts";
import { changesOf, type Seen } from "./findings.ts";

const finding = (
  fingerprint: string,
  severity: Severity = "high",
  kind: FindingClass = "secret",
): Finding => ({
  id: fingerprint,
  rule: "r",
  class: kind,
  severity,
  confidence: "high",
  verified: "unknown",
  title: "",
  harm: "",
  remedy: "",
  preview: "",
  fingerprint,
  location: { path: "a" },
});

const seen = (findings: readonly Finding[], more: Partial<Seen> = {}): Seen => ({
  target: "model",
  findings,
  accepted: [],
  isWhole: true,
  classes: [],
  ...more,
});

/** The events of a ledger in which these things happened. */
const eventsOf = (happenings: readonly Happening[]): Event[] =>
  happenings.map((happening) => ({
    schema: "tare/event/v1",
    id: "",
    time: "",
    actor: "",
    project: "",
    stage: "fortify",
    happening,
    previous: "",
  }));

const brief = (happenings: readonly Happening[]): string[] =>
  happenings.map((each) =>
    each.type === "finding-opened" || each.type === "finding-closed"
      ? `${each.type} ${each.finding.fingerprint} in ${each.target}`
      : each.type,
  );

test("what is found is opened once, and closed when it is gone, each value once", () => {
  const first = changesOf([], seen([finding("a"), finding("b"), finding("a")]));
  expect(brief(first)).toEqual(["finding-opened a in model", "finding-opened b in model"]);
  const second = changesOf(eventsOf(first), seen([finding("b"), finding("c")]));
  expect(brief(second)).toEqual(["finding-opened c in model", "finding-closed a in model"]);
  expect(changesOf(eventsOf([...first, ...second]), seen([finding("b"), finding("c")]))).toEqual(
    [],
  );
});

test("a new finding says what it looks like, by the first of its places", () => {
  const [opened] = changesOf(
    [],
    seen([{ ...finding("a"), preview: "hf_…", title: "A token" }], { scan: "s" }),
  );
  expect(opened).toMatchObject({
    view: { title: "A token", preview: "hf_…", path: "a" },
    scan: "s",
  });
});

test("of another target nothing is said", () => {
  const ledger = eventsOf(changesOf([], seen([finding("a")])));
  expect(brief(changesOf(ledger, seen([], { target: "other" })))).toEqual([]);
});

test("what was not looked for, or not looked at, is not closed", () => {
  const ledger = eventsOf(changesOf([], seen([finding("a"), finding("p", "high", "path")])));
  expect(brief(changesOf(ledger, seen([], { isWhole: false })))).toEqual([]);
  expect(brief(changesOf(ledger, seen([], { classes: ["path"] })))).toEqual([
    "finding-closed p in model",
  ]);
  expect(brief(changesOf(ledger, seen([], { isLeftOut: (path) => path === "a" })))).toEqual([]);
});

test("what matters little is not followed, and what is accepted neither opened nor closed", () => {
  expect(changesOf([], seen([finding("a", "low")], { accepted: [finding("b")] }))).toEqual([]);
  const ledger = eventsOf(changesOf([], seen([finding("a")])));
  expect(changesOf(ledger, seen([finding("a", "low")]))).toEqual([]);
  expect(changesOf(ledger, seen([], { accepted: [finding("a")] }))).toEqual([]);
});
