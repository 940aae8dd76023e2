import { expect, test } from "vitest";
import type { Companion } from "../core/live-check.ts";
import type { Rule } from "../core/rule.ts";
import { checkedRules } from "../verify/questions.ts";
import { companionsAt } from "./companions.ts";

const [some] = checkedRules;

/** What of `text` belongs to the value that is marked in it. */
function found(text: string, companion: Partial<Companion> = {}): readonly string[] {
  const [before = "", value = "", after = ""] = text.split(/[«»]/);
  const one = { title: "id", pattern: /\bID-(?<value>[0-9]+)/, ...companion };
  const rule = { ...some, check: { ...some?.check, companions: { id: one } } } as Rule;
  const bytes = Buffer.from(before + value + after);
  const start = Buffer.byteLength(before);
  const span = { start, end: start + Buffer.byteLength(value) };
  return companionsAt(bytes, { rule, span, confidence: "high" })?.["id"] ?? [];
}

test("the nearest comes first, on either side, each once", () => {
  expect(found("ID-1 ID-2   key=«v» ID-3\nID-2")).toEqual(["3", "2", "1"]);
});

test("no more than three are kept", () => {
  expect(found(`«v»${Array.from({ length: 9 }, (_, at) => ` ID-${at}`).join("")}`)).toHaveLength(3);
});

test("what stands further away is another's", () => {
  expect(found(`ID-1${" ".repeat(600)}«v»`)).toEqual([]);
  expect(found(`ID-1${" ".repeat(600)}«v»`, { within: 700 })).toEqual(["1"]);
});

test("what is cut where the look ends is no whole one", () => {
  expect(found(`«v»${" ".repeat(507)}ID-123456789`)).toEqual([]);
  expect(found(`«v»${" ".repeat(506)}ID-123`)).toEqual(["123"]);
});

test("a part of the value itself", () => {
  expect(found("ID-1 «x-ID-7»", { in: "value" })).toEqual(["7"]);
});

test("letters of many bytes move nothing", () => {
  expect(found("äöü ID-4 ü «wért» ID-55555")).toEqual(["55555", "4"]);
});

test("a rule without companions is not looked at", () => {
  const rule = { ...some, check: undefined } as unknown as Rule;
  const match = { rule, span: { start: 0, end: 1 }, confidence: "high" } as const;
  expect(companionsAt(Buffer.from("ID-1"), match)).toBeUndefined();
});
