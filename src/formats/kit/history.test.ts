import { expect, test } from "vitest";
import { History } from "./history.ts";

const joined = (history: History): string => Buffer.concat(history.take()).toString();

test("repeats what came before, over itself and over the end of the ring", () => {
  const history = new History(64 * 1024);
  history.putAll(Buffer.from("abc"));
  history.copy(3, 7);
  expect(joined(history)).toBe("abcabcabca");
  for (let left = 64 * 1024 - 15; left > 0; left--) history.put(0x2d);
  history.putAll(Buffer.from("0123456789"));
  history.copy(10, 12);
  expect(joined(history).slice(-22)).toBe("0123456789012345678901");
});

test("counts as waiting what the ring has no room for any more", () => {
  const history = new History(64 * 1024);
  for (let each = 0; each < 5; each++) history.putAll(new Uint8Array(64 * 1024));
  expect(history.pending).toBe(5 * 64 * 1024);
  expect(history.take().reduce((sum, part) => sum + part.length, 0)).toBe(5 * 64 * 1024);
  expect(history.pending).toBe(0);
});

test("reaches back no further than was put, and not over a reset", () => {
  const history = new History(1 << 20);
  history.putAll(new Uint8Array(10));
  expect([0, 1, 10, 11].map((distance) => history.reaches(distance))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  history.reset();
  expect(history.reaches(1)).toBe(false);
});
