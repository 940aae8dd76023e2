import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import type { Region } from "../core/region.ts";
import { json } from "./json.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const strings = (regions: readonly Region[]) => regions.filter((each) => each.kind === "string");

/** The keys at the places of `marks` in the text. */
const keysAt = async (text: string, marks: readonly string[]) =>
  json.keys?.(
    memoryBlob(join(text)),
    marks.map((mark) => Buffer.from(text).indexOf(mark)),
  );

describe("knows", () => {
  test.each([
    `{"a": [1, -2.5e3, true, null, "x"], "b": {}}`,
    `\uFEFF  [\n]`,
    `{"loss": NaN, "best": -Infinity}`,
    `{"a": 1}\n{"b": \n2}`,
    `[${"1, ".repeat(3000)}`,
    `{"long": "${"x".repeat(5000)}"}`,
    `["${"x\\n".repeat(2000)}"]`,
  ])("%j", async (text) => expect(await matches(json, join(text))).toBe(true));
});

describe("leaves to others", () => {
  test.each([
    "[2024-01-01 10:00:00] INFO started",
    "[INFO] started",
    "[1] started",
    "[section]\nkey = 1\n",
    "{{ template }} {% if %}",
    `{"a": 1`,
    `{"a" 1}`,
    `["a",]`,
    `{"a": "line\nfeed"}`,
    `{a: 1}`,
    `{"a": 1}\n{"b": 2}\n`,
    "1",
    "",
  ])("%j", async (text) => expect(await matches(json, join(text))).toBe(false));
});

test("looks at the text as it stands, and at escapes decoded, where they stand", async () => {
  const bytes = join(`{"a": "plain", "k\\u0065y": ["one", "t\\u0077o\\n"], "b": "\\ud83d\\ude00"}`);
  const regions = await regionsOf(json, bytes);
  expect(regions[0]).toEqual({
    kind: "stretch",
    as: "text",
    span: { start: 0, end: bytes.length },
  });
  expect(textsByKey(regions)).toEqual({
    "$.key": ["key"],
    "$.key[1]": ["two\n"],
    "$.b": ["😀"],
  });
  expectInPlace(bytes, regions);
});

test("takes the colours of terminals out of strings", async () => {
  const regions = await regionsOf(json, join(`["to\\u001b[31mken\\u001B[0m=x"]`));
  expect(textsByKey(regions)).toEqual({ "$[0]": ["token=x"] });
});

test("keeps what it saw before the text stops being JSON", async () => {
  const regions = await regionsOf(json, join(`{"a": "x\\ty", "b": ]}, "c": "z\\t"`));
  expect(textsByKey(regions)).toEqual({ "$.a": ["x\ty"] });
  expect(textsByKey(await regionsOf(json, join(`{"a": ["x\\ty", "un`)))).toEqual({
    "$.a[0]": ["x\ty"],
  });
});

test("reads strings across the edges of blocks, and cuts long ones between escapes", async () => {
  const long = `${"x".repeat(250_000)}\\u00e9\\n`.repeat(12);
  const bytes = join(`{"a": ["`, "y".repeat(1 << 20), `", "é\\n", "`, long, `"], "b": "\\t"}`);
  const regions = await regionsOf(json, bytes);
  const byKey = textsByKey(regions);
  expect(byKey["$.a[1]"]).toEqual(["é\n"]);
  expect(byKey["$.a[2]"]?.join("")).toBe(JSON.parse(`"${long}"`));
  expect(byKey["$.b"]).toEqual(["\t"]);
  expect(strings(regions).every((each) => each.bytes.length <= 256 * 1024)).toBe(true);
  expectInPlace(
    bytes,
    regions.filter((each) => each.kind !== "string" || each.bytes.length < 999),
  );
});

test("maps each byte of a decoded string to the escape that spells it", async () => {
  const any = fc.integer({ min: 0, max: 0x10_ff_ff }).map((point) => String.fromCodePoint(point));
  const piece = fc.oneof(any, fc.constantFrom("\n", '"', "\\", "é", "😀"));
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { minLength: 1, maxLength: 8 }), async (all) => {
      const content = all.join("").toWellFormed();
      const document = join(JSON.stringify([`${content}\n`]));
      for (const each of strings(await regionsOf(json, document))) {
        const { starts, ends } = each.coding.places(each.bytes);
        const decoded = each.coding.decode(each.bytes);
        expect(Buffer.from(decoded).toString()).toContain("\n");
        const strays = decoded.filter((byte, at) => {
          const coded = each.bytes.subarray(starts[at], ends[at]);
          return !each.coding.decode(coded).includes(byte);
        });
        expect(strays.length).toBe(0);
      }
    }),
    { numRuns: 50 },
  );
});

test("names the place of each offset", async () => {
  const text = `{"a": {"b c": ["x", {"d": "find\\nme"}, 12345]}, "é": true, "last": "end"}`;
  const marks = ["b c", "find", "me", "12345", "true", "end", "}"];
  expect(await keysAt(text, marks.slice(0, 6))).toEqual([
    `$.a["b c"]`,
    `$.a["b c"][1].d`,
    `$.a["b c"][1].d`,
    `$.a["b c"][2]`,
    `$["é"]`,
    "$.last",
  ]);
});

test("names places in later documents, in blocks far on, and none after damage", async () => {
  expect(await keysAt(`{"a": "one"}\n{"a":\n"two"}`, ["one", "two"])).toEqual(["$.a", "[1].a"]);
  const far = `{"pad": ["${"x".repeat(999)}"${`, "${"y".repeat(999)}"`.repeat(2500)}], "key": "far"}`;
  expect(await keysAt(far, ["pad", "far"])).toEqual(["$.pad", "$.key"]);
  expect(await keysAt(`{"a": "one", ] "b": "two"`, ["one", "two"])).toEqual(["$.a", undefined]);
});

test("cuts endless keys in a path, and looks at them whole", async () => {
  const key = "k".repeat(3000);
  const regions = await regionsOf(json, join(`{"${key}\\t": "a\\tb"}`));
  expect(textsByKey(regions)).toEqual({ [`$.${key.slice(0, 256)}`]: [`${key}\t`, "a\tb"] });
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(json, [join(`{"a": ["x\\u0041", {"b\\n": 1}], "c": "\\\\"}`)]);
});
