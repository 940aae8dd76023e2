import { expect, test } from "vitest";
import { partOf } from "./content.ts";

const json = (value: unknown) => ({ kind: "text", text: JSON.stringify(value) }) as const;
const part = (value: unknown, field?: string) => partOf(json(value), field, "aws-sm://x");

test("takes all of a text, or a field of JSON", () => {
  expect(part({ a: "1" })).toBe('{"a":"1"}');
  expect(part({ a: "1" }, "a")).toBe("1");
  expect(part({ a: { b: ["c"] } }, "a.b")).toBe('["c"]');
  expect(part({ "a.b": "dotted", a: { b: "deep" } }, "a.b")).toBe("dotted");
  expect(part({ port: 5432 }, "port")).toBe("5432");
});

test("takes the only field there is", () => {
  expect(partOf({ kind: "fields", fields: { value: "v" } }, undefined, "vault://x")).toBe("v");
});

test("names what there is, and never a value", () => {
  expect(() => part({ a: "1" }, "toString")).toThrow("'aws-sm://x': there is no field 'toString'");
  expect(() => partOf({ kind: "text", text: "plain" }, "a", "env:X")).toThrow(
    "'env:X' holds no JSON object",
  );
});
