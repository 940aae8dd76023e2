import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Finding } from "../../core/finding.ts";
import { copiesOf } from "../../formats/kit/git-delta.ts";
import { TestRepository } from "../../sources/git/testing.ts";
import { scan } from "../scan.ts";
import { fakeToken, optionsOf } from "../testing.ts";
import { changedIn, isCut, linesNear, placesOf } from "./changes.ts";

const coded = (text: string): string => Buffer.from(text).toString("base64");

/** Lines of which some are found, some only beside others, some only decoded, and some are let pass. */
const lines: readonly string[] = [
  ...Array.from({ length: 12 }, (_, at) => `value_${at} = compute(${at} * ${at + 7})  # step`),
  "",
  "    return None",
  ...[..."ABCDE"].map((letter) => `token = "${fakeToken(letter)}"`),
  `other = "${fakeToken("F")}"  # tare:allow`,
  `# pragma: allowlist nextline secret`,
  `joined = "${fakeToken("G").slice(0, 12)}" + "${fakeToken("G").slice(12)}"`,
  `payload = "${coded(`token=${fakeToken("H")}`)}"`,
  `url = "https%3A%2F%2Fhost%2F%3Ftoken%3D${fakeToken("I")}"`,
  "# Copyright (c) 2019 Jane Miller <jane.miller@example.org>",
  "# Author: Bob Jones <bob.jones@corp.internal>",
  'path = "/home/jmiller/work/train.py"',
  "-----BEGIN RSA PRIVATE KEY-----",
  coded("k".repeat(48)),
  "-----END RSA PRIVATE KEY-----",
  "machine api.wandb.ai",
  "  login user",
  `  password ${"0123456789abcdef".repeat(3).slice(8)}`,
  ...Array.from({ length: 4 }, (_, at) =>
    coded(`${at} some text that is wrapped, ${fakeToken("J")}`),
  ),
];

interface Edit {
  readonly file: number;
  readonly at: number;
  readonly removed: number;
  readonly added: readonly number[];
}

const edit = fc.record({
  file: fc.nat(2),
  at: fc.nat(1000),
  removed: fc.nat(4),
  added: fc.array(fc.nat(lines.length - 1), { maxLength: 5 }),
});

/** A history of files that begin with so many harmless lines, and are edited one after the other. */
function historyOf(edits: readonly Edit[]): string {
  const files = ["a.py", "tests/b.py", "c.json"].map((name) => ({
    name,
    lines: Array.from({ length: 120 }, (_, at) => `plain_${at} = "${name}" * ${at * 31}`),
  }));
  const data = (text: string): string => `data ${Buffer.byteLength(text)}\n${text}\n`;
  const commit = (number: number, changed: readonly (typeof files)[number][]): string =>
    [
      `commit refs/heads/main\ncommitter Ann Smith <ann@example.com> ${1_700_000_000 + number} +0000\n`,
      data(`change ${number}, ${lines[number % lines.length]}`),
      ...changed.map((each) => `M 100644 inline ${each.name}\n${data(each.lines.join("\n"))}`),
    ].join("");
  const commits = edits.map(({ file, at, removed, added }, number) => {
    const changed = files[file] as (typeof files)[number];
    const place = at % (changed.lines.length + 1);
    changed.lines.splice(place, removed, ...added.map((each) => lines[each] ?? ""));
    return commit(number + 1, [changed]);
  });
  const first = files.map(({ name }) => ({ name, lines: ["first = 1"] }));
  return [commit(0, first), ...commits].join("\n");
}

async function found(folder: string): Promise<readonly string[]> {
  const { findings, gaps } = await scan([`git:${folder}`], {
    options: optionsOf(),
    jobs: 1,
    profile: "release",
  });
  expect(gaps).toEqual([]);
  return findings
    .filter(({ history }) => history)
    .map(said)
    .toSorted();
}

const said = ({ rule, fingerprint, location, history }: Finding): string =>
  [rule, fingerprint, location.path, history?.versions, history?.introduced?.id].join(" ");

