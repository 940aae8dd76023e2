import { readFile } from "node:fs/promises";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { signs } from "../core/decoder.ts";
// @ts-expect-error a script, not a module of the package
import { kernel as compiled, kernelModule } from "../../scripts/kernel.mjs";
import { imageOf } from "./image.ts";
import { kernelSearch } from "./kernel.ts";
import { compile } from "./program.ts";
import type { Search } from "./search.ts";
import { twin } from "./twin.ts";

const image = imageOf(
  compile([
    { id: "token", pattern: /(?<![A-Za-z0-9])(?<value>tok_[a-z]{4,8})(?![a-z])/ },
    { id: "word", pattern: /pass(?:word)?["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[^\s"']{4,20})/i },
    { id: "host", pattern: /(?<value>[a-z0-9-]{1,20}\.(?:lan|corp))/ },
    { id: "pair", pattern: /(?<value>K[A-F]=[0-9]{3})/ },
  ]),
);
const kernel = kernelSearch(image);
const plain = twin(image);

/** Hits as sorted lines, for comparison. */
const hits = (search: Search, bytes: Uint8Array, sparse = false): string[] => {
  const found = search.hits(bytes, sparse);
  return Array.from(
    { length: found.length / 2 },
    (_, at) => `${found[2 * at]} ${found[2 * at + 1]}`,
  ).sort();
};

const piece = fc.constantFrom(
  ..."tok_abcd|tok_abc|TOK_abcd|xtok_abcdefgh|password: 'abcd1'|PASS=|passwor|gpu-7.lan|.corp|KA=123|Kc=1|\n| |\0|é|a".split(
    "|",
  ),
);
const text = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.from(pieces.join("")));

test("agrees with the plain loop on short texts", () => {
  fc.assert(
    fc.property(text, fc.boolean(), (bytes, sparse) => {
      expect(hits(kernel, bytes, false)).toEqual(hits(plain, bytes, false));
      // Too short to be taken for text, so only printable runs are looked at.
      if (sparse) expect(hits(kernel, bytes, true)).toEqual(hits(plain, bytes, true));
    }),
  );
});

/** 43,712 bytes lie between lanes, and 576 between short ones; six of each. */
const borders = [43_712, 2 * 43_712, 6 * 43_712, 576, 5 * 576, 6 * 576, 6 * 43_712 + 576];

test.each(borders)("agrees at lane borders near %i", (border) => {
  const piecesAt = fc.integer({ min: -80, max: 20 });
  fc.assert(
    fc.property(text, piecesAt, fc.integer({ min: 700, max: 9000 }), (pieces, shift, more) => {
      const size = border + more;
      const bytes = Buffer.alloc(size, ".");
      pieces.copy(bytes, border + shift);
      pieces.copy(bytes, size - pieces.length);
      expect(hits(kernel, bytes)).toEqual(hits(plain, bytes));
    }),
    { numRuns: 30 },
  );
});

test("agrees in the kernel's own memory, and when that has to grow", () => {
  for (const size of [100, 3_000_000, 9_000_000]) {
    const bytes = kernel.room(size).fill(0x20);
    bytes.set(Buffer.from("tok_abcd"), size - 9);
    expect(hits(kernel, bytes)).toEqual([`${size - 9} 0`]);
  }
});

test("tells of the same runs after a search of binary data, and of others that lie there then", () => {
  const noise = fc.uint8Array({ maxLength: 150 });
  const run = fc.integer({ min: 0, max: 60 }).map((length) => "aB3dE".repeat(12).slice(0, length));
  fc.assert(
    fc.property(noise, run, noise, (before, letters, after) => {
      const bytes = Buffer.concat([before, Buffer.from(letters), after]);
      // Zeros follow, since what stands behind the bytes is looked at, too.
      const place = (content: Uint8Array): Uint8Array => {
        const room = kernel.room(bytes.length + 128).fill(0);
        room.set(content);
        return room.subarray(0, bytes.length);
      };
      const runsIn = (placed: Uint8Array): number[] => [...kernel.signs(placed, signs.run)];
      const expected = runsIn(place(bytes));
      kernel.hits(place(Buffer.alloc(bytes.length)), true);
      expect(runsIn(place(bytes))).toEqual(expected);
      const searched = place(bytes);
      kernel.hits(searched, true);
      expect(runsIn(searched)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

test("a glance misses neither escapes nor UTF-16, and counts every line feed", () => {
  const padding = fc.uint8Array({ maxLength: 80 });
  const hidden = fc.constantFrom("\x1b[0m", "", "sixchr", "line\nx\r\n");
  fc.assert(
    fc.property(padding, hidden, fc.boolean(), padding, (before, text, isWide, after) => {
      const coded = Buffer.from(text, isWide ? "utf16le" : "latin1");
      const bytes = Buffer.concat([before, coded, after]);
      const glance = kernel.glance(bytes);
      if (bytes.includes(0x1b)) expect(glance.escape).toBe(true);
      if (isWide && text.length >= 6) expect(glance.wide).toBe(true);
      expect(kernel.feeds(bytes)).toBe(plain.feeds(bytes));
    }),
  );
});

test("a glance at ordinary bytes sees nothing", () => {
  const noise = Buffer.alloc(
    1 << 20,
    Buffer.from(Float32Array.from({ length: 4099 }, Math.sin).buffer),
  );
  expect(kernel.glance(noise.map((byte) => (byte === 0x1b ? 0x1c : byte)))).toEqual({
    escape: false,
    wide: false,
  });
});

test("a block made of keywords, with more hits than the table holds, loses none", () => {
  const pattern = /(?<value>K[A-F]=[0-9]{3})/;
  const rules = Array.from({ length: 8 }, (_, at) => ({ id: `pair-${at}`, pattern }));
  const bytes = Buffer.from("KA=123".repeat(300_000));
  const found = kernelSearch(imageOf(compile(rules))).hits(bytes, false);
  expect(found.length / 2).toBe(8 * 300_000);
});

test("the kernel is compiled from its source", async () => {
  const module = (kernelModule as (binary: Uint8Array) => string)(
    await (compiled as () => Promise<Uint8Array>)(),
  );
  expect(await readFile("src/engine/kernel.gen.ts", "utf8"), "run 'npm run kernel'").toBe(module);
});

test("agrees where each byte ends a keyword in one of the lanes", () => {
  const dense = imageOf(compile([{ id: "dense", pattern: /PWD=(?<value>[A-Z=])/ }]));
  const bytes = Buffer.from("PWD=".repeat(65_501).slice(1));
  expect(hits(kernelSearch(dense), bytes)).toEqual(hits(twin(dense), bytes));
});
