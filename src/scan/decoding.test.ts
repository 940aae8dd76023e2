import { gzipSync } from "node:zlib";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { signs } from "../core/decoder.ts";
import { kernelSearch } from "../engine/kernel.ts";
import { imageOf } from "../engine/image.ts";
import { compile } from "../engine/program.ts";
import { plainSigns } from "../engine/signs.ts";
import type { Finding } from "../core/finding.ts";
import { signsIn } from "./decoding.ts";
import { fakeToken, folderOf, scanned } from "./testing.ts";

const token = fakeToken();
const base64 = (text: string | Uint8Array): string => Buffer.from(text).toString("base64");
const isToken = ({ rule }: Finding): boolean => rule === "huggingface-user-token";

/** Where the token is said to stand, how it is spelled there, and the bytes themselves. */
async function told(
  content: string | Uint8Array,
  name = "run.log",
): Promise<readonly (readonly [coding: string | undefined, bytes: string])[]> {
  await using folder = await folderOf({ [name]: content });
  const { findings } = await scanned([folder.path]);
  const bytes = await readFile(join(folder.path, name));
  return findings.filter(isToken).map(({ location: { span, coding }, value }) => {
    expect(value).toBe(token);
    return [coding, bytes.toString("latin1", span?.start, span?.end)] as const;
  });
}

test("finds what is coded where it stands", async () => {
  const hex = Buffer.from(token).toString("hex");
  expect(await told(`${"line\n".repeat(1000)}blob ${hex}\n`)).toEqual([["hex", hex]]);
  const packed = base64(gzipSync(`token=${token} `.repeat(9)));
  expect(await told(`blob ${packed}\n`)).toEqual([["base64+gzip", packed]]);
  expect(await told(JSON.stringify({ blob: hex }), "a.json")).toEqual([["hex", hex]]);
});

test("tells once of what is seen without decoding, too", async () => {
  expect(await told(`a%20b "${token}" + "" &amp; \\x41`)).toEqual([[undefined, token]]);
});

test("undoes five codings, and says that there are more", async () => {
  let text = `token=${token} `;
  for (let depth = 0; depth < 5; depth++) text = base64(text);
  expect((await told(text)).map(([coding]) => coding)).toEqual([
    "base64+base64+base64+base64+base64",
  ]);
  await using folder = await folderOf({ "run.log": base64(text) });
  const { findings, gaps } = await scanned([folder.path]);
  expect(findings.filter(isToken)).toEqual([]);
  expect(gaps.map(({ reason }) => reason)).toEqual(["limit: coded more than 5 times over"]);
});

test("a bomb in base64 is a gap", async () => {
  await using folder = await folderOf({
    "run.log": `x ${base64(gzipSync(Buffer.alloc(80 << 20)))} y`,
  });
  const { gaps } = await scanned([folder.path], { limits: { maxBytes: 1 << 20 } });
  expect(gaps.map(({ reason }) => reason)).toEqual(["limit: more than 1048576 bytes unpacked"]);
});

test("looks into files that are coded", async () => {
  const pickle = Buffer.from(
    `\x80\x02X${String.fromCharCode(token.length)}\0\0\0${token}.`,
    "latin1",
  );
  await using folder = await folderOf({ "run.log": `state: ${base64(pickle)}\n` });
  const { findings } = await scanned([folder.path]);
  const paths = findings.filter(isToken).map(({ location }) => location.path);
  expect(paths).toEqual([join(folder.path, "run.log!/base64@7")]);
});

test("a token may be cut anywhere, also where a block ends", async () => {
  const blockSize = 1 << 20;
  for (const over of [-60, -20, -1, 0, 1, 30]) {
    const text = `"${token.slice(0, 12)}" + "${token.slice(12)}"`;
    const bytes = Buffer.alloc(blockSize + 200, "word ");
    bytes.write(`\n${text}\n`, blockSize + over);
    expect(await told(bytes)).toEqual([["joined", text.slice(1, -1)]]);
  }
});

test("the kernel sees each sign that the plain loop sees", () => {
  const image = imageOf(compile([{ id: "word", pattern: /(?<value>word[a-z])/ }]));
  const kernel = kernelSearch(image);
  const piece = fc.constantFrom(
    ..."%41|\\x4|\\\"|&#|&amp|' '|\" + \"|'.'|\"\n|\\\n|\\\r\n|\" +\n|    |+|'\"|f'|0x41,|41:41:41:41|ode(|chr(|7|::-|=3D|=\n|'a',|'.j|'].j|a|b|1| |Zm9vYmFyYmF6MTIz|\0".split(
      "|",
    ),
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 90 }), (pieces) => {
      const bytes = Buffer.from(pieces.join(""));
      const runs = (mask: number): number[] =>
        [...kernel.signs(bytes, mask)].flatMap((each) => (each & signs.run ? [each & -64] : []));
      expect(runs(signsIn.binary)).toEqual(runs(signsIn.text));
      const seen = new Map(
        [...kernel.signs(bytes, signsIn.text)].map((each) => [each & -64, each & 63]),
      );
      for (const each of plainSigns(bytes)) {
        const others = each & 63 & ~signs.run;
        expect((seen.get(each & -64) ?? 0) & others).toBe(others);
      }
    }),
  );
  const run = base64("some text 12 with digits 345 that is long enough 6789");
  for (let shift = 0; shift < 70; shift++) {
    const bytes = Buffer.from(" ".repeat(shift) + run.slice(0, 48));
    for (const mask of Object.values(signsIn))
      expect([...kernel.signs(bytes, mask)].some((each) => (each & signs.run) !== 0)).toBe(true);
  }
});
