import { expect, test } from "vitest";
import { Pages } from "./pages.ts";

test("keeps more than it holds in memory", () => {
  const size = 1024 * 1024;
  using pages = new Pages(size);
  for (let number = 0; number < 40; number += 2) pages.keep(number, Buffer.alloc(size, number));
  pages.keep(41, Buffer.from("the last one"));
  for (let number = 0; number < 40; number++)
    expect(pages.get(number)?.every((byte) => byte === number)).toBe(
      number % 2 === 0 ? true : undefined,
    );
  expect(Buffer.from(pages.get(41) ?? []).toString()).toBe("the last one");
  expect([pages.has(38), pages.has(39)]).toEqual([true, false]);
});
