import { expect, test } from "vitest";
import { der } from "./kit/der-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { pkcs12 } from "./pkcs12.ts";

const data = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
const friendlyName = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x14];
const wide = Buffer.from("ana's key", "utf16le").swap16();
const attribute = der(0x30, der(0x06, friendlyName), der(0x31, der(0x1e, wide)));
const safe = der(0x04, der(0x30, attribute));
const sample = der(0x30, der(0x02, 3), der(0x30, der(0x06, data), der(0xa0, safe)));

test("finds names of keys where they stand, and says that the keys are encrypted", async () => {
  const regions = await regionsOf(pkcs12, join(sample, "behind"));
  expect(textsByKey(regions)).toEqual({ friendlyName: ["ana's key"] });
  expectInPlace(sample, regions);
  expect(regions.slice(1)).toMatchObject([
    { kind: "gap", reason: "encrypted: key store" },
    { kind: "dead", span: { start: sample.length } },
  ]);
});

test("is known by its version and the identifier after it", async () => {
  expect(await matches(pkcs12, sample)).toBe(true);
  expect(await matches(pkcs12, der(0x30, der(0x02, 3), der(0x30, der(0x0c, "text"))))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pkcs12, [sample]);
});
