import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Finding } from "../../src/core/finding.ts";
import type { SubjectKind } from "../../src/evaluate/audit/check.ts";
import { all as checks } from "../../src/evaluate/audit/checks/index.ts";
import type { Told } from "./child.ts";
import { fetched, type Package } from "./packages.ts";

/** What a check may look at, put together for people. */
const areas: Readonly<Record<SubjectKind, string>> = {
  pipeline: "pipelines and scripts",
  script: "pipelines and scripts",
  powershell: "pipelines and scripts",
  python: "Python",
  dockerfile: "images",
  infrastructure: "infrastructure",
  dependencies: "whole repositories",
  ignoreList: "whole repositories",
  credentialFile: "whole repositories",
  repository: "whole repositories",
};
const areaOf = new Map(checks.map(({ id, looksAt }) => [id, areas[looksAt]]));

/** A finding in a package. */
export interface Reported {
  /** Stays the same as long as what is found does: the package, the check, the path and the line. */
  readonly key: string;
  readonly area: string;
  readonly finding: Finding;
  readonly folder: string;
}

/** How the audit of one package went. */
export interface Audited {
  readonly of: Package;
  readonly told: Told | undefined;
  /** Why there is nothing to tell. */
  readonly failed: string | undefined;
  readonly reported: readonly Reported[];
}

/** In milliseconds: what has not ended then hangs. */
const patience = 900_000;

/** Fetches a package, and audits it in a process of its own. */
export function audited(of: Package): Audited {
  const folder = fetched(of);
  try {
    const told = JSON.parse(
      execFileSync(process.execPath, [join(import.meta.dirname, "child.ts"), folder], {
        encoding: "utf8",
        maxBuffer: 2 ** 28,
        timeout: patience,
        stdio: ["ignore", "pipe", "pipe"],
      }),
    ) as Told;
    const reported = told.findings.map((finding): Reported => {
      const { path, line = 0 } = finding.location;
      const key = [of.registry, of.name, finding.rule, path, line].join(" ");
      return { key, area: areaOf.get(finding.rule) ?? "", finding, folder };
    });
    return { of, told, failed: undefined, reported };
  } catch (error) {
    return { of, told: undefined, failed: (error as Error).message.slice(0, 400), reported: [] };
  }
}

/** How many findings of one check are drawn: one that reports much shall not be all that is judged. */
const mostOfOne = 4;

/** Some findings by chance, the same ones for the same seed. */
export function drawn(all: readonly Reported[], count: number, seed: string): readonly Reported[] {
  const digest = ({ key }: Reported): string =>
    createHash("sha256").update(`${seed}\0${key}`).digest("hex");
  const taken = new Map<string, number>();
  return all
    .map((each) => ({ each, order: digest(each) }))
    .toSorted((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ each }) => each)
    .filter(({ finding: { rule } }) => {
      taken.set(rule, (taken.get(rule) ?? 0) + 1);
      return (taken.get(rule) ?? 0) <= mostOfOne;
    })
    .slice(0, count);
}

/** A finding with the lines around it, for whoever judges it. */
export function shown({ key, finding, folder }: Reported): string {
  const { path, line = 1 } = finding.location;
  const lines = readFileSync(join(folder, path), "utf8").split("\n");
  const around = lines.slice(Math.max(0, line - 2), line + 1).map((text, index) => {
    const number = Math.max(0, line - 2) + index + 1;
    return `${number === line ? ">" : " "} ${number}: ${text.slice(0, 200)}`;
  });
  return [
    `## ${key}`,
    `${finding.severity}/${finding.confidence}: ${finding.preview}`,
    ...around,
    "",
  ].join("\n");
}
