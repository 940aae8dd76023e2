import { generateKeyPairSync } from "node:crypto";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { TareError } from "../../core/error.ts";
import { fakeToken } from "../../scan/testing.ts";
import { type Envelope, isSignedBy, sealed } from "../../attest/envelope.ts";
import { readReceipt } from "./read.ts";
import { receiptSchema } from "./schema.ts";
import { statementType } from "../../attest/attestation.ts";
import { predicateType, type Statement } from "./statement.ts";
import { failures, proofCase } from "./testing.ts";

const digest = "0".repeat(64);
const statement: Statement = {
  _type: statementType,
  subject: [{ name: "notes.json", digest: { sha256: digest } }],
  predicateType,
  predicate: {
    tool: { name: "tare", version: "0.1.0" },
    madeAt: "2026-11-29T20:00:00.000Z",
    files: [
      {
        name: "notes.json",
        was: "***.json",
        how: "patched",
        bytes: 7,
        before: digest,
        edits: [
          {
            in: "a!/b",
            kind: "fill",
            span: { start: 1, end: 2 },
            length: 1,
            before: digest,
            after: digest,
            rule: "a-rule",
            reason: "a token",
          },
        ],
        tensors: [
          {
            in: "a",
            name: "w",
            dtype: "F32",
            shape: [2, 0],
            holds: ["$.w"],
            bytes: 8,
            sha256: digest,
          },
        ],
      },
    ],
    links: [{ name: "link", to: "notes.json" }],
    dropped: [{ name: "log", before: digest, rule: "a-rule", reason: "a log" }],
    scan: { profile: "release", files: 1, bySeverity: { low: 1 }, byClass: { stack: 1 }, gaps: 0 },
  },
};

const text = sealed(statement);

describe("the schema", () => {
  const validate = (schema: object) =>
    new Ajv2020({ strict: true, strictTypes: false }).compile(schema);

  test("takes a receipt, and what a later version adds", () => {
    expect(validate(receiptSchema)(statement)).toBe(true);
    expect(validate(receiptSchema)({ ...statement, later: 1 })).toBe(true);
  });

  test("describes every property", () => {
    const closed = JSON.parse(JSON.stringify(receiptSchema), (_, value: unknown) =>
      typeof value === "object" && value !== null && "properties" in value
        ? { additionalProperties: false, ...value }
        : value,
    ) as object;
    const take = validate(closed);
    expect(take(statement), JSON.stringify(take.errors)).toBe(true);
    expect(take({ ...statement, later: 1 })).toBe(false);
  });
});

describe("a receipt", () => {
  test("reads back as it was written", () => {
    expect(readReceipt(text, "receipt.json").statement).toEqual(statement);
  });

  test.each([
    ["no JSON", "{", "it is no JSON"],
    ["a report", '{"schema": "tare/report/v1"}', "it has no '_type', at /"],
    ["a list", "[]", "it must be a mapping (`key: value`), at /"],
    [
      "another predicate",
      text.replace(predicateType, "https://slsa.dev/provenance/v1"),
      "'predicateType' is 'https://slsa.dev/provenance/v1', at /predicateType",
    ],
    [
      "a digest in another form",
      text.replace(digest, "sha256:0"),
      "'sha256' is 'sha256:0', at /subject/0/digest/sha256",
    ],
    [
      "half a byte",
      text.replace('"bytes": 7', '"bytes": 7.5'),
      "'bytes' must be a whole number, at /predicate/files/0/bytes",
    ],
    [
      "a place before the file",
      text.replace('"start": 1', '"start": -1'),
      "'start' is -1, at /predicate/files/0/edits/0/span/start",
    ],
    [
      "a key twice",
      text.replace('"bytes": 7', '"bytes": 7, "bytes": 8'),
      "a key stands twice in an object",
    ],
    [
      "a key twice, spelled in two ways",
      text.replace('"bytes": 7', String.raw`"bytes": 7, "b\u0079tes": 8`),
      "a key stands twice in an object",
    ],
    ["brackets without end", "[".repeat(100_000), "it is no JSON"],
    ["many brackets", "[".repeat(5000) + "]".repeat(5000), "more than 1000 levels"],
  ])("must not be %s", (_, wrong, why) => {
    expect(() => readReceipt(wrong, "receipt.json")).toThrow(why);
    expect(() => readReceipt(wrong, "receipt.json")).toThrow(TareError);
  });

  test("fails only as wrong, whatever it holds", () => {
    const property = fc.property(fc.json(), (json) => {
      expect(() => readReceipt(json, "receipt.json")).toThrow(TareError);
    });
    fc.assert(property);
  });

  test("may hold the key __proto__, which means nothing", () => {
    const more = text.replace('"bytes": 7', '"bytes": 7, "__proto__": {"how": "dropped"}');
    expect(readReceipt(more, "receipt.json").statement.predicate.files[0]?.how).toBe("patched");
  });
});

