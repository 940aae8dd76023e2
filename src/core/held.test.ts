import { expect, test } from "vitest";
import { Held } from "./held.ts";

test("disposes of all that it holds, the last first, also where one fails", async () => {
  const done: string[] = [];
  const held = new Held();
  held.defer(() => done.push("first"));
  held.use({ [Symbol.dispose]: () => void done.push("at once") });
  held.defer(() => {
    throw new Error("no luck");
  });
  const value = { [Symbol.asyncDispose]: async () => void done.push("later") };
  expect(held.use(value)).toBe(value);
  await expect(held[Symbol.asyncDispose]()).rejects.toThrow("no luck");
  expect(done).toEqual(["later", "at once", "first"]);
  await held[Symbol.asyncDispose]();
  expect(done).toHaveLength(3);
});

test("hands over what it holds", async () => {
  let disposed = 0;
  const outer = new Held();
  {
    await using inner = new Held();
    inner.defer(() => disposed++);
    outer.use(inner.move());
  }
  expect(disposed).toBe(0);
  await outer[Symbol.asyncDispose]();
  expect(disposed).toBe(1);
});
