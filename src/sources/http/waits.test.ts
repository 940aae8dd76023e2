import { expect, test } from "vitest";
import { askedWaitMs, backoffMs, isLimited } from "./waits.ts";

const now = Date.UTC(2026, 0, 1);

test.each([
  [{ "retry-after": "7" }, 7000],
  [{ "retry-after": "Thu, 01 Jan 2026 00:01:00 GMT" }, 60_000],
  [{ "retry-after": "Wed, 31 Dec 2025 00:01:00 GMT" }, 0],
  [{ ratelimit: `"api";r=0;t=55, "pages";r=3;t=99` }, 55_000],
  [{ ratelimit: `"api";r=3;t=55` }, undefined],
  [{ "ratelimit-reset": "30" }, 30_000],
  [{ "x-ratelimit-reset": String(now / 1000 + 90) }, 90_000],
  [{ "retry-after": "soon" }, undefined],
  [{}, undefined],
])("%j asks to wait %s ms", (fields: Record<string, string>, ms) =>
  expect(askedWaitMs(new Headers(fields), now)).toBe(ms),
);

test("knows when a server was asked too often", () => {
  expect(isLimited(429, new Headers())).toBe(true);
  expect(isLimited(503, new Headers())).toBe(true);
  expect(isLimited(403, new Headers())).toBe(false);
  expect(isLimited(403, new Headers({ "x-ratelimit-remaining": "0" }))).toBe(true);
  expect(isLimited(403, new Headers({ "retry-after": "1" }))).toBe(true);
});

test("waits twice as long each time, and not all for as long", () => {
  expect([1, 2, 3].map((attempt) => backoffMs(attempt, 1))).toEqual([500, 1000, 2000]);
  expect(backoffMs(3, 0)).toBe(1000);
});
