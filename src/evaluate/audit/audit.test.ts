import { symlink } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { noPolicy } from "../../scan/policy.ts";
import { folderOf } from "../../scan/testing.ts";
import { audit, type AuditOptions } from "./audit.ts";

const workflow = "on: push\njobs:\n  a:\n    steps:\n      - run: env\n";

/** What is said not to be inspected of these files, and which checks found something. */
async function auditOf(
  files: Readonly<Record<string, string>>,
  changes: Partial<AuditOptions> = {},
) {
  await using folder = await folderOf(files);
  const options = { policy: noPolicy, only: [], fingerprintKey: "key", ...changes };
  const { report } = await audit(folder.path, options);
  return {
    gaps: report.gaps.map(({ path, reason }) => `${path.slice(folder.path.length + 1)}: ${reason}`),
    rules: report.findings.map(({ rule }) => rule),
  };
}

test("says what is damaged, and repeats nothing of it", async () => {
  const { gaps } = await auditOf({
    "pyproject.toml": '[project]\nname = "x"\nkey = s3cret value\n',
    ".github/workflows/a.yml": "on: push\njobs:\n  a:\n   steps:\n  - run: s3cret\n",
    ".gitlab-ci.yml": "a:\n  script: [s3cret\n",
  });
  expect(gaps.toSorted()).toEqual([
    ".github/workflows/a.yml: malformed: line 4: block as implicit key",
    ".gitlab-ci.yml: malformed: line 3: bad indent",
    "pyproject.toml: malformed: line 3: no TOML",
  ]);
});

test("says what is too long to be read", async () => {
  const { gaps, rules } = await auditOf({
    ".github/workflows/a.yml": `${workflow}#${" ".repeat(4 * 1024 * 1024)}`,
  });
  expect(gaps).toEqual([".github/workflows/a.yml: limit: longer than 4194304 bytes"]);
  expect(rules).not.toContain("printed-environment");
});

test("says what is more than it holds", async () => {
  const files = { ".github/workflows/a.yml": workflow, ".github/workflows/b.yml": workflow };
  const { gaps, rules } = await auditOf(files, { mostText: workflow.length });
  expect(gaps).toEqual([
    `.github/workflows/b.yml: limit: more than ${workflow.length} bytes to audit at once`,
  ]);
  expect(rules).toContain("printed-environment");
});

test("has no gaps where all is whole, and leaves out what others wrote", async () => {
  const { gaps, rules } = await auditOf({
    ".github/workflows/a.yml": workflow,
    "pyproject.toml": '[project]\nname = "x"\n',
    "node_modules/x/pyproject.toml": "[",
  });
  expect(gaps).toEqual([]);
  expect(rules).toContain("printed-environment");
});

test("says what it could not list, wherever the folder lies", async () => {
  await using folder = await folderOf({ "vendor/acme/a.txt": "" });
  const root = join(folder.path, "vendor/acme");
  await symlink(folder.path, join(root, "outside"));
  const { report } = await audit(root, { policy: noPolicy, only: [], fingerprintKey: "key" });
  expect(report.gaps).toMatchObject([{ path: join(root, "outside") }]);
});
