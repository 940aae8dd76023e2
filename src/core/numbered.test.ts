import { expect, test } from "vitest";
import { chained, lazily, listed, mapped } from "./numbered.ts";

test("makes each item once, and only when it is asked for", () => {
  const asked: number[] = [];
  const squares = lazily(4, (index) => {
    asked.push(index);
    return { square: index ** 2 };
  });
  expect(squares.at(3)).toBe(squares.at(3));
  expect(squares.at(1)).toEqual({ square: 1 });
  expect(asked).toEqual([3, 1]);
});

test("counts on from one to the other", () => {
  const all = chained(["a", "b"], chained([], ["c"]));
  expect(all.length).toBe(3);
  expect(listed(all)).toEqual(["a", "b", "c"]);
  expect(all.at(3)).toBeUndefined();
});

test("turns what is there", () => {
  const lengths = mapped(["a", "bcd"], ({ length }) => length);
  expect([lengths.at(0), lengths.at(1), lengths.at(2)]).toEqual([1, 3, undefined]);
});
