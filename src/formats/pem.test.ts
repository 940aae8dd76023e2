import { expect, test } from "vitest";
import { unpackAll } from "./kit/packed-testing.ts";
import { expectOnlyMalformed, join, matches } from "./kit/testing.ts";
import { pem } from "./pem.ts";

const armour = (label: string, text: string, head = "", sum = ""): string =>
  [
    `-----BEGIN ${label}-----`,
    head + Buffer.from(text).toString("base64"),
    `${sum}-----END ${label}-----`,
    "",
  ].join("\n");

const sample = join(
  armour("CERTIFICATE", "one certificate"),
  armour("PRIVATE KEY", "of numbers alone"),
  armour("PGP PUBLIC KEY BLOCK", "a public key", "Comment: of Ana\n\n", "=abcd\n"),
);

test("reads the text as it stands, and what the armour holds", async () => {
  const { regions, texts } = await unpackAll(pem, sample);
  expect(texts).toEqual({
    "certificate-1": "one certificate",
    "pgp-public-key-block-2": "a public key",
  });
  expect(regions[0]).toMatchObject({ kind: "stretch", span: { start: 0, end: sample.length } });
});

test("armour that is not closed, or holds no base64, is damage or text", async () => {
  expect((await unpackAll(pem, sample.subarray(0, 40))).texts).toEqual({});
  const wrong = join("-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n");
  await expect(unpackAll(pem, wrong)).rejects.toThrow("not of base64");
});

test("a list of those whom a machine trusts is text", async () => {
  const many = armour("CERTIFICATE", "one certificate").repeat(21);
  expect((await unpackAll(pem, join(many))).texts).toEqual({});
});

test("is known by its first line, behind remarks", async () => {
  expect(await matches(pem, sample)).toBe(true);
  expect(await matches(pem, join("# Issuer: CN=x\n", armour("CERTIFICATE", "x")))).toBe(true);
  expect(await matches(pem, join("----- BEGIN of the log -----\n"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pem, [sample]);
});
