import { expect, test } from "vitest";
import { plain } from "../core/coding.ts";
import { json, utf16le } from "../core/codings.ts";
import { name, type StringRegion, value } from "../core/region.ts";
import { span } from "../core/span.ts";
import { matcher } from "../engine/matcher.ts";
import { huggingface } from "../rules/secrets/huggingface.ts";
import type { Sighting } from "./sighting.ts";
import { StringBlock } from "./strings.ts";
import { fakeToken } from "./testing.ts";

const token = fakeToken();

function judge(...regions: readonly StringRegion[]): Sighting[] {
  const all: Sighting[] = [];
  const block = new StringBlock({
    matcher: matcher(huggingface),
    notes: () => true,
    found: (sighting) => void all.push(sighting),
  });
  for (const region of regions) block.add(region);
  block.flush();
  return all;
}

test("judges each string alone, whatever stands beside it", () => {
  const letter = value("$.a", span(0, 1), plain, Buffer.from("x"));
  const key = value("$.b", span(1, 38), plain, Buffer.from(token));
  const halves = [token.slice(0, 20), token.slice(20)].map((half) =>
    value("$.c", span(0, half.length), plain, Buffer.from(half)),
  );
  expect(judge(letter, key, letter, ...halves).map(({ span: at }) => at)).toEqual([
    { start: 1, end: 38 },
  ]);
});

test("leads back through escapes to the bytes in the blob", () => {
  const coded = token.replace("Q", String.raw`\u0051`);
  const region = value("$.k", span(100, 100 + coded.length), json, Buffer.from(coded));
  const [sighting] = judge(region);
  expect(sighting?.span).toEqual({ start: 100, end: 100 + coded.length });
  expect(sighting?.value.reveal()).toBe(token);
  expect(sighting?.coding).toBe("json");
});

test("names the pieces of a value that is cut", () => {
  const bytes = Buffer.from(`--${token}`);
  const spans = [span(10, 20), span(27, 27 + bytes.length - 10)] as const;
  const [sighting] = judge({ ...value("$.k", span(0, 1), plain, bytes), spans });
  expect(sighting?.pieces).toEqual([span(12, 20), span(27, 27 + bytes.length - 10)]);
  expect(sighting?.span).toEqual(span(12, 27 + bytes.length - 10));
});

test("reads strings that are larger than a block, and UTF-16", () => {
  const long = Buffer.from(`${"word ".repeat(100_000)}${token}`, "utf16le");
  const [sighting] = judge(value("$.k", span(0, long.length), utf16le, long));
  expect(sighting?.span).toEqual(span(1_000_000, long.length));
});

test("a key is no place for a value", () => {
  expect(judge(value(`$.${token}`, span(0, 1), plain, Buffer.from("x")))).toEqual([]);
  expect(judge(name("$", span(0, 37), plain, Buffer.from(token)))).toHaveLength(1);
});
