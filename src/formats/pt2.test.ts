import { expect, test } from "vitest";
import { nameOf } from "../core/blob.ts";
import { expectInPlace, expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { zipOf } from "./kit/zip-testing.ts";
import { pt2 } from "./pt2.ts";

const members = [
  { name: "ana_net/archive_format", data: "pt2" },
  { name: "ana_net/models/model.json", data: '{"graph_module": {}}' },
  { name: "ana_net/data/weights/weight_0", data: new Uint8Array(16) },
  { name: "ana_net/data/weights/model_weights_config.json", data: "{}" },
  { name: "ana_net/data/constants/tensor_0", data: new Uint8Array(4) },
  { name: "ana_net/extra/notes.txt", data: "by ana" },
];
const sample = zipOf(members);
const old = zipOf([
  { name: "serialized_exported_program.json", data: "{}" },
  { name: "serialized_state_dict.pt", data: "PK" },
]);

test("hands on all members but weights and constants", async () => {
  const regions = await regionsOf(pt2, sample);
  expectInPlace(sample, regions);
  const named = regions.flatMap((each) =>
    each.kind === "child" ? [nameOf(each.blob.origin)] : each.kind === "tensor" ? [each.kind] : [],
  );
  expect(named).toEqual([
    "ana_net/archive_format",
    "ana_net/models/model.json",
    "tensor",
    "ana_net/data/weights/model_weights_config.json",
    "tensor",
    "ana_net/extra/notes.txt",
  ]);
});

test("sweeps what stands between and behind the members", async () => {
  const bytes = join(zipOf(members, { gap: "hidden" }), "trailer");
  const dead = (await regionsOf(pt2, bytes)).filter(({ kind }) => kind === "dead");
  expect(dead).toHaveLength(2);
});

test("is known by its members", async () => {
  expect(await matches(pt2, sample)).toBe(true);
  expect(await matches(pt2, old)).toBe(true);
  expect(await matches(pt2, zipOf([{ name: "net/data.pkl" }, { name: "net/version" }]))).toBe(
    false,
  );
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pt2, [sample, old]);
});
