import { expect, test } from "vitest";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { opensshKey } from "./openssh-key.ts";

const part = (value: Uint8Array | string): Uint8Array => {
  const bytes = join(value);
  return join([0, 0, bytes.length >> 8, bytes.length & 0xff], bytes);
};
const key = (cipher: string, secret: Uint8Array): Uint8Array =>
  join(
    "openssh-key-v1\0",
    part(cipher),
    part(cipher === "none" ? "none" : "bcrypt"),
    part(""),
    [0, 0, 0, 1],
    part(join(part("ssh-ed25519"), part(new Uint8Array(32)))),
    part(secret),
  );
const secret = (type: string): Uint8Array =>
  join(
    new Uint8Array(8),
    part(type),
    part(new Uint8Array(32)),
    part(new Uint8Array(64)),
    part("ana@gpu07"),
    [1, 2, 3],
  );
const open = key("none", secret("ssh-ed25519"));
const locked = key("aes256-ctr", new Uint8Array(64).fill(7));

test("finds whose key it is, where that stands", async () => {
  const regions = await regionsOf(opensshKey, open);
  expect(textsByKey(regions)).toEqual({
    cipher: ["none"],
    kdf: ["none"],
    "public[0].type": ["ssh-ed25519"],
    "private[0].type": ["ssh-ed25519"],
    "private[0].comment": ["ana@gpu07"],
  });
  expectInPlace(open, regions);
});

test("says that a key is encrypted, and sweeps what follows one", async () => {
  expect((await regionsOf(opensshKey, join(locked, "behind"))).slice(-2)).toMatchObject([
    { kind: "gap", reason: "encrypted: key by aes256-ctr" },
    { kind: "dead", span: { start: locked.length, end: locked.length + 6 } },
  ]);
});

test("sweeps a key of a kind that it does not know", async () => {
  const regions = await regionsOf(opensshKey, key("none", secret("sk-new-kind")));
  expect(regions.at(-1)).toMatchObject({ kind: "stretch", as: "binary" });
});

test("padding holds nothing", async () => {
  const wrong = Uint8Array.from(open);
  wrong.set([9], wrong.length - 1);
  await expect(regionsOf(opensshKey, wrong)).rejects.toThrow("padding that is none");
  await expect(regionsOf(opensshKey, open.subarray(0, 60))).rejects.toThrow("openssh-key: ");
});

test("is known by its signature", async () => {
  expect(await matches(opensshKey, open)).toBe(true);
  expect(await matches(opensshKey, join("openssh-key-v2\0"))).toBe(false);
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(opensshKey, [open, locked]);
});
