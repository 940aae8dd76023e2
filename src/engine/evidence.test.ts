import { expect, test } from "vitest";
import type { Proof, Rule } from "../core/rule.ts";
import { jwt, slackTeam } from "./decoded.ts";
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

test("a token says of itself who holds it, and in which tenant or team", () => {
  const claims = { sub: "ana", upn: "ana@corp.com", tid: "3f2a1b4c", exp: 1_700_000_000 };
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
  const token = [part({ alg: "none" }), part(claims), "signature"].join(".");
  expect(jwt(token)?.facts).toEqual({
    subject: "ana",
    email: "ana@corp.com",
    tenant: "3f2a1b4c",
    expires: "2023-11-14T22:13:20.000Z",
  });
  const bot = ["xoxb", "305948329698", "0460413611995", "A".repeat(24)].join("-");
  expect(slackTeam(bot)?.facts).toEqual({ team: "305948329698" });
  expect(slackTeam(`hooks.slack.com/services/TOO6VOSF7/BKSW2OPR3YT/x`)?.facts).toEqual({
    team: "TOO6VOSF7",
  });
  expect(slackTeam("xoxe-1-abc")).toBeUndefined();
});
