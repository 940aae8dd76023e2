import * as fc from "fast-check";
import { expect, test } from "vitest";
import { type Coding, nested, plain } from "./coding.ts";
import { ansi, json, rawUnicodeEscape, utf16be, utf16le, utf32le } from "./codings.ts";

const text = (coding: Coding, coded: string | Uint8Array): string =>
  Buffer.from(coding.decode(Buffer.from(coded as string))).toString();

/** What the bytes that spell `part` are in the coded form. */
function placeOf(coding: Coding, coded: string, part: string): string {
  const bytes = Buffer.from(coded);
  const at = Buffer.from(coding.decode(bytes)).indexOf(part);
  const { starts, ends } = coding.places(bytes);
  return bytes.toString("utf8", starts[at], ends[at + Buffer.byteLength(part) - 1]);
}

test("JSON escapes are read, and led back to the bytes that spell them", () => {
  const coded = String.raw`say \"k\u0065y\" \ud83d\ude00 é \x`;
  expect(text(json, coded)).toBe(`say "key" 😀 é \\x`);
  expect(placeOf(json, coded, `"key"`)).toBe(String.raw`\"k\u0065y\"`);
  expect(placeOf(json, coded, "é")).toBe("é");
});

test("agrees with JSON.parse on every string", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (subject) => {
      const coded = JSON.stringify(subject)
        .slice(1, -1)
        .replaceAll("a", String.raw`\u0061`);
      expect(text(json, coded)).toBe(subject);
    }),
  );
});

test("UTF-16 and UTF-32 are read in both orders", () => {
  const subject = "naïve 😀 key";
  const little = Buffer.from(subject, "utf16le");
  expect(text(utf16le, little)).toBe(subject);
  expect(text(utf16be, Buffer.from(little).swap16())).toBe(subject);
  const points = Uint32Array.from(subject, (each) => each.codePointAt(0) ?? 0);
  expect(text(utf32le, new Uint8Array(points.buffer))).toBe(subject);
  const { starts, ends } = utf16le.places(little);
  expect([starts[1], ends[1]]).toEqual([2, 4]);
});

test("colours and titles of a terminal spell nothing", () => {
  const coded = "\u001b[1;32mkey\u001b[0m = \u001b]0;title\u0007va\u001b[mlue";
  expect(text(ansi, coded)).toBe("key = value");
  expect(placeOf(ansi, coded, "value")).toBe("va\u001b[mlue");
});

test("pickle's text keeps backslashes that are no escapes", () => {
  expect(text(rawUnicodeEscape, String.raw`C:\new \u00e9`)).toBe(String.raw`C:\new é`);
});

test("nested codings lead all the way back", () => {
  const coded = String.raw`\u001b[31mke\u001b[0my`;
  const both = nested(json, ansi);
  expect(text(both, coded)).toBe("key");
  expect(placeOf(both, coded, "key")).toBe(String.raw`ke\u001b[0my`);
});

test("every coding covers its bytes in order", () => {
  const codings = [
    plain,
    json,
    ansi,
    utf16le,
    utf16be,
    utf32le,
    rawUnicodeEscape,
    nested(json, ansi),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...codings), fc.uint8Array({ maxLength: 40 }), (coding, bytes) => {
      const decoded = coding.decode(bytes);
      const { starts, ends } = coding.places(bytes);
      expect(starts.length).toBe(decoded.length);
      for (let at = 0; at < decoded.length; at++) {
        expect(starts[at]).toBeLessThan(ends[at] ?? 0);
        expect(ends[at]).toBeLessThanOrEqual(bytes.length);
        if (at > 0) expect(starts[at]).toBeGreaterThanOrEqual(starts[at - 1] ?? 0);
      }
    }),
  );
});
