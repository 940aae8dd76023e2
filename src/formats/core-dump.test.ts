import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { coreDump } from "./core-dump.ts";
import { elfOf } from "./kit/elf-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const note = (type: number, data: Uint8Array): Uint8Array =>
  join(
    little(5, 4),
    little(data.length, 4),
    little(type, 4),
    "CORE\0\0\0\0",
    data,
    new Uint8Array((4 - (data.length % 4)) % 4),
  );

const padded = (text: string, size: number): Uint8Array =>
  join(text, new Uint8Array(size - text.length));

const process = join(
  new Uint8Array(40),
  padded("python", 16),
  padded("python train.py --token abc", 80),
);
const files = join(...[1, 4096, 0, 1, 0].map((each) => little(each, 8)), "/home/ana/train\0");
const sample = elfOf(
  [],
  [
    { type: 4, data: join(note(3, process), note(0x46_49_4c_45, files)) },
    { type: 1, data: "\0HF_TOKEN=x\0" },
  ],
);

test("finds the command line and the mapped files where they stand", async () => {
  const regions = await regionsOf(coreDump, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toMatchObject({
    name: ["python"],
    "command line": ["python train.py --token abc"],
    "mapped file": ["/home/ana/train"],
  });
});

test("sweeps the memory", async () => {
  const at = Buffer.from(sample).indexOf("HF_TOKEN");
  const regions = await regionsOf(coreDump, sample);
  expect(
    regions.some((each) => each.kind === "stretch" && each.span.start <= at && at < each.span.end),
  ).toBe(true);
  expect(await coreDump.keys?.(memoryBlob(sample), [at])).toEqual(["memory 1"]);
});

test("reads a dump that was cut off, and says so", async () => {
  const bytes = Buffer.from(sample.subarray(0, Buffer.from(sample).indexOf("HF_TOKEN") + 4));
  bytes.writeBigUInt64LE(0n, 40);
  bytes.writeUInt16LE(0, 60);
  const regions = await regionsOf(coreDump, bytes);
  expect(regions.find(({ kind }) => kind === "gap")).toMatchObject({
    reason: "cut off: 7 bytes are missing",
  });
});

test("sweeps what follows", async () => {
  const regions = await regionsOf(coreDump, join(sample, "more"));
  expect(regions.at(-1)).toMatchObject({ kind: "dead", what: "outside of all segments" });
});

test("is known by its content", async () => {
  expect(await matches(coreDump, sample)).toBe(true);
  expect(await matches(coreDump, elfOf([{ name: ".x", data: "" }]))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(coreDump, [sample]);
});
