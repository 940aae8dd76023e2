import { expect, test } from "vitest";
import { dict, int, list, named, pickled, text, tuple } from "./kit/pickle-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  little,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { pytorchLegacy } from "./pytorch-legacy.ts";

const magic = pickled(join([0x8a, 10], Buffer.from("6cfc9c46f9206aa85019", "hex")));

const storage = (module: string, kind: string, key: string): Uint8Array =>
  join(tuple(text("storage"), named(module, kind), text(key), text("cpu"), int(2), "N"), "Q");

const source = "class Net(Module):\n    # by ana\n";
const module = join(
  tuple(text("module"), named("net", "Net"), text("/home/ana/net.py"), text(source)),
  "Q",
);

const front = join(
  magic,
  pickled(int(1001)),
  pickled(dict({ little_endian: "N" })),
  pickled(
    dict({
      net: module,
      w: storage("torch", "HalfStorage", "7"),
      b: storage("torch.cuda", "LongStorage", "8"),
    }),
  ),
  pickled(list(text("8"), text("7"))),
);
const sample = join(front, little(2, 8), new Uint8Array(16), little(3, 8), new Uint8Array(6));

test("finds the path and the source of a module", async () => {
  const regions = await regionsOf(pytorchLegacy, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toMatchObject({
    "$.net<module>.path": ["/home/ana/net.py"],
    "$.net<module>.source": [source],
    "$.w<storage>.location": ["cpu"],
    "$system.little_endian": ["little_endian"],
    "$keys[0]": ["8"],
  });
});

test("skips storages by the sizes of their elements and sweeps what lies behind", async () => {
  const regions = await regionsOf(pytorchLegacy, join(sample, "hidden"));
  const at = front.length + 8;
  expect(regions.filter(({ kind }) => kind !== "string")).toEqual([
    { kind: "tensor", name: "storage 8", span: { start: at, end: at + 16 } },
    { kind: "tensor", name: "storage 7", span: { start: at + 24, end: at + 30 } },
    { kind: "dead", what: "after the last storage", span: { start: at + 30, end: at + 36 } },
  ]);
});

test("fails where a storage is cut or of an unknown type", async () => {
  const cut = sample.subarray(0, sample.length - 1);
  await expect(regionsOf(pytorchLegacy, cut)).rejects.toThrow(
    "pytorch-legacy: cut off, or a length is wrong: 6 bytes to skip, 5 left",
  );
  const odd = Buffer.from(Buffer.from(sample).toString("latin1").replace("Half", "Hulf"), "latin1");
  await expect(regionsOf(pytorchLegacy, odd)).rejects.toThrow("storage '7' of unknown type");
});

test("is known by its magic number", async () => {
  expect(await matches(pytorchLegacy, sample)).toBe(true);
  expect(await matches(pytorchLegacy, pickled("N"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pytorchLegacy, [Uint8Array.from(sample)]);
});
