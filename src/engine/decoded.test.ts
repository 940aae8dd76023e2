import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { awsKeyId, base64Number, der, jwt, macaroon, slackTeam } from "./decoded.ts";

const base64url = (text: string | Uint8Array): string => Buffer.from(text).toString("base64url");

const token = (claims: object): string =>
  `${base64url('{"alg":"HS256"}')}.${base64url(JSON.stringify(claims))}.${base64url("signature")}`;

test("a web token says who made it and until when", () => {
  const claims = { iss: "https://id.example.com", exp: 1_700_000_000, aud: ["a"], role: 7 };
  expect(jwt(token(claims))).toEqual({
    as: "JSON web token",
    facts: { issuer: "https://id.example.com", expires: "2023-11-14T22:13:20.000Z" },
  });
});

test("a web token says who holds it, and in which tenant", () => {
  const claims = { sub: "ana", upn: "ana@corp.com", tid: "3f2a1b4c", exp: 1_700_000_000 };
  expect(jwt(token(claims))?.facts).toEqual({
    subject: "ana",
    email: "ana@corp.com",
    tenant: "3f2a1b4c",
    expires: "2023-11-14T22:13:20.000Z",
  });
});

test("a web token may say nothing, or nonsense", () => {
  expect(jwt(token({ exp: 1e300 }))?.facts).toEqual({});
  expect(jwt(`${base64url('{"alg":"dir"}')}..x.y.z`)?.facts).toEqual({});
  expect(jwt(`${base64url('{"typ":"JWT"}')}.e30.x`)).toBeUndefined();
});

/** An AWS key id that names this account. */
function keyIdOf(account: bigint): string {
  const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  let bits = ((1n << 47n) | (account << 7n)) << 2n;
  let id = "";
  for (let each = 0; each < 10; each++, bits >>= 5n) id = letters[Number(bits & 31n)] + id;
  return `AKIA${id}BCDEFG`;
}

test("an AWS key id names its account", () => {
  expect(awsKeyId(keyIdOf(609_629_065_308n))?.facts).toEqual({ account: "609629065308" });
  expect(awsKeyId(keyIdOf(42n))?.facts).toEqual({ account: "000000000042" });
});

test("an old AWS key id names none", () => {
  expect(awsKeyId(`AKIAB${"Q".repeat(15)}`)).toEqual({ as: "AWS key id", facts: {} });
  expect(awsKeyId(`AKIA${"1".repeat(16)}`)).toBeUndefined();
});

const field = (kind: number, bytes: Uint8Array): Uint8Array =>
  Buffer.concat([
    Uint8Array.of(
      kind,
      ...(bytes.length < 128 ? [bytes.length] : [(bytes.length & 127) | 128, bytes.length >> 7]),
    ),
    bytes,
  ]);

const macaroonOf = (caveat: string, signature = 32): string =>
  `pypi-${base64url(
    Buffer.concat([
      Uint8Array.of(2),
      field(1, Buffer.from("pypi.org")),
      field(2, Buffer.from("an id")),
      Uint8Array.of(0),
      field(2, Buffer.from(caveat)),
      Uint8Array.of(0, 0),
      field(6, new Uint8Array(signature).fill(7)),
    ]),
  )}`;

describe("a macaroon", () => {
  test("says where it is for, however long its caveats are", () => {
    expect(macaroon(macaroonOf("x"))?.facts).toEqual({ place: "pypi.org" });
    expect(macaroon(macaroonOf("x".repeat(300)))?.facts).toEqual({ place: "pypi.org" });
  });

  test("that is cut, or goes on, or is something else, is none", () => {
    const whole = macaroonOf("x");
    for (const other of [whole.slice(0, -4), `${whole}AAAA`, macaroonOf("x", 31), "pypi-AgEI"])
      expect(macaroon(other), other).toBeUndefined();
  });
});

describe("a private key", () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();

  test("is one DER value, on its lines or in one with escapes", () => {
    expect(der(pem)?.facts).toEqual({ encrypted: "no" });
    expect(der(pem.replaceAll("\n", "\\n"))?.facts).toEqual({ encrypted: "no" });
  });

  test("that is encrypted says so", () => {
    const locked = privateKey.export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-128-cbc",
      passphrase: "x",
    });
    expect(der(locked.toString())?.facts).toEqual({ encrypted: "yes" });
  });

  test("that is cut is none", () => {
    const lines = pem.split("\n");
    expect(der([...lines.slice(0, 3), ...lines.slice(4)].join("\n"))).toBeUndefined();
  });
});

test("a number is base64 before the first dot", () => {
  expect(base64Number(`${base64url("123456789012345678")}.x.y`)?.facts["user"]).toBe(
    "123456789012345678",
  );
  expect(base64Number(`${base64url("not a number at all")}.x.y`)).toBeUndefined();
});

test("a Slack credential says which team it belongs to", () => {
  const bot = ["xoxb", "305948329698", "0460413611995", "A".repeat(24)].join("-");
  expect(slackTeam(bot)?.facts).toEqual({ team: "305948329698" });
  expect(slackTeam(`hooks.slack.com/services/TOO6VOSF7/BKSW2OPR3YT/x`)?.facts).toEqual({
    team: "TOO6VOSF7",
  });
  expect(slackTeam("xoxe-1-abc")).toBeUndefined();
});
