import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Finding } from "../core/finding.ts";
import { defaultLimits } from "../core/limits.ts";
import { emptyTally, type Tally } from "./inspect.ts";
import { jobsOf, joinedParts, partSize } from "./parts.ts";
import { fakeToken, folderOf, scanned } from "./testing.ts";

const file = (name: string, size: number) =>
  ({ kind: "file", path: name, shown: name, name, size }) as const;

test("large files are given out in parts, small ones together, in the order of the files", () => {
  const files = [file("a", 10), file("b", 20), file("c", 2 * partSize + 5), file("d", 30)];
  const jobs = [...jobsOf(files)].map(({ numbers, targets }) =>
    targets.map(({ name, part }, at) =>
      [numbers[at], name, part?.start, part?.end].join(" ").trim(),
    ),
  );
  expect(jobs).toEqual([
    ["0 a", "1 b"],
    [`2 c 0 ${partSize}`],
    [`2 c ${partSize} ${2 * partSize}`],
    [`2 c ${2 * partSize} ${2 * partSize + 5}`],
    ["3 d"],
  ]);
});

test("no job is more than some megabytes of small files", () => {
  const files = Array.from({ length: 1000 }, (_, at) => file(`${at}`, 100_000));
  const jobs = [...jobsOf(files)];
  expect(jobs.flatMap(({ numbers }) => numbers)).toEqual(files.map((_, at) => at));
  expect(Math.max(...jobs.map(({ targets }) => targets.length))).toBeLessThan(50);
});

const finding = (fingerprint: string, line: number, more?: number): Finding =>
  ({ fingerprint, location: { path: "x", line }, ...(more && { more }) }) as Finding;

const result = (tally: Partial<Tally>) => ({ tally: { ...emptyTally(), ...tally }, bytesRead: 10 });

test("parts are joined as if the file had been scanned whole", () => {
  const { tally, bytesRead } = joinedParts(
    [
      result({ findings: [finding("a", 1), finding("a", 3, 5)], feeds: 7, formats: { text: 1 } }),
      result({ findings: [finding("a", 2, 4), finding("b", 1)], feeds: 2 }),
    ],
    { ...defaultLimits, maxPlaces: 2 },
  );
  expect(
    tally.findings.map(({ fingerprint, location, more }) => [fingerprint, location.line, more]),
  ).toEqual([
    // Five were not listed in the first part, four and the listed one in the second.
    ["a", 1, 10],
    ["a", 3, undefined],
    ["b", 8, undefined],
  ]);
  expect([tally.formats, bytesRead]).toEqual([{ text: 1 }, 20]);
});

test("a log of several parts is reported by line, whatever the number of threads", async () => {
  await using folder = await folderOf({});
  const line = "step 1 loss 0.5 all is well\n";
  const lines = Math.ceil((partSize * 1.2) / line.length);
  const bytes = Buffer.alloc(lines * line.length, line);
  // One near the start, one that the border between parts cuts, a coloured one at the end.
  const long = Buffer.concat([
    bytes.subarray(0, 10 * line.length),
    Buffer.from(`${fakeToken("A")}\n`),
    bytes.subarray(10 * line.length, partSize - 50),
    Buffer.from(`\n${fakeToken("B")}\n`),
    bytes.subarray(partSize),
    Buffer.from(`\x1b[1m${fakeToken("D").slice(0, 9)}\x1b[0m${fakeToken("D").slice(9)}\n`),
  ]);
  await writeFile(join(folder.path, "long.log"), long);
  const secrets = async (jobs: number): Promise<unknown[]> => {
    const { findings } = await scanned([folder.path], { jobs });
    return findings
      .filter((each) => each.class === "secret")
      .map(({ value, location: { line: at } }) => [value, at]);
  };
  const lineOf = (text: string): number =>
    long.subarray(0, long.indexOf(text)).toString("latin1").split("\n").length;
  const expected = [
    [fakeToken("A"), lineOf(fakeToken("A"))],
    [fakeToken("B"), lineOf(fakeToken("B"))],
    [fakeToken("D"), lineOf("\x1b[1m")],
  ];
  expect(await secrets(1)).toEqual(expected);
  expect(await secrets(2)).toEqual(expected);
});
