import { expect, test } from "vitest";
import { spokenTime } from "./spoken-time.ts";

test.each([
  [0, "0 seconds"],
  [1, "1 second"],
  [90, "90 seconds"],
  [900, "15 minutes"],
  [3600, "1 hour"],
  [5400, "90 minutes"],
  [86_400, "1 day"],
  [2_764_800, "32 days"],
])("%i seconds are %s", (seconds, spoken) => {
  expect(spokenTime(seconds)).toBe(spoken);
});
