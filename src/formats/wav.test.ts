import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { chunk, riffOf } from "./kit/riff-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { wav } from "./wav.ts";

const sample = riffOf(
  "WAVE",
  chunk("fmt ", new Uint8Array(16)),
  chunk("LIST", "INFO", chunk("IART", "Ana Silva\0"), chunk("ICMT", "studio\0deleted")),
  chunk("bext", "recorded by ana"),
  chunk("data", "sound"),
);

test("finds texts of the list where they stand, and sweeps behind their ends", async () => {
  const regions = await regionsOf(wav, sample);
  expectInPlace(sample, regions);
  expect(textsByKey(regions)).toEqual({ IART: ["Ana Silva"], ICMT: ["studio"] });
  expect(regions.filter(({ kind }) => kind === "dead")).toHaveLength(1);
});

test("sweeps other chunks, and skips the sound", async () => {
  const at = Buffer.from(sample).indexOf("recorded");
  expect(await wav.keys?.(memoryBlob(sample), [at])).toEqual(["bext"]);
  expect((await regionsOf(wav, sample)).filter(({ kind }) => kind === "tensor")).toHaveLength(1);
});

test("sweeps what follows the end", async () => {
  expect((await regionsOf(wav, join(sample, "key"))).at(-1)).toMatchObject({ kind: "dead" });
});

test("is known by its content", async () => {
  expect(await matches(wav, sample)).toBe(true);
  expect(await matches(wav, riffOf("WEBP"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(wav, [sample]);
});
