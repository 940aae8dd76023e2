import { expect, test } from "vitest";
import { guardFrom } from "./image.ts";
import { compile } from "./program.ts";
import { type Stem, type StemSize, stemsOf } from "./stems.ts";

function stems(pattern: RegExp, size?: StemSize): Stem[] {
  const { literals, guards } = compile([{ id: "rule", pattern }]);
  return literals.flatMap((each) =>
    stemsOf(each, each.after < 0 ? undefined : guardFrom(guards[each.after]), size),
  );
}

const shown = ({ text, extra, follow }: Stem): string => {
  const bytes = Array.from({ length: 256 }, (_, byte) => byte).filter(
    (byte) => ((follow[byte >> 3] ?? 0) >> (byte & 7)) & 1,
  );
  return `${text}+${extra} ${bytes.length > 20 ? "many" : JSON.stringify(String.fromCharCode(...bytes))}`;
};

/** After `token-` an `i` follows, or some more hyphens first. */
const hyphens = /(?<value>token[-]{1,8}id[=:]{1,3}[0-9]{4})/;

test("a common word is made longer where its guard refuses much of what may follow then", () => {
  expect(stems(hyphens).map(shown)).toEqual([
    'token-+0 ""',
    'token-i+1 "d"',
    'token--+1 "-"',
    'token--i+2 "d"',
  ]);
  expect(stems(hyphens, { rare: 0.01, extra: 0 }).map(shown)).toEqual(['token-+0 "-i"']);
});

test("a rare literal is left as it is, and so is one that anything may follow", () => {
  expect(stems(/(?<value>zqk_[a-f]{4})/).map(shown)).toEqual(['zqk_+0 "abcdef"']);
  expect(stems(/(?<value>token)/).map(shown)).toEqual(["token+0 many"]);
});

test("of a rare literal the end is enough, and more of it the rarer that is to be", () => {
  const ends = (rare: number): string[] =>
    stems(/(?<value>gammaray_zqk_[a-f]{4})/, { rare, extra: 0 }).map(({ text }) => text);
  expect(ends(0)).toEqual(["gammaray_zqk_"]);
  expect(ends(0.01)).toEqual(["zqk_"]);
  expect(ends(5)).toEqual(["qk_"]);
});

test("bytes beyond ASCII are left as they are", () => {
  expect(stems(/(?<value>\xd0\xbfX)/).map(shown)).toEqual(["\xd0\xbfx+0 many"]);
});
