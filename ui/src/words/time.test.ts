import { expect, test } from "vitest";
import { dayAfter, exact, relative } from "./time.ts";

const now = Date.parse("2026-11-29T12:00:00Z");

test.each([
  ["2026-11-29T11:59:30Z", "just now"],
  ["2026-11-29T11:55:00Z", "5 min ago"],
  ["2026-11-28T12:00:01Z", "23 h ago"],
  ["2026-11-17T12:00:00Z", "12 d ago"],
  ["2026-07-29T12:00:00Z", "4 months ago"],
  ["2023-11-29T12:00:00Z", "3 years ago"],
  ["2026-12-11T12:00:00Z", "in 12 d"],
])("%s is %s", (time, words) => {
  expect(relative(time, now)).toBe(words);
});

test("the exact time names its zone", () => {
  expect(exact("2026-11-29T23:05:07.123Z")).toBe("29 Nov 2026, 23:05:07 UTC");
  expect(dayAfter(now, 90)).toBe("2027-02-27");
});
