import { expect, test } from "vitest";
import { field, varint } from "./kit/protobuf-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { tensorflowCheckpoint } from "./tensorflow-checkpoint.ts";

const magic = [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb];

const entry = (shared: number, rest: string, value: Uint8Array): Uint8Array =>
  join(varint(shared), varint(rest.length), varint(value.length), rest, value);

const block = (...entries: readonly Uint8Array[]): Uint8Array =>
  join(...entries, little(0, 4), little(1, 4));

const handle = (start: number, size: number): Uint8Array => join(varint(start), varint(size));

/** A table around one data block; `between` stands behind it. */
function table(data: Uint8Array, packing = 0, between: Uint8Array = join()): Uint8Array {
  const trailer = join(packing, [0, 0, 0, 0]);
  const meta = block();
  const metaAt = data.length + 5 + between.length;
  const index = block(entry(0, "z", handle(0, data.length)));
  const indexAt = metaAt + meta.length + 5;
  const plainTrailer = [0, 0, 0, 0, 0];
  const handles = join(handle(metaAt, meta.length), handle(indexAt, index.length));
  const padding = new Uint8Array(40 - handles.length);
  return join(
    data,
    trailer,
    between,
    meta,
    plainTrailer,
    index,
    plainTrailer,
    handles,
    padding,
    magic,
  );
}

const bundle = join(field(1, 1), field(2, field(2, field(1, 4))), field(4, 32), field(5, 16));
const data = block(
  entry(0, "", field(1, 1)),
  entry(0, "run/ana/kernel", bundle),
  entry(8, "bias", bundle),
);
const sample = table(data);

test("finds the names of variables where they stand, in the pieces they are cut into", async () => {
  const regions = await regionsOf(tensorflowCheckpoint, sample);
  expect(textsByKey(regions)).toEqual({
    '$["run/ana/kernel"]': ["run/ana/kernel"],
    '$["run/ana/bias"]': ["run/ana/bias"],
    "$.z": ["z"],
  });
  expectInPlace(sample, regions);
  expect(regions.filter(({ kind }) => kind !== "string")).toEqual([]);
});

test("sweeps what stands between the blocks, and in the padding of the footer", async () => {
  const bytes = table(data, 0, join("deleted key"));
  bytes.set(join("hidden"), bytes.length - 20);
  const regions = await regionsOf(tensorflowCheckpoint, bytes);
  const dead = regions.filter((each) => each.kind === "dead");
  expect(dead.map(({ what }) => what)).toEqual(["between blocks", "in the footer"]);
  expect(dead[0]?.span).toEqual({ start: data.length + 5, end: data.length + 16 });
});

test("sweeps what stands in place of the offsets of entries", async () => {
  const hidden = join(entry(0, "", field(1, 1)), "not offsets!", little(3, 4));
  const regions = await regionsOf(tensorflowCheckpoint, table(hidden));
  expect(regions).toContainEqual(expect.objectContaining({ what: "in the offsets of a block" }));
});

test("unpacks Snappy", async () => {
  const literal = join(varint(data.length), [60 << 2, data.length - 1], data);
  const [packed] = await regionsOf(tensorflowCheckpoint, table(literal, 1));
  if (packed?.kind !== "packed") throw new Error("not packed");
  expect(join(...(await Array.fromAsync(packed.unpack())))).toEqual(join(data));
});

test("gives what it cannot unpack as a gap", async () => {
  const [first] = await regionsOf(tensorflowCheckpoint, table(data, 2));
  expect(first).toMatchObject({ kind: "gap", reason: "unsupported: packing 2" });
});

test("reads the weights of old checkpoints as such", async () => {
  const slice = field(2, field(1, "w"), field(3, field(1, 1), field(4, new Uint8Array(16))));
  const old = table(
    block(entry(0, "", field(1, field(1, field(1, "w")))), entry(0, "w/slice", slice)),
  );
  const regions = await regionsOf(tensorflowCheckpoint, old);
  expect(textsByKey(regions)["$.meta.tensor.w"]).toEqual(["w"]);
  expect(regions.some(({ kind }) => kind === "tensor")).toBe(true);
});

test("is known by its end and its first key", async () => {
  expect(await matches(tensorflowCheckpoint, sample)).toBe(true);
  expect(await matches(tensorflowCheckpoint, join(entry(0, "key", join()), magic))).toBe(false);
  expect(await matches(tensorflowCheckpoint, new Uint8Array(100))).toBe(false);
});

test("refuses blocks that overlap", async () => {
  const index = block(entry(0, "a", handle(0, data.length)), entry(0, "b", handle(0, data.length)));
  const meta = data.length + 5;
  const handles = join(handle(meta, 8), handle(meta + 13, index.length));
  const bytes = join(
    data,
    new Uint8Array(5),
    block(),
    new Uint8Array(5),
    index,
    new Uint8Array(5),
    handles,
    new Uint8Array(40 - handles.length),
    magic,
  );
  await expect(regionsOf(tensorflowCheckpoint, bytes)).rejects.toThrow("blocks overlap");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(tensorflowCheckpoint, [sample, table(data, 1)]);
});
