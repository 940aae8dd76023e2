import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { openpgp } from "./openpgp.ts";

const body = join([4, 0, 0, 0, 0, 22], new Uint8Array(40).fill(9));
const packet = (tag: number, content: Uint8Array | string): Uint8Array => {
  const bytes = join(content);
  return join(0xc0 | tag, bytes.length, bytes);
};
const old = (tag: number, content: Uint8Array | string): Uint8Array => {
  const bytes = join(content);
  return join(0x81 | (tag << 2), [bytes.length >> 8, bytes.length & 0xff], bytes);
};
const ring = join(
  packet(6, body),
  packet(13, "Ana Smith <ana@example.org>"),
  packet(2, "a signature"),
);
const secret = join(old(5, body), old(13, "Ana Smith <ana@example.org>"));

test.each([
  ["public", ring],
  ["secret", secret],
])("finds whose %s key it is, where that stands", async (_, bytes) => {
  const regions = await regionsOf(openpgp, bytes);
  expect(textsByKey(regions)["packets[1].userId"]).toEqual(["Ana Smith <ana@example.org>"]);
  expectInPlace(bytes, regions);
});

test("tells a secret key by its place, and sweeps what is no key", async () => {
  expect(Object.keys(textsByKey(await regionsOf(openpgp, secret)))).toContain("secret-key");
  expect(Object.keys(textsByKey(await regionsOf(openpgp, ring)))).not.toContain("secret-key");
  expect((await regionsOf(openpgp, ring)).at(-1)).toMatchObject({ kind: "stretch", as: "binary" });
});

test("says what is encrypted, and where a packet is cut", async () => {
  const message = join(
    packet(1, join([3], new Uint8Array(8), [1], "for a key")),
    packet(18, "message"),
  );
  expect((await regionsOf(openpgp, message)).at(-1)).toMatchObject({
    reason: "encrypted: OpenPGP",
  });
  await expect(regionsOf(openpgp, join(ring, 0xcd, 9, "short"))).rejects.toThrow(
    "packet of 9 bytes",
  );
  await expect(regionsOf(openpgp, join(ring, "behind"))).rejects.toThrow("no packet");
});

test("is known by the version and algorithm of its first key", async () => {
  expect(await matches(openpgp, ring)).toBe(true);
  expect(await matches(openpgp, secret)).toBe(true);
  expect(await matches(openpgp, packet(6, join([4, 0, 0, 0, 0, 99], "x")))).toBe(false);
  expect(await matches(openpgp, join("text"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(openpgp, [ring, secret]);
});
