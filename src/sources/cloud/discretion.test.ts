import { expect, test } from "vitest";
import { Discretion } from "./discretion.ts";
import { granted } from "./json.ts";
import { worldOf } from "./testing.ts";

test("takes values out of what somebody else wrote, the longest first", () => {
  const discretion = new Discretion();
  for (const each of ["secret", "secret-and-more", "no"]) discretion.add(each);
  expect(discretion.clean("no: secret-and-more\r\nis\u001b[31m not secret")).toBe(
    "no: *** is [31m not ***",
  );
  discretion.forget();
  expect(discretion.values).toEqual([]);
});

test("a service that repeats what it was sent does not get it into a message", () => {
  const world = worldOf({});
  world.discretion.add("the-token");
  const answer = { status: 403, headers: {}, text: '{"error": "the-token is not allowed"}' };
  expect(() => granted(answer, "asking", world, ({ error }) => String(error))).toThrow(
    "asking failed: status 403, *** is not allowed",
  );
});
