import { expect, test } from "vitest";
import { nameOf } from "../core/blob.ts";
import { expectInPlace, expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { zipOf } from "./kit/zip-testing.ts";
import { llamafile } from "./llamafile.ts";

const program = "MZqFpD='\n/home/ana/llamafile/main.c\n";
const members = [
  { name: "tiny.gguf", data: "GGUF" },
  { name: ".args", data: "-m\ntiny.gguf\n", method: 8 },
];
const sample = zipOf(members, { prefix: program });

test("sweeps the program, and hands on the members of its archive", async () => {
  const regions = await regionsOf(llamafile, sample);
  expectInPlace(sample, regions);
  expect(regions).toContainEqual({
    kind: "stretch",
    as: "binary",
    span: { start: 0, end: program.length },
  });
  expect(
    regions.flatMap((each) => (each.kind === "child" ? [nameOf(each.blob.origin)] : [])),
  ).toEqual(["tiny.gguf"]);
  expect(regions).toContainEqual(expect.objectContaining({ kind: "packed", name: ".args" }));
  expect(regions.filter(({ kind }) => kind === "dead")).toEqual([]);
});

test("sweeps what stands between and behind the members as dead", async () => {
  const bytes = join(zipOf(members, { prefix: program, gap: "hidden" }), "trailer");
  const dead = (await regionsOf(llamafile, bytes)).filter(({ kind }) => kind === "dead");
  expect(dead.map((each) => "what" in each && each.what)).toEqual([
    "between members",
    "after the archive",
  ]);
});

test("is a program with a model in its archive", async () => {
  expect(await matches(llamafile, sample)).toBe(true);
  expect(await matches(llamafile, zipOf(members, { prefix: "\x7fELF" }))).toBe(true);
  expect(await matches(llamafile, zipOf(members))).toBe(false);
  expect(await matches(llamafile, zipOf([{ name: "a.txt" }], { prefix: program }))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(llamafile, [sample]);
});
