import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { span } from "../../core/span.ts";
import { spliced } from "../../core/splice.ts";
import { type JsonEdit, jsonSplices } from "./json-edits.ts";

async function edited(text: string, edits: Readonly<Record<string, JsonEdit>>): Promise<string> {
  const blob = memoryBlob(Buffer.from(text));
  const all = span(0, blob.size);
  const after = spliced(
    blob,
    await jsonSplices(
      blob,
      all,
      () => "$",
      (path) => edits[path],
    ),
  );
  return Buffer.from(await after.read(span(0, after.size))).toString();
}

const cut = async (text: string, ...paths: readonly string[]): Promise<string> =>
  edited(text, Object.fromEntries(paths.map((path) => [path, "cut"])));

describe("leaves out an entry with the comma that it needs", () => {
  test.each([
    ['{"a": 1, "b": [2], "c": 3}', ["$.a"], '{"b": [2], "c": 3}'],
    ['{"a": 1, "b": [2], "c": 3}', ["$.b"], '{"a": 1, "c": 3}'],
    ['{"a": 1, "b": [2], "c": 3}', ["$.c"], '{"a": 1, "b": [2]}'],
    ['{"a": 1, "b": [2], "c": 3}', ["$.b", "$.c"], '{"a": 1}'],
    ['{"a": 1, "b": [2], "c": 3}', ["$.a", "$.b", "$.c"], "{}"],
    ['{\n  "a": {"x": "}"},\n  "b": 2\n}\n', ["$.b"], '{\n  "a": {"x": "}"}\n}\n'],
    ['[1, [2, 3], {"k": 4}]', ["$[1][0]", "$[2].k"], "[1, [3], {}]"],
    ["[1,2,3,4]", ["$[1]", "$[2]"], "[1,4]"],
    ['{"odd key": "a\\"b", "\\u0061": 2}', ['$["odd key"]'], '{"\\u0061": 2}'],
    ['{"odd key": "a\\"b", "\\u0061": 2}', ["$.a"], '{"odd key": "a\\"b"}'],
    ['{"a": {"b": 1, "c": 2}}', ["$.a", "$.a.b"], "{}"],
    ['{"a": 1, }', ["$.a"], "{}"],
  ])("%s without %s", async (text, paths, wanted) => {
    expect(await cut(text, ...paths)).toBe(wanted);
  });
});

test("gives an entry another value", async () => {
  const text = '{"outputs": [{"a": 1}], "count" : 7, "rest": true}';
  expect(await edited(text, { "$.outputs": { value: "[]" }, "$.count": { value: "null" } })).toBe(
    '{"outputs": [], "count" : null, "rest": true}',
  );
});

test("what is left is what JSON has without the entry, whatever the document", async () => {
  const steps = fc.array(fc.oneof(fc.nat(3), fc.constantFrom("a", "b", "c")), {
    minLength: 1,
    maxLength: 3,
  });
  const document = fc.object({ key: fc.constantFrom("a", "b", "c"), maxDepth: 3 });
  await fc.assert(
    fc.asyncProperty(document, steps, fc.constantFrom(0, 2), async (value, steps, indent) => {
      const path = steps
        .map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`))
        .join("");
      const text = JSON.stringify(value, undefined, indent);
      const wanted: unknown = JSON.parse(text);
      let inner: unknown = wanted;
      for (const step of steps.slice(0, -1))
        inner =
          typeof inner === "object" &&
          inner !== null &&
          Array.isArray(inner) === (typeof step === "number")
            ? (inner as Record<string, unknown>)[step]
            : undefined;
      const last = steps.at(-1);
      if (Array.isArray(inner) && typeof last === "number") inner.splice(last, 1);
      else if (typeof inner === "object" && inner !== null && typeof last === "string")
        delete (inner as Record<string, unknown>)[last];
      expect(JSON.parse(await cut(text, `$${path}`))).toEqual(wanted);
    }),
  );
});

test.each(['{"a": 1', '{"a": "1}', "[1}"])("refuses what is no JSON: %s", async (text) => {
  await expect(cut(text, "$.a")).rejects.toThrow(MalformedError);
});
