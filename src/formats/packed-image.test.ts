import { expect, test } from "vitest";
import { expectOnlyMalformed, join, matches, regionsOf } from "./kit/testing.ts";
import { packedImage } from "./packed-image.ts";

const sample = join("hsqs", new Uint8Array(60));

test("says that the files are not read, and sweeps", async () => {
  const regions = await regionsOf(packedImage, sample);
  expect(regions[0]).toMatchObject({ kind: "gap", reason: "unsupported: files in a squashfs" });
  expect(regions[1]).toMatchObject({ kind: "stretch", span: { start: 0, end: 64 } });
});

test("is known by its content", async () => {
  expect(await matches(packedImage, sample)).toBe(true);
  expect(await matches(packedImage, join("MSCF\0\0\0\0", new Uint8Array(60)))).toBe(true);
  expect(await matches(packedImage, join("MSCF is text, and goes on as text does"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(packedImage, [sample]);
});
