import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { sealed } from "../../attest/envelope.ts";
import type { Config } from "../../config/config.ts";
import type { Report } from "../../core/report.ts";
import type { Event } from "../../ledger/event.ts";
import { sampleReport } from "../../report/testing.ts";
import type { Evidence } from "./evidence.ts";
import { digestOfAll, type Gate, gateOf, subjectsOf } from "./gate.ts";
import type { GateStatement } from "./statement.ts";
import { verifyGate } from "./verify.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-gate-"));
  writeFileSync(join(folder, "README.md"), "A model.\n");
  writeFileSync(join(folder, "model.bin"), "weights");
});
afterEach(() => rmSync(folder, { recursive: true }));

const leaking = sampleReport();
const clean = sampleReport({ findings: [], gaps: [] });
const settings: Config = { owner: "ML platform", contact: "security@acme.example" };
const evidence = (more: Partial<Evidence> = {}): Evidence => ({
  scan: clean,
  files: ["README.md", "model.bin"],
  card: "A model.\n",
  repository: { folder: "repo", audit: clean, history: clean },
  events: [],
  settings,
  ...more,
});
const today = "2026-11-30";
const gate = async (more: Partial<Evidence> = {}): Promise<Gate> =>
  gateOf(evidence(more), await subjectsOf(folder), today);
const stateOf = ({ statement }: Gate, id: string): string | undefined =>
  statement.predicate.items.find((each) => each.id === id)?.state;

const confirmation = (item: string, release: string): Event => ({
  schema: "tare/event/v1",
  id: "1",
  time: "2026-11-29T12:00:00.000Z",
  actor: "asmith",
  project: "x",
  stage: "evaluation",
  happening: { type: "item-confirmed", item, release },
  previous: "",
});

test("what nobody knows has not passed", async () => {
  const made = await gate();
  expect(made.statement.predicate.verdict).toBe("incomplete");
  expect(stateOf(made, "least-privilege")).toBe("unknown");
  expect(stateOf(made, "no-secrets")).toBe("passed");
});

test("what an audit or a history did not see is open, unless something was found besides", async () => {
  const gaps = [{ path: "ci.yml", reason: "malformed: at line 3", bytes: 9 }];
  const seen = async (audit: Report): Promise<readonly unknown[]> => {
    const made = await gate({ repository: { folder: "repo", audit, history: audit } });
    return ["pipeline-audited", "short-lived-credentials", "history-clean"].map((id) =>
      stateOf(made, id),
    );
  };
  expect(await seen(clean)).toEqual(["passed", "passed", "passed"]);
  expect(await seen({ ...clean, gaps })).toEqual(["unknown", "unknown", "unknown"]);
  expect(await seen({ ...clean, status: "interrupted" })).toEqual([
    "unknown",
    "unknown",
    "unknown",
  ]);
  expect((await seen({ ...leaking, gaps })).at(-1)).toBe("failed");
});

test("a release without a file was not inspected", async () => {
  const summary = { ...clean.summary, files: 0 };
  expect(stateOf(await gate({ scan: { ...clean, summary } }), "artifact-covered")).toBe("unknown");
  expect(stateOf(await gate(), "artifact-covered")).toBe("passed");
});

test("a person's word holds for exactly the files that were looked at", async () => {
  const release = digestOfAll(await subjectsOf(folder));
  const events = ["least-privilege", "canaries-planted", "secrets-from-manager"].map((item) =>
    confirmation(item, release),
  );
  expect((await gate({ events })).statement.predicate.verdict).toBe("pass");
  writeFileSync(join(folder, "model.bin"), "other weights");
  expect((await gate({ events })).statement.predicate.verdict).toBe("incomplete");
});

test("nobody's word holds against what was found", async () => {
  const release = digestOfAll(await subjectsOf(folder));
  const made = await gate({ scan: leaking, events: [confirmation("no-secrets", release)] });
  expect(stateOf(made, "no-secrets")).toBe("failed");
  expect(made.statement.predicate.verdict).toBe("fail");
});

