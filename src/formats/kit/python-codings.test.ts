import { describe, expect, test } from "vitest";
import type { Coding } from "../../core/coding.ts";
import { latin1Text, pythonBytes, pythonText, rawLatin1Text } from "./python-codings.ts";
import { join } from "./testing.ts";

const decoded = (coding: Coding, coded: string | Uint8Array): number[] => [
  ...coding.decode(join(coded)),
];

const utf8 = (text: string): number[] => [...Buffer.from(text)];

describe("a text literal", () => {
  test.each([
    ["plain é", "plain é"],
    [String.raw`it\'s \"a\\b\"`, `it's "a\\b"`],
    [String.raw`\n\t\x41\101\u4e16\U0001f600`, "\n\tAA世😀"],
    [String.raw`\q \xg1 \N{DASH}`, String.raw`\q \xg1 \N{DASH}`],
    ["joined\\\nlines", "joinedlines"],
    ["\\", "\\"],
  ])("%j", (coded, text) => {
    expect(decoded(pythonText, coded)).toEqual(utf8(text));
  });
});

describe("a bytes literal", () => {
  test("spells bytes, not characters", () => {
    expect(decoded(pythonBytes, String.raw`\xc3\xa9\xff`)).toEqual([0xc3, 0xa9, 0xff]);
    expect(decoded(pythonBytes, String.raw`a\'\0\377\u0041`)).toEqual([
      ...utf8("a'"),
      0,
      0xff,
      ...utf8(String.raw`\u0041`),
    ]);
  });

  test("tells where each byte stands", () => {
    const { starts, ends } = pythonBytes.places(join(String.raw`a\x41b`));
    expect([...starts]).toEqual([0, 1, 5]);
    expect([...ends]).toEqual([1, 5, 6]);
  });
});

describe("bytes that were made text", () => {
  test("come back, and are told where they stand", () => {
    const raw = Uint8Array.of(0, 0x41, 0x7f, 0x80, 0xff);
    const spelled = join(Buffer.from(raw).toString("latin1"));
    expect(decoded(latin1Text, spelled)).toEqual([...raw]);
    expect([...latin1Text.places(spelled).starts]).toEqual([0, 1, 2, 3, 5]);
    expect([...latin1Text.places(spelled).ends]).toEqual([1, 2, 3, 5, 7]);
  });

  test("come back from protocol 0 too", () => {
    expect(decoded(rawLatin1Text, join("a", String.raw`\u0000`, [0xe9]))).toEqual([0x61, 0, 0xe9]);
  });
});
