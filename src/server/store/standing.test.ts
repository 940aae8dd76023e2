import { expect, test } from "vitest";
import { refOf } from "../testing.ts";
import { type FindingEvent, type Standing, standingOf } from "./standing.ts";

type Step = FindingEvent["happening"];

const finding = refOf("a");
const opened = (target = "model"): Step => ({ type: "finding-opened", target, finding });
const closed = (target = "model"): Step => ({ type: "finding-closed", target, finding });
const accepted = (expires?: string): Step => ({
  type: "finding-accepted",
  finding,
  reason: "a test key",
  ...(expires !== undefined && { expires }),
});
const rotated: Step = { type: "finding-rotated", finding };
const reopened: Step = { type: "finding-reopened", finding };

/** On the first, second, third … of November at noon. */
const day = (number: number): string => `2026-11-${String(number).padStart(2, "0")}T12:00:00.000Z`;
const after = (...steps: readonly Step[]): Standing =>
  standingOf(steps.map((happening, index) => ({ time: day(index + 1), actor: "ana", happening })));

test.each<[string, readonly Step[], Standing["state"], [string, string?][]]>([
  ["opened", [opened()], "open", [[day(1)]]],
  ["gone", [opened(), closed()], "closed", [[day(1), day(2)]]],
  ["seen twice", [opened(), opened(), closed()], "closed", [[day(1), day(3)]]],
  ["gone from one of two places", [opened("a"), opened("b"), closed("a")], "open", [[day(1)]]],
  [
    "gone from both",
    [opened("a"), opened("b"), closed("a"), closed("b")],
    "closed",
    [[day(1), day(4)]],
  ],
  ["back again", [opened(), closed(), opened()], "open", [[day(1), day(2)], [day(3)]]],
  ["accepted", [opened(), accepted()], "accepted", [[day(1), day(2)]]],
  ["accepted before it was seen", [accepted(), opened()], "accepted", []],
  ["accepted, then gone", [opened(), accepted(), closed()], "closed", [[day(1), day(2)]]],
  ["rotated, still there", [opened(), rotated, opened("b")], "rotated", [[day(1), day(2)]]],
  ["opened again by hand", [opened(), rotated, reopened], "open", [[day(1), day(2)], [day(3)]]],
])("%s", (_, steps, state, periods) => {
  const standing = after(...steps);
  expect(standing.state).toBe(state);
  expect(standing.periods.map(({ from, to }) => (to === undefined ? [from] : [from, to]))).toEqual(
    periods,
  );
});

test("an acceptance ends behind its last day, and the finding is open again", () => {
  const standing = after(opened(), accepted("2026-11-20"));
  expect(standing.periods).toEqual([
    { from: day(1), to: day(2) },
    { from: "2026-11-21T00:00:00.000Z" },
  ]);
  expect(standing).toMatchObject({
    state: "accepted",
    expires: "2026-11-20",
    reason: "a test key",
  });
});

test("an end that has passed when the finding is gone still counts the days between", () => {
  const standing = after(opened(), accepted("2026-11-02"), closed());
  expect(standing.periods).toEqual([
    { from: day(1), to: day(2) },
    { from: "2026-11-03T00:00:00.000Z", to: day(3) },
  ]);
});

test("what came back is said, and the worst that was said of it", () => {
  const standing = standingOf([
    { time: day(1), actor: "ana", happening: opened() },
    { time: day(2), actor: "ana", happening: closed() },
    {
      time: day(3),
      actor: "bo",
      happening: { type: "finding-opened", target: "b", finding: refOf("a", "critical") },
    },
  ]);
  expect(standing).toMatchObject({ isReopened: true, changedBy: "bo", targets: ["b"] });
  expect(standing.ref.severity).toBe("critical");
});
