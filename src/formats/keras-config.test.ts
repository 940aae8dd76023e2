import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { kerasConfig } from "./keras-config.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";

const code = join([0xe3], new Uint8Array(100).fill(7));
const base64 = Buffer.from(code).toString("base64");

/** As Keras 3 writes a lambda, with the line feeds that its base64 has. */
const config = JSON.stringify({
  class_name: "Sequential",
  config: {
    layers: [
      {
        class_name: "Lambda",
        config: { function: { class_name: "__lambda__", config: { code: `${base64}\n` } } },
      },
      { class_name: "Dense", config: { name: 'by "ana"', note: "4w is no code" } },
    ],
  },
});
const bytes = Uint8Array.from(Buffer.from(config));

test("reads the text as it stands, and strings with escapes where they stand", async () => {
  const regions = await regionsOf(kerasConfig, bytes);
  expectInPlace(bytes, regions);
  expect(regions[0]).toMatchObject({ kind: "stretch", as: "text" });
  expect(textsByKey(regions)["$.config.layers[1].config.name"]).toEqual(['by "ana"']);
});

test("unpacks the functions of Lambda layers, and nothing else", async () => {
  const regions = await regionsOf(kerasConfig, bytes);
  const packed = regions.flatMap((each) => (each.kind === "packed" ? [each] : []));
  expect(packed.map(({ name }) => name)).toEqual([
    "$.config.layers[0].config.function.config.code",
  ]);
  const [lambda] = packed;
  const start = config.indexOf("4w");
  expect(lambda?.span).toEqual({ start, end: start + base64.length + 2 });
  expect([...join(...(await Array.fromAsync(lambda?.unpack() ?? [])))]).toEqual([...code]);
});

test("says the key at an offset", async () => {
  expect(await kerasConfig.keys?.(memoryBlob(bytes), [config.indexOf("Dense")])).toEqual([
    "$.config.layers[1].class_name",
  ]);
});

test("is known by its content", async () => {
  expect(await matches(kerasConfig, bytes)).toBe(true);
  expect(await matches(kerasConfig, join('{"class_name": "x"}'))).toBe(false);
  expect(await matches(kerasConfig, join('# "class_name": 1, "config": 2'))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(kerasConfig, [bytes]);
});
