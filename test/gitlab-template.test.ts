import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { Ajv } from "ajv";
import { expect, test } from "vitest";
import { parse } from "yaml";
import codequality from "./schemas/gitlab-codequality.schema.json" with { type: "json" };
import secretDetection from "./schemas/gitlab-secrets.schema.json" with { type: "json" };
import { sampleSecrets } from "../src/report/testing.ts";

interface Job {
  readonly script: readonly string[];
  readonly artifacts: { readonly reports: Readonly<Record<string, string>> };
}

const template = parse(readFileSync("templates/gitlab/tare.gitlab-ci.yml", "utf8")) as Readonly<
  Record<string, Job>
> & { readonly variables: Readonly<Record<string, string>> };

const schemas: Readonly<Record<string, object>> = {
  codequality,
  secret_detection: secretDetection,
};

/** What stands in the place of the program that npm installs. */
const tare = `tare() { '${process.execPath}' '${resolve("src/cli/bin.ts")}' "$@"; }`;

/** Runs a job's script as a runner does. @returns The exit status. */
function run(job: Job, folder: string): number | null {
  const script = [tare, ...job.script].join("\n");
  const env = { ...template.variables, PATH: process.env["PATH"] };
  return spawnSync("bash", ["-eo", "pipefail", "-c", script], { cwd: folder, env }).status;
}

test.each(["tare-audit", "tare-scan"])(
  "%s of GitLab's template writes the reports that it promises",
  (name) => {
    const folder = mkdtempSync(join(tmpdir(), "tare-gitlab-"));
    const leak = `import os\nprint(os.environ)\nt = "${sampleSecrets.hubToken}"\n`;
    writeFileSync(join(folder, "a.py"), leak);
    const job = template[name];
    expect(job && run(job, folder)).toBe(1);
    for (const [kind, file] of Object.entries(job?.artifacts.reports ?? {})) {
      const report = readFileSync(join(folder, file), "utf8");
      expect(report).toContain("a.py");
      expect(report).not.toContain(sampleSecrets.hubToken);
      const schema = schemas[kind];
      if (schema) expect(new Ajv().validate(schema, JSON.parse(report))).toBe(true);
    }
    rmSync(folder, { recursive: true });
  },
);

test("a checkout in which nothing is found passes both jobs", () => {
  const folder = mkdtempSync(join(tmpdir(), "tare-gitlab-"));
  mkdirSync(join(folder, ".git"));
  writeFileSync(join(folder, ".git", "HEAD"), "ref: refs/heads/main\n");
  writeFileSync(join(folder, "a.py"), "x = 1\n");
  const jobs = [template["tare-audit"], template["tare-scan"]];
  expect(jobs.map((job) => job && run(job, folder))).toEqual([0, 0]);
  rmSync(folder, { recursive: true });
});
