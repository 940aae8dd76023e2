import * as fc from "fast-check";
import { expect, test } from "vitest";
import { latin1 } from "../core/latin1.ts";
import { imageOf } from "./image.ts";
import { compile } from "./program.ts";
import { twin } from "./twin.ts";

const rules = [
  { id: "token", pattern: /(?<![A-Za-z0-9])(?<value>tok_[a-z]{4,8})(?![a-z])/ },
  { id: "word", pattern: /password["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[^\s"']{4,20})/i },
  { id: "key", pattern: /(?<value>K[A-F]=[0-9]{3})/ },
];
const image = imageOf(compile(rules));
const search = twin(image);

/** Offset and rule of each hit. */
const hits = (text: string, sparse = false): readonly string[] => {
  const found = search.hits(Buffer.from(text, "latin1"), sparse);
  return Array.from(
    { length: found.length / 2 },
    (_, at) => `${found[2 * at]} ${rules[found[2 * at + 1] ?? -1]?.id}`,
  );
};

test("tells where a literal stands with what must stand around it", () => {
  expect(hits("a tok_abcd b")).toEqual(["2 token"]);
  expect(hits("PassWord: x1y2")).toEqual(["0 word"]);
  expect(hits("KA=123 KZ=123")).toEqual(["0 key"]);
});

test("leaves out what no rule can match", () => {
  expect(hits("atok_abcd")).toEqual([]);
  expect(hits("tok_ABCD")).toEqual([]);
  expect(hits("password of it")).toEqual([]);
  expect(hits("KA=12x")).toEqual([]);
  expect(hits("")).toEqual([]);
});

test("looks only at long printable runs where it is told to", () => {
  expect(hits("\0\0tok_abcd\0", true)).toEqual([]);
  expect(hits("\0\0tok_abcdefgh is one\0", true)).toEqual(["2 token"]);
  expect(hits("\0\0tok_abcd\0", false)).toEqual(["2 token"]);
});

test("reads an image that lies askew", () => {
  const askew = Buffer.concat([Buffer.alloc(1), image]).subarray(1);
  const found = twin(askew).hits(Buffer.from("tok_abcd"), false);
  expect([...found]).toEqual([0, 0]);
});

test("misses nothing that a pattern matches", () => {
  const piece = fc.constantFrom(
    ...'tok_|abcd|abcdefgh|password|PASSWORD|"|: |=|x1y2|KA=|123|\n| |\0|\xe9'.split("|"),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
      const text = latin1(Buffer.from(pieces.join(""), "latin1"));
      const found = hits(text);
      for (const { id, pattern } of rules)
        for (const { index } of text.matchAll(new RegExp(pattern, `${pattern.flags}g`)))
          expect(found).toContain(`${index} ${id}`);
    }),
  );
});

test("counts line feeds, and sees escapes and wide characters", () => {
  expect(search.feeds(Buffer.from("a\nb\r\n\n"))).toBe(3);
  expect(search.glance(Buffer.from("plain"))).toEqual({ escape: false, wide: false });
  expect(search.glance(Buffer.from("\x1b[0m"))).toEqual({ escape: true, wide: false });
  expect(search.glance(Buffer.from("sixchr", "utf16le"))).toEqual({ escape: false, wide: true });
});
