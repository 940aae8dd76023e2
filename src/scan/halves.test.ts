import { expect, test } from "vitest";
import type { Rule } from "../core/rule.ts";
import { span } from "../core/span.ts";
import { Halves } from "./halves.ts";
import type { Sighting } from "./sighting.ts";

const at = (id: string, start: number, beside?: string): Sighting =>
  ({
    rule: { id, ...(beside && { beside: [beside] }) } as Partial<Rule>,
    span: span(start, start + 20),
  }) as Sighting;

const found = (half: Sighting, ...others: Sighting[]): unknown[] =>
  Array.from(new Halves([half, ...others]).beside(half));

test("the other half counts before and behind, as far as some lines", () => {
  const id = at("id", 1000, "secret");
  expect(found(id, at("secret", 1040))).toEqual([{ kind: "beside", rule: "secret" }]);
  expect(found(id, at("secret", 600))).toHaveLength(1);
  expect(found(id, at("secret", 400), at("secret", 1600))).toEqual([]);
  expect(found(id, at("other", 1040))).toEqual([]);
});

test("what has no place stands beside nothing", () => {
  expect(found({ ...at("id", 0, "secret"), span: undefined }, at("secret", 10))).toEqual([]);
});
