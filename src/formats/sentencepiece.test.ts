import { expect, test } from "vitest";
import { field } from "./kit/protobuf-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { sentencepiece } from "./sentencepiece.ts";

const score = [0x15, 0, 0, 0, 0];
const piece = (text: string, type = 0) =>
  field(1, field(1, text), Uint8Array.from(score), type > 0 ? field(3, type) : "");
const trainer = field(
  2,
  field(1, "/home/ana/corpus.txt"),
  field(1, "/home/ana/more.txt"),
  field(2, "/home/ana/model"),
  field(4, 8000),
  field(31, "<sep>"),
);
const normalizer = field(3, field(1, "nmt_nfkc"), field(2, Uint8Array.of(0, 1, 2)));
const sample = join(piece("<unk>", 2), piece("<s>", 3), piece("▁the"), trainer, normalizer);

test("finds pieces and how they were trained where they stand", async () => {
  const regions = await regionsOf(sentencepiece, sample);
  expect(textsByKey(regions)).toMatchObject({
    "$.pieces[2].piece": ["▁the"],
    "$.trainer_spec.input[1]": ["/home/ana/more.txt"],
    "$.trainer_spec.model_prefix": ["/home/ana/model"],
    "$.trainer_spec.user_defined_symbols[0]": ["<sep>"],
    "$.normalizer_spec.name": ["nmt_nfkc"],
  });
  expectInPlace(sample, regions);
});

test("looks at fields that it does not know", async () => {
  const regions = await regionsOf(sentencepiece, join(sample, field(200, "an extension")));
  expect(textsByKey(regions)["$[unknown 200]"]).toEqual(["an extension"]);
});

test("says where the file was cut off", async () => {
  const regions = await regionsOf(sentencepiece, sample.subarray(0, sample.length - 3));
  expect(regions.some(({ kind }) => kind === "gap")).toBe(true);
});

test("is known by its content", async () => {
  expect(await matches(sentencepiece, sample)).toBe(true);
  const node = field(1, field(1, "name"), field(2, "Const"));
  for (const other of [join(node, node, node), join("\n\n\n\n\n\n"), piece("<unk>"), join("")])
    expect(await matches(sentencepiece, other)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(sentencepiece, [sample]);
});