/** Looks at the objects once in a pack, where most are told by what changed in them, and once each alone. */
async function expectSame(edits: readonly Edit[]): Promise<number> {
  using own = new TestRepository();
  const git = (args: readonly string[], input: Uint8Array | string): unknown =>
    execFileSync("git", args, { cwd: own.folder, input, stdio: ["pipe", "ignore", "ignore"] });
  git(["fast-import", "--quiet"], historyOf(edits));
  own.git("repack", "-a", "-d", "-f", "--quiet");
  const packed = await found(own.folder);
  const packs = join(own.folder, ".git/objects/pack");
  const name = readdirSync(packs).find((each) => each.endsWith(".pack")) ?? "";
  const pack = readFileSync(join(packs, name));
  rmSync(packs, { recursive: true });
  git(["unpack-objects", "-q"], pack);
  expect(packed).toEqual(await found(own.folder));
  return packed.length;
}

test("what is told of versions is what is found where each is looked at alone", async () => {
  const all = fc.sample(fc.array(edit, { minLength: 60, maxLength: 60 }), { numRuns: 2, seed: 11 });
  for (const edits of all) expect(await expectSame(edits)).toBeGreaterThan(20);
}, 600_000);

/** A delta that copies these parts of its base and adds some bytes between them. */
function deltaOf(base: Uint8Array, parts: readonly (readonly [number, number, string])[]) {
  const size = parts.reduce((sum, [, length, added]) => sum + length + added.length, 0);
  const code = parts.flatMap(([from, length, added]) => [
    ...(length > 0 ? [0x91, from, length] : []),
    ...(added === "" ? [] : [added.length, ...Buffer.from(added)]),
  ]);
  return { size, delta: Uint8Array.from([base.length, size, ...code]) };
}

test("each byte of a version is copied or changed, and what was copied is where it is said", () => {
  const base = Buffer.from(Array.from({ length: 100 }, (_, at) => 32 + (at % 90)));
  const part = fc.tuple(
    fc.nat(99),
    fc.nat(99),
    fc.string({ maxLength: 9, unit: "grapheme-ascii" }),
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 3 }),
      fc.nat(99),
      fc.integer({ min: 1, max: 9 }),
      (parts, start, length) => {
        const fitting = parts.map(
          ([from, most, added]) => [from, Math.min(most % 30, 100 - from), added] as const,
        );
        const { size, delta } = deltaOf(base, fitting);
        fc.pre(size < 128);
        const version = Buffer.concat(
          fitting.flatMap(([from, count, added]) => [
            base.subarray(from, from + count),
            Buffer.from(added),
          ]),
        );
        const copies = copiesOf(delta);
        const copied = copies.reduce((sum, each) => sum + each.length, 0);
        const changed = changedIn(copies, base.length, size);
        expect(copied + changed.reduce((sum, at) => sum + at.end - at.start, 0)).toBe(size);
        const at = { start, end: Math.min(100, start + length) };
        for (const place of placesOf(at, copies))
          expect(version.subarray(place.start, place.end)).toEqual(base.subarray(at.start, at.end));
        if (!isCut(at, copies) && placesOf(at, copies).length === 0)
          expect(
            copies.every((each) => each.from >= at.end || each.from + each.length <= at.start),
          ).toBe(true);
      },
    ),
  );
});

test("lines are whole, and hold what is near; none where one is too long", () => {
  const text = Buffer.from("one\ntwo\nthree\nfour\nfive\n");
  const lines = (...places: readonly number[]): unknown =>
    linesNear(
      text,
      places.map((at) => ({ start: at, end: at })),
      { by: 1, longest: 9 },
    );
  expect(lines(10)).toEqual([{ start: 8, end: 14 }]);
  expect(lines(2, 21)).toEqual([
    { start: 0, end: 4 },
    { start: 19, end: 24 },
  ]);
  expect(lines(2, 5)).toEqual([{ start: 0, end: 8 }]);
  const long = Buffer.from("x".repeat(50));
  expect(linesNear(long, [{ start: 25, end: 25 }], { by: 2, longest: 9 })).toBeUndefined();
});
