import { expect, test } from "vitest";
import { list } from "./list.ts";
import { charactersOf, expectSound, fakeToken, spelledIn } from "./kit/testing.ts";

const [first, last] = [fakeToken.slice(0, 9), fakeToken.slice(9)];

test("joins a list where it is joined", () => {
  expect(spelledIn(list, `t = "".join(["${first}", '${last}'])`).join("")).toContain(fakeToken);
  expect(spelledIn(list, `t = ["${first}",\n  "${last}"].join("")`).join("")).toContain(fakeToken);
});

test("joins characters", () => {
  const text = [...fakeToken].map((one) => `'${one}'`).join(", ");
  expect(charactersOf(list, `[${text}]`, fakeToken)).toBe(text.slice(1, -1));
});

test("leaves other lists alone", () => {
  expect(spelledIn(list, `["${first}", "${last}"].join(", "); x.join("/")`)).toEqual([]);
});

test("is sound whatever the text", () => expectSound(list, ['"a", ', '"".join([', "'", ","]));