describe("a signature", () => {
  const pair = (): { readonly secret: string; readonly open: string } => {
    const { privateKey, publicKey } = generateKeyPairSync("ed25519");
    return {
      secret: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
      open: publicKey.export({ type: "spki", format: "pem" }).toString(),
    };
  };
  const mine = pair();
  const signed = sealed(statement, mine.secret);

  test("is that of the key that made it, over all of the receipt", () => {
    const { envelope, statement: read } = readReceipt(signed, "receipt.json");
    expect(read).toEqual(statement);
    expect(envelope && isSignedBy(envelope, mine.open)).toBe(true);
    expect(envelope && isSignedBy(envelope, pair().open)).toBe(false);
  });

  test("is not that of anything else", () => {
    const envelope = JSON.parse(signed) as Envelope;
    const other = sealed({ ...statement, subject: [] });
    const forged = [
      { ...envelope, payload: Buffer.from(other).toString("base64") },
      { ...envelope, signatures: [{ keyid: "", sig: Buffer.alloc(64).toString("base64") }] },
      { ...envelope, signatures: [{ keyid: "", sig: "no base64" }] },
      { ...envelope, signatures: [] },
      { ...envelope, payloadType: "application/json" },
    ];
    for (const each of forged) expect(isSignedBy(each, mine.open)).toBe(false);
  });

  test.each([
    ["no key", "nothing", "that is no public key in PEM"],
    [
      "another kind of key",
      generateKeyPairSync("ec", { namedCurve: "P-256" })
        .publicKey.export({ type: "spki", format: "pem" })
        .toString(),
      "the key is ec, not Ed25519",
    ],
  ])("cannot be checked with %s", (_, pem, why) => {
    expect(() => isSignedBy(JSON.parse(signed) as Envelope, pem)).toThrow(why);
  });

  test("must be there when a key is given", async () => {
    await using all = await proofCase({ "notes.json": `{"token": "${fakeToken()}"}` });
    expect((await all.prove(undefined, { pem: mine.secret, key: mine.open })).verdict).toBe(
      "proved",
    );
    expect(failures(await all.prove(undefined, { pem: pair().secret, key: mine.open }))).toEqual([
      "signature: no signature of the receipt is by the given key",
    ]);
    expect(failures(await all.prove(undefined, { key: mine.open }))).toEqual([
      "signature: the receipt has no signature",
    ]);
  });

  test("is one that DSSE describes", () => {
    // The example of the pre-authentication encoding in protocol.md.
    const { payloadType, payload, signatures } = JSON.parse(signed) as Envelope;
    expect(payloadType).toBe("application/vnd.in-toto+json");
    expect(JSON.parse(Buffer.from(payload, "base64").toString())).toEqual(statement);
    expect(signatures[0]?.keyid).toMatch(/^[0-9a-f]{64}$/);
  });
});