test("an exception holds until its day", async () => {
  const excepted = async (expires: string): Promise<string | undefined> => {
    const exceptions = [{ item: "no-secrets", reason: "made up", approver: "asmith", expires }];
    return stateOf(
      await gate({ scan: leaking, settings: { ...settings, checklist: { exceptions } } }),
      "no-secrets",
    );
  };
  expect([await excepted("2026-11-30"), await excepted("2026-11-29")]).toEqual([
    "excepted",
    "failed",
  ]);
});

test("asks what the settings ask, and refuses what they misspell", async () => {
  const made = await gate({
    settings: {
      ...settings,
      checklist: { items: ["no-secrets"], manual: [{ id: "legal", title: "Legal has looked" }] },
    },
  });
  expect(made.statement.predicate.items.map(({ id }) => id)).toEqual(["no-secrets", "legal"]);
  await expect(gate({ settings: { checklist: { items: ["no-secret"] } } })).rejects.toThrow(
    "no item 'no-secret'",
  );
});

/** A gate that was passed, and the keys that it is signed with. */
async function attested(): Promise<{ statement: GateStatement; privatePem: string; key: string }> {
  const { statement } = await gate({
    settings: { ...settings, checklist: { items: ["no-secrets"] } },
  });
  const { privateKey, publicKey } = generateKeyPairSync("ed25519");
  const pem = (key: KeyObject, type: "pkcs8" | "spki"): string =>
    key.export({ type, format: "pem" }).toString();
  return { statement, privatePem: pem(privateKey, "pkcs8"), key: pem(publicKey, "spki") };
}

const verdictOf = async (text: string, key: string | undefined): Promise<string> =>
  (
    await verifyGate({ text, path: join(folder, "none.json"), target: folder, key }).catch(
      (error: Error) => ({ verdict: error.message }),
    )
  ).verdict;

test("an attestation is verified by who has the release and the key", async () => {
  const { statement, privatePem, key } = await attested();
  writeFileSync(join(folder, "none.json"), "");
  expect(await verdictOf(sealed(statement, privatePem), key)).toBe("verified");
  expect(await verdictOf(sealed(statement), undefined)).toBe("unsigned");
  expect(await verdictOf(sealed(statement), key)).toBe("refused");
});

test("a forged attestation is refused", async () => {
  const { statement, privatePem, key } = await attested();
  writeFileSync(join(folder, "none.json"), "");
  const other = (await attested()).key;
  const { predicate, subject } = statement;
  const forged: readonly GateStatement[] = [
    { ...statement, subject: subject.slice(1) },
    { ...statement, subject: [...subject, ...subject] },
    { ...statement, predicate: { ...predicate, verdict: "fail" } },
    { ...statement, predicate: { ...predicate, release: "0".repeat(64) } },
    {
      ...statement,
      predicate: {
        ...predicate,
        items: predicate.items.map((each) => ({ ...each, state: "failed" as const })),
      },
    },
  ];
  for (const each of forged) expect(await verdictOf(sealed(each, privatePem), key)).toBe("refused");
  expect(await verdictOf(sealed(statement, privatePem), other)).toBe("refused");
  const text = sealed(statement, privatePem);
  const [start, end] = /"payload": "([^"]*)"/d.exec(text)?.indices?.[1] ?? [0, 0];
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: start, max: end - 1 }), async (at) => {
      const changed = text.slice(0, at) + (text[at] === "A" ? "B" : "A") + text.slice(at + 1);
      expect(await verdictOf(changed, key)).not.toBe("verified");
    }),
    { numRuns: 60 },
  );
});

test("a changed, missing or added file is noticed", async () => {
  const { statement, privatePem, key } = await attested();
  writeFileSync(join(folder, "none.json"), "");
  const text = sealed(statement, privatePem);
  writeFileSync(join(folder, "extra.txt"), "");
  expect(await verdictOf(text, key)).toBe("refused");
  rmSync(join(folder, "extra.txt"));
  expect(await verdictOf(text, key)).toBe("verified");
  writeFileSync(join(folder, "model.bin"), "Weights");
  expect(await verdictOf(text, key)).toBe("refused");
  rmSync(join(folder, "model.bin"));
  expect(await verdictOf(text, key)).toBe("refused");
});
