import { expect, test } from "vitest";
import { certificate, der } from "./kit/der-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { x509 } from "./x509.ts";

const sample = certificate("Corp Research", "gpu07.corp.internal", "k8s.corp.internal");

test("finds who issued it and for whom, where it stands", async () => {
  const regions = await regionsOf(x509, sample);
  expect(textsByKey(regions)).toEqual({
    "issuer.O": ["Corp Research"],
    "subject.CN": ["gpu07.corp.internal"],
    subjectAltName: ["k8s.corp.internal"],
  });
  expectInPlace(sample, regions);
});

test("sweeps what follows it", async () => {
  expect((await regionsOf(x509, join(sample, "hidden"))).at(-1)).toEqual({
    kind: "dead",
    what: "after the certificate",
    span: { start: sample.length, end: sample.length + 6 },
  });
});

test("a structure that is cut, or too deep, ends", async () => {
  await expect(regionsOf(x509, sample.subarray(0, 50))).rejects.toThrow("that is cut at byte 0");
  let deep = der(0x0c, "text");
  for (let each = 0; each < 100; each++) deep = der(0x30, deep);
  expect(await regionsOf(x509, deep)).toEqual([]);
});

test("is known by its first elements", async () => {
  expect(await matches(x509, sample)).toBe(true);
  expect(await matches(x509, der(0x30, der(0x30, der(0x02, 1), der(0x0c, "no"))))).toBe(false);
  expect(await matches(x509, join("0 is a number"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(x509, [sample]);
});
