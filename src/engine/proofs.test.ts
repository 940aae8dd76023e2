import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { crc32 } from "../core/crc32.ts";
import type { Proof, Rule } from "../core/rule.ts";
import { isPlaceholder } from "./placeholders.ts";
import { judge } from "./proofs.ts";
import { entropy } from "./secretness/features.ts";
import { isWords } from "./words.ts";

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

test.each(
  [
    [
      "<token>",
      "${TOKEN}",
      "$(cat token)",
      "{{ token }}",
      "%TOKEN%",
      "$TOKEN",
      "{token}",
      "%(token)s",
    ],
    ["xxxxxxxx", "hf_xxxxxxxxxxxx", "********", "sk-...", "••••••••", "------"],
    ["your-api-key", "YOUR_TOKEN_HERE", "my-secret", "test_token", "example", "wJalrEXAMPLEKEY"],
    ["changeme", "change-me-please", "placeholder1", "[REDACTED]", "insert-key", "password123"],
    ["password", "admin", "postgres", "None", "null", "true", "localhost", "hunter2"],
    ["aaaaaaaaaa", "123456789", "abcdefghij", "9876543210", "abc123abc123abc123"],
  ].flat(),
)("%j is a placeholder", (value) => {
  expect(isPlaceholder(value)).toBe(true);
});

test.each([
  "Kd82-wQz91p",
  "tr0ub4dor&3",
  "myriad-9Kd82wQz",
  "thexQ81pLm",
  "8f14e45fceea167a5a36dedd4bea2543",
])("%j is no placeholder", (value) => {
  expect(isPlaceholder(value)).toBe(false);
});

test.each(
  [
    [
      "access_token_url",
      "hiddenSizeFactor",
      "my-secret-key",
      "TLS_CERT_2024",
      "config.service.key2",
    ],
    ["ed25519.Ed25519PrivateKey", "load the credentials", "model.layers.0.weight", "_private_key"],
  ].flat(),
)("%j is words", (value) => {
  expect(isWords(value)).toBe(true);
});

test.each(
  [
    ["Kd82wQz91pLmVn4s", "gjbvbxsk", "QwErTyUiOpAsDfGh", "8f14e45fceea167a", "xqzvkjwpbt"],
    ["k3J9sLq2mZx8Vb4Nc7Tr", "pa$$phrase", "123456"],
  ].flat(),
)("%j is not words", (value) => {
  expect(isWords(value)).toBe(false);
});

test("any text can be judged by any proof", () => {
  const proofs: Proof[] = [
    { kind: "crc32-base62" },
    { kind: "crc32-hex", order: "big", gap: 0 },
    { kind: "crc32-hex", order: "little", gap: 1 },
    { kind: "jwt" },
    { kind: "base64-json", keys: ["a"] },
    { kind: "base64-pair" },
    { kind: "not-placeholder" },
    { kind: "not-words" },
  ];
  const anything = fc.string({ unit: "binary-ascii", maxLength: 60 });
  fc.assert(
    fc.property(anything, fc.constantFrom(...proofs), (value, proof) => {
      expect([undefined, "low", "medium", "high"]).toContain(verdict(proof, value));
    }),
  );
});
