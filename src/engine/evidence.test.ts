import { expect, test } from "vitest";
import type { Proof, Rule } from "../core/rule.ts";
import { evidenceOf } from "./evidence.ts";

const shown = (value: string, ...proofs: readonly Proof[]) =>
  evidenceOf({ proofs } as Partial<Rule> as Rule, value);

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
