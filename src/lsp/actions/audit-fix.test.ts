import { expect, test } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { contextOf } from "../../scan/context.ts";
import { noPolicy } from "../../scan/policy.ts";
import { optionsOf } from "../../scan/testing.ts";
import { sampleFinding } from "../../report/testing.ts";
import type { AuditFix } from "../../evaluate/audit/check.ts";
import type { Subject } from "./action.ts";
import { auditFix } from "./audit-fix.ts";

const text = "set -ex\nmake\n";
const document = TextDocument.create("file:///a/run.sh", "shellscript", 1, text);

async function subject(safety: AuditFix["safety"]): Promise<Subject> {
  const finding = sampleFinding({ kind: "bucket", preview: "x", location: { path: "/a/run.sh" } });
  const home = {
    folder: "/a",
    shown: "/a/",
    settings: { scan: optionsOf(), policy: noPolicy },
    context: await contextOf(optionsOf()),
    pathOf: () => "/a/run.sh",
    nameOf: () => "run.sh",
  };
  const edits: AuditFix["edits"] = [
    { at: { start: 4, end: 7 }, to: "-e" },
    { at: { start: 12, end: 12 }, to: " all" },
  ];
  return { document, home, found: { finding, fix: { safety, title: "Do not trace", edits } } };
}

test("all edits of a fix are made, and a safe one is preferred", async () => {
  const remedy = auditFix(await subject("safe"));
  expect(remedy).toMatchObject({ title: "Do not trace", isSafe: true });
  expect(TextDocument.applyEdits(document, [...(remedy?.edits ?? [])])).toBe("set -e\nmake all\n");
});

test("one that somebody has to look at says so", async () => {
  const remedy = auditFix(await subject("unsafe"));
  expect(remedy?.title).toContain("look at what it changes");
  expect(remedy?.isSafe).toBe(false);
});

test("a finding without one has none", async () => {
  const { found, ...rest } = await subject("safe");
  expect(auditFix({ ...rest, found: { finding: found.finding } })).toBeUndefined();
});
