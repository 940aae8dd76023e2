import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "../core/crc32.ts";
import type { Proof, Rule } from "../core/rule.ts";
import { evidenceOf, judge } from "./proofs.ts";
import { entropy } from "./secretness/features.ts";

const ruleWith = (...proofs: Proof[]): Rule => ({
  id: "made-up",
  title: "Made up",
  class: "secret",
  severity: "high",
  confidence: "medium",
  harm: "None.",
  remedy: "None.",
  keywords: ["made-up"],
  pattern: /(?<value>.*)/,
  proofs,
  references: [],
  examples: { found: ["«a»"], ignored: ["b"] },
});

const shown = (value: string, ...proofs: Proof[]) => evidenceOf(ruleWith(...proofs), value);
const verdict = (proof: Proof, value: string) => judge(ruleWith(proof), value);
const base64 = (text: string): string => Buffer.from(text).toString("base64");
const sumOf = (text: string): number => crc32(Buffer.from(text));

/** The six digits that GitHub writes, most significant first. */
function base62(sum: number): string {
  const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const place = (power: number): string => digits[Math.floor(sum / 62 ** power) % 62] ?? "";
  return [5, 4, 3, 2, 1, 0].map(place).join("");
}

test("a rule without proofs is as sure as it says", () => {
  expect(judge(ruleWith(), "anything")).toBe("medium");
});

test("one refuted proof is enough", () => {
  const both = ruleWith({ kind: "has", all: ["digit"] }, { kind: "has", all: ["upper"] });
  expect(judge(both, "a1")).toBeUndefined();
  expect(judge(both, "A1")).toBe("medium");
});

test("entropy is in bits per character", () => {
  expect(entropy("aaaa")).toBe(0);
  expect(entropy("abab")).toBe(1);
  expect(entropy("abcdefgh")).toBe(3);
  expect(verdict({ kind: "entropy", min: 2 }, "abab")).toBeUndefined();
});

describe("checksums", () => {
  const random = "Kd82wQz91pLmVn4sTyUbXc7JhGf5Ra";

  test("GitHub's is the CRC-32 of the random part, in base 62", () => {
    const token = `ghp_${random}${base62(sumOf(random))}`;
    expect(verdict({ kind: "crc32-base62" }, token)).toBe("high");
    expect(verdict({ kind: "crc32-base62" }, token.replace("K", "k"))).toBe("low");
  });

  test("small sums keep their leading zeros", () => {
    expect(base62(61)).toBe("00000z");
  });

  test("Grafana's is little-endian and leaves the last underscore out", () => {
    const proof: Proof = { kind: "crc32-hex", order: "little", gap: 1 };
    const sum = Buffer.alloc(4);
    sum.writeUInt32LE(sumOf(`glsa_${random}`));
    expect(verdict(proof, `glsa_${random}_${sum.toString("hex")}`)).toBe("high");
    expect(verdict(proof, `glsa_${random}_00000000`)).toBe("low");
  });

  test("Atlassian's is big-endian and counts the equals sign", () => {
    const proof: Proof = { kind: "crc32-hex", order: "big", gap: 0 };
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(sumOf(`ATATT3${random}=`));
    expect(verdict(proof, `ATATT3${random}=${sum.toString("hex").toUpperCase()}`)).toBe("high");
    expect(verdict(proof, `ATATT3${random}=DEADBEEF`)).toBe("low");
  });
});

describe("wallets", () => {
  test("a key with a wrong sum was changed", () => {
    const wrong = "L2M4eVCQzxEikxYHHzNZhDcdtjubo2i6mbivHDH4aLSe8VzHKvpj";
    expect(verdict({ kind: "base58-sum", alphabet: "bitcoin" }, wrong)).toBe("low");
    expect(verdict({ kind: "bech32-sum" }, `nsec1${"q".repeat(58)}`)).toBe("low");
    expect(verdict({ kind: "strkey-sum" }, `SA${"A".repeat(54)}`)).toBe("low");
  });

  test("a recovery phrase is sure by its sum, likely by its words, and no sentence", () => {
    const proof: Proof = { kind: "recovery-phrase" };
    const zeros = `${"abandon ".repeat(11)}about`;
    expect(verdict(proof, zeros)).toBe("high");
    expect(verdict(proof, zeros.replace("about", "zoo"))).toBe("medium");
    expect(verdict(proof, zeros.replace("about", "lantern"))).toBe("low");
    expect(verdict(proof, "they are shown once and then never again after you sign out")).toBe(
      undefined,
    );
  });
});

