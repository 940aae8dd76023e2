import { expect, test } from "vitest";
import { field } from "./kit/protobuf-testing.ts";
import {
  edited,
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { record } from "./kit/tfrecord-testing.ts";
import { tfrecord } from "./tfrecord.ts";

const feature = (name: string, ...list: readonly Uint8Array[]): Uint8Array =>
  field(1, field(1, name), field(2, ...list));
const example = field(
  1,
  feature("image/filename", field(1, field(1, "/home/ana/1.jpg"))),
  feature("image/encoded", field(1, field(1, Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)))),
  feature("label", field(3, field(1, Uint8Array.of(5)))),
);
const sequence = join(
  field(1, feature("id", field(1, field(1, "first")))),
  field(2, field(1, field(1, "words"), field(2, field(1, field(1, field(1, "second")))))),
);
const sample = join(record(example), record(sequence), record(join("{}")), record(join()));

test("mends the checksums of the records that were changed", async () => {
  const records = (text: string): Uint8Array =>
    join(record(join(`{"a": "${text}"}`)), record(example), record(join(text)));
  expect(await edited(tfrecord, records("secret"), "secret", "xxxxxx")).toEqual(records("xxxxxx"));
});

test("finds the texts of examples where they stand", async () => {
  const regions = await regionsOf(tfrecord, sample);
  expect(textsByKey(regions)).toEqual({
    '$[0].features["image/filename"]': ["image/filename"],
    '$[0].features["image/filename"][0]': ["/home/ana/1.jpg"],
    '$[0].features["image/encoded"]': ["image/encoded"],
    "$[0].features.label": ["label"],
    "$[1].features.id": ["id"],
    "$[1].features.id[0]": ["first"],
    "$[1].feature_lists.words": ["words"],
    "$[1].feature_lists.words[0][0]": ["second"],
  });
  expectInPlace(sample, regions);
});

test("gives images and records of other kinds as blobs", async () => {
  const regions = await regionsOf(tfrecord, sample);
  expect(regions.filter(({ kind }) => kind !== "string")).toMatchObject([
    { kind: "child", blob: { size: 4, origin: { name: '[0].features["image/encoded"][0]' } } },
    { kind: "child", blob: { size: 2, origin: { name: "record 2" } } },
  ]);
});

test("sweeps the rest of a file that is cut off", async () => {
  const regions = await regionsOf(tfrecord, sample.subarray(0, -1));
  expect(regions.slice(-2)).toMatchObject([{ kind: "gap" }, { kind: "stretch" }]);
});

test("is known by its content", async () => {
  expect(await matches(tfrecord, sample)).toBe(true);
  expect(await matches(tfrecord, join(new Uint8Array(64)))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tfrecord, [sample]);
});
