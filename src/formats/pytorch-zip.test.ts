import { expect, test } from "vitest";
import { type Blob, memoryBlob, nameOf } from "../core/blob.ts";
import type { Region } from "../core/region.ts";
import { lengthOf } from "../core/span.ts";
import { pickled, text } from "./kit/pickle-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { type TestMember, zipOf } from "./kit/zip-testing.ts";
import { pytorchZip } from "./pytorch-zip.ts";

const saved = zipOf([
  { name: "ana_run3/data.pkl", data: pickled(text("x")) },
  { name: "ana_run3/byteorder", data: "little" },
  { name: "ana_run3/data/0", data: new Uint8Array(64) },
  { name: "ana_run3/data/notes", data: "not a storage" },
  { name: "ana_run3/version", data: "3\n" },
]);

const script = zipOf([
  { name: "net/extra/notes.txt", data: "by ana" },
  { name: "net/data/0", data: new Uint8Array(8), method: 8 },
  { name: "net/constants/0", data: new Uint8Array(8) },
  { name: "net/code/net.py.debug_pkl", data: pickled(text("/home/ana/net.py")), method: 8 },
  { name: "net/constants.pkl", data: pickled(")") },
  { name: "net/version", data: "3\n" },
]);

const namesOf = (regions: readonly Region[], kind: Region["kind"]): string[] =>
  regions.flatMap((each) => {
    if (each.kind !== kind) return [];
    if (each.kind === "child") return [nameOf(each.blob.origin)];
    return "name" in each && each.name !== undefined ? [each.name] : [];
  });

test("finds the name under which a file was first saved", async () => {
  const regions = await regionsOf(pytorchZip, saved);
  expectInPlace(saved, regions);
  expect(textsByKey(regions)["ana_run3/data.pkl"]).toEqual(["ana_run3/data.pkl"]);
});

test("hands on all members but storages", async () => {
  const regions = await regionsOf(pytorchZip, saved);
  expect(namesOf(regions, "tensor")).toEqual(["ana_run3/data/0"]);
  expect(namesOf(regions, "child")).toEqual([
    "ana_run3/data.pkl",
    "ana_run3/byteorder",
    "ana_run3/data/notes",
    "ana_run3/version",
  ]);
});

test("unpacks the code of scripts, and storages that were packed", async () => {
  const regions = await regionsOf(pytorchZip, script);
  expect(namesOf(regions, "tensor")).toEqual(["net/constants/0"]);
  expect(namesOf(regions, "packed")).toEqual(["net/data/0", "net/code/net.py.debug_pkl"]);
});

test.each([
  ["saved objects", saved],
  ["scripts", script],
  ["packages", zipOf([{ name: "p/.data/1.storage" }, { name: "p/.data/extern_modules" }])],
  ["exported programs", zipOf([{ name: "m/archive_format", data: "pt2" }])],
])("knows %s", async (_what, bytes) => {
  expect(await matches(pytorchZip, bytes)).toBe(true);
});

test.each<[string, TestMember[]]>([
  ["a wheel", [{ name: "torch/version.py" }, { name: "torch/data.pkl" }]],
  ["a pickle beside a folder", [{ name: "data.pkl" }, { name: "x/version" }]],
  ["nothing", []],
])("leaves %s to other formats", async (_what, members) => {
  expect(await matches(pytorchZip, zipOf(members))).toBe(false);
});

test("reads no storage", async () => {
  const members = Array.from({ length: 50 }, (_, at) => ({
    name: `m/data/${at}`,
    data: new Uint8Array(50_000),
  }));
  const bytes = zipOf([{ name: "m/data.pkl" }, ...members, { name: "m/version" }]);
  const memory = memoryBlob(bytes);
  let read = 0;
  const counting: Blob = {
    ...memory,
    read: async (at) => {
      read += lengthOf(at);
      return memory.read(at);
    },
  };
  await regionsOf(pytorchZip, counting);
  expect(read).toBeLessThan(100_000);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(
    pytorchZip,
    [saved, script].map((each) => Uint8Array.from(each)),
  );
});