describe("structures", () => {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

  test("a JWT begins with an object that has alg", () => {
    expect(verdict({ kind: "jwt" }, `${part({ alg: "ES256" })}.${part({})}.c2ln`)).toBe("high");
    expect(verdict({ kind: "jwt" }, `${part({ typ: "x" })}.${part({})}.c2ln`)).toBeUndefined();
    expect(verdict({ kind: "jwt" }, "not.a.token")).toBeUndefined();
  });

  test("base64-json asks for its keys", () => {
    const proof: Proof = { kind: "base64-json", keys: ["api_key", "api_url"] };
    expect(verdict(proof, base64('{"api_key":1,"api_url":2}'))).toBe("high");
    expect(verdict(proof, base64('{"api_key":1}'))).toBeUndefined();
    expect(verdict(proof, base64('"api_key"'))).toBeUndefined();
  });

  test("base64-pair asks for a user and a password that is no stand-in", () => {
    expect(verdict({ kind: "base64-pair" }, base64("ada:Kd82-wQz91p"))).toBe("medium");
    expect(verdict({ kind: "base64-pair" }, base64("user:password"))).toBeUndefined();
    expect(verdict({ kind: "base64-pair" }, base64("no colon in here"))).toBeUndefined();
    expect(verdict({ kind: "base64-pair" }, base64('{"alg":"HS256"}'))).toBeUndefined();
    expect(verdict({ kind: "base64-pair" }, "Operations")).toBeUndefined();
  });

  test("an AWS key id is base 32 after its four letters", () => {
    expect(verdict({ kind: "aws-key-id" }, "AKIAQ7ZK3M5N2P4R6T2V")).toBe("medium");
    expect(verdict({ kind: "aws-key-id" }, "AKIA0123456789ABCDEF")).toBeUndefined();
  });
});

describe("evidence", () => {
  test("a checksum is evidence, whether it holds or not", () => {
    const sum: Proof = { kind: "crc32-base62" };
    expect(shown("ghp_0123456789abcdefghijABCDEFGHIJ000000", sum)).toEqual([
      { kind: "checksum", holds: false },
    ]);
    expect(shown("glpat-nosum", { kind: "crc32-base36" })).toEqual([]);
  });

  test("what decodes says what it is", () => {
    const token = `${btoa('{"alg":"none"}')}.${btoa('{"exp":0}')}.x`;
    expect(shown(token, { kind: "jwt" })).toEqual([
      { kind: "decoded", as: "JSON web token", facts: { expires: "1970-01-01T00:00:00.000Z" } },
    ]);
  });

  test("an id that names no account, and what only looks random, show nothing", () => {
    expect(shown(`AKIAB${"Q".repeat(15)}`, { kind: "aws-key-id" })).toEqual([]);
    expect(shown("x", { kind: "entropy", min: 3 }, { kind: "not-words" })).toEqual([]);
  });
});

/** One of each kind: the compiler asks for those that are missing. */
const everyProof: { readonly [Kind in Proof["kind"]]: Extract<Proof, { readonly kind: Kind }> } = {
  entropy: { kind: "entropy", min: 3 },
  has: { kind: "has", all: ["digit", "symbol"] },
  "not-placeholder": { kind: "not-placeholder" },
  "not-words": { kind: "not-words" },
  "looks-secret": { kind: "looks-secret", as: "key", least: 0.5 },
  "named-secret": { kind: "named-secret" },
  "crc32-base62": { kind: "crc32-base62" },
  "crc32-hex": { kind: "crc32-hex", order: "little", gap: 1 },
  "crc32-base36": { kind: "crc32-base36" },
  marvin32: { kind: "marvin32" },
  "base58-sum": { kind: "base58-sum", alphabet: "bitcoin" },
  "bech32-sum": { kind: "bech32-sum" },
  "strkey-sum": { kind: "strkey-sum" },
  "recovery-phrase": { kind: "recovery-phrase" },
  jwt: { kind: "jwt" },
  macaroon: { kind: "macaroon" },
  der: { kind: "der" },
  "base64-number": { kind: "base64-number" },
  "aws-key-id": { kind: "aws-key-id" },
  "slack-team": { kind: "slack-team" },
  "base64-json": { kind: "base64-json", keys: ["a"] },
  "base64-pair": { kind: "base64-pair" },
};

test("any text can be judged by any proof, and asked what it shows", () => {
  const anything = fc.string({ unit: "binary-ascii", maxLength: 60 });
  fc.assert(
    fc.property(anything, fc.constantFrom(...Object.values(everyProof)), (value, proof) => {
      expect([undefined, "low", "medium", "high"]).toContain(verdict(proof, value));
      expect(shown(value, proof).length).toBeLessThanOrEqual(1);
    }),
  );
});
