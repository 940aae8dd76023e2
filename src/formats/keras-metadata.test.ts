import { expect, test } from "vitest";
import { kerasMetadata } from "./keras-metadata.ts";
import { field } from "./kit/protobuf-testing.ts";
import { graphSample } from "./kit/tensorflow-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const layer = (id: number, path: string, settings: string): Uint8Array =>
  field(
    1,
    field(2, id),
    field(3, path),
    field(4, "_tf_keras_layer"),
    field(5, settings),
    field(6, field(1, 2)),
  );
const sample = join(layer(0, "root", '{"name": "net"}'), layer(1, "root.dense", '{"by": "ana"}'));

test("finds paths and kinds of layers, and their settings as documents", async () => {
  const regions = await regionsOf(kerasMetadata, sample);
  expect(textsByKey(regions)).toEqual({
    "$.nodes.root": ["root"],
    "$.nodes.root.identifier": ["_tf_keras_layer"],
    '$.nodes["root.dense"]': ["root.dense"],
    '$.nodes["root.dense"].identifier': ["_tf_keras_layer"],
  });
  const [first] = regions.filter((each) => each.kind === "child");
  expect(first?.blob.origin).toMatchObject({ name: "nodes.root.metadata" });
  expect(first?.blob.size).toBe(15);
  expectInPlace(sample, regions);
});

test("sees what was appended", async () => {
  const regions = await regionsOf(kerasMetadata, join(sample, field(40, "hidden")));
  expect(textsByKey(regions)["$[unknown 40]"]).toEqual(["hidden"]);
});

test("is known by its content", async () => {
  expect(await matches(kerasMetadata, sample)).toBe(true);
  expect(await matches(kerasMetadata, graphSample)).toBe(false);
  expect(await matches(kerasMetadata, join(field(1, "x"))).catch(() => false)).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(kerasMetadata, [sample]);
});
