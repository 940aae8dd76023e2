import { expect, test } from "vitest";
import { crc32 } from "../core/crc32.ts";
import type { Region, StringRegion } from "../core/region.ts";
import { field } from "./kit/protobuf-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { wandb } from "./wandb.ts";

const blockSize = 32 * 1024;

/** One part of a record: 1 whole, 2 first, 3 middle, 4 last. */
const part = (type: number, data: Uint8Array): Uint8Array =>
  join(little(crc32(join(type, data)), 4), little(data.length, 2), type, data);

/** A log that cuts its records at blocks as the specification says. */
function log(...records: readonly Uint8Array[]): Uint8Array {
  let file = join(":W&B", [0xe1, 0xbe], 0);
  for (const record of records) {
    let rest = record;
    for (let isFirst = true; isFirst || rest.length > 0; isFirst = false) {
      let room = blockSize - (file.length % blockSize);
      if (room < 7) file = join(file, new Uint8Array(room));
      room = blockSize - (file.length % blockSize) - 7;
      const data = rest.subarray(0, room);
      rest = rest.subarray(room);
      const type = rest.length === 0 ? (isFirst ? 1 : 4) : isFirst ? 2 : 3;
      file = join(file, part(type, data));
    }
  }
  return file;
}

const item = (key: string, value: string): Uint8Array =>
  field(1, field(1, key), field(16, JSON.stringify(value)));
const nested = field(1, field(2, "optimizer"), field(2, "token"), field(16, `"deep"`));
const run = field(
  17,
  field(2, "lab"),
  field(4, item("api_key", "made-up"), nested),
  field(13, "gpu7.lab.example"),
  field(21, field(1, "https://git.example/ana/net")),
);
const environment = field(
  26,
  field(5, "--data=/home/ana"),
  field(10, "ana@lab.example"),
  field(13, "ana"),
  field(27, field(1, "job_name"), field(2, "secret-project")),
);
const records = [
  join(field(1, 1), run),
  join(field(1, 2), environment),
  field(13, field(3, "a line of output")),
  field(100, field(5, field(1, "made-up key"))),
  field(55, field(1, "of a later version"), field(2, 1)),
] as const;
const sample = log(...records);

const others = (regions: readonly Region[]): Region[] =>
  regions.filter(({ kind }) => kind !== "string");

test("finds the strings of all records where they stand", async () => {
  const regions = await regionsOf(wandb, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$[0].run.entity": ["lab"],
    "$[0].run.config.update.api_key": ["api_key", `"made-up"`],
    "$[0].run.config.update.optimizer.token": ["token", `"deep"`],
    "$[0].run.host": ["gpu7.lab.example"],
    "$[0].run.git.remote_url": ["https://git.example/ana/net"],
    "$[1].environment.args[0]": ["--data=/home/ana"],
    "$[1].environment.email": ["ana@lab.example"],
    "$[1].environment.slurm.job_name": ["job_name", "secret-project"],
    "$[2].output_raw.line": ["a line of output"],
    "$[3].request.login.api_key": ["made-up key"],
    "$[4][unknown 55][unknown 1]": ["of a later version"],
  });
  expectInPlace(sample, regions);
  expect(others(regions)).toEqual([]);
});

test("puts a value together that is cut at blocks", async () => {
  const long = `${"-".repeat(blockSize - 60)}one value${"+".repeat(2 * blockSize)}`;
  const bytes = log(field(13, field(3, long)), records[2]);
  const regions = await regionsOf(wandb, bytes);
  expect(textsByKey(regions)).toMatchObject({
    "$[0].output_raw.line": [long],
    "$[1].output_raw.line": ["a line of output"],
  });
  expect(regions.map((each) => (each as StringRegion).spans.length)).toEqual([3, 2]);
  expectInPlace(bytes, regions);
});

test("finds what hides in the unused end of a block", async () => {
  const filled = log(field(13, field(3, "-".repeat(blockSize - 7 - 7 - 8 - 4))), records[2]);
  const hole = { start: blockSize - 4, end: blockSize };
  expect([...filled.subarray(hole.start, hole.end)]).toEqual([0, 0, 0, 0]);
  expect(others(await regionsOf(wandb, filled))).toEqual([]);
  filled[hole.start] = 1;
  expect(others(await regionsOf(wandb, filled))).toEqual([
    { kind: "dead", what: "at the end of a block", span: hole },
  ]);
});

test("sweeps the rest of a block that is damaged, and reads on at the next", async () => {
  const long = field(13, field(3, "-".repeat(blockSize)));
  const bytes = log(records[2], long, records[0]);
  bytes[20] = 0xff;
  const regions = await regionsOf(wandb, bytes);
  expect(textsByKey(regions)["$[0].run.entity"]).toEqual(["lab"]);
  expect(others(regions)).toMatchObject([
    { kind: "gap", reason: "malformed: wandb: part with another checksum at byte 7" },
    { kind: "stretch", span: { start: 7, end: blockSize } },
    { kind: "gap", reason: `malformed: part of a record at byte ${blockSize + 7}` },
    { kind: "stretch" },
  ]);
});

test("keeps what stands before the point where a log was cut off", async () => {
  const regions = await regionsOf(wandb, sample.subarray(0, -2));
  expect(textsByKey(regions)["$[3].request.login.api_key"]).toHaveLength(1);
  expect(others(regions)).toMatchObject([
    { kind: "gap", reason: expect.stringMatching(/^malformed: wandb: part of 25 bytes/) },
    { kind: "stretch", span: { end: sample.length - 2 } },
  ]);
});

test("says that a record has no end", async () => {
  const bytes = join(log(), part(2, records[2]), part(1, records[2]), part(2, records[2]));
  const regions = await regionsOf(wandb, bytes);
  expect(textsByKey(regions)).toEqual({ "$[0].output_raw.line": ["a line of output"] });
  expect(others(regions).map(({ kind }) => kind)).toEqual(["gap", "stretch", "gap", "stretch"]);
});

test("says that it does not know a later version", async () => {
  const later = Uint8Array.from(sample);
  later[6] = 1;
  expect(await regionsOf(wandb, later)).toMatchObject([
    { kind: "gap", reason: "unsupported: log of version 1" },
    { kind: "stretch" },
  ]);
});

test("is known by its content", async () => {
  expect(await matches(wandb, sample)).toBe(true);
  expect(await matches(wandb, join(":W&X not this one"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(wandb, [sample, log(field(13, field(3, "-".repeat(blockSize))))]);
});
