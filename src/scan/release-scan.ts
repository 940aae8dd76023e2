import { dirname } from "node:path";
import type { Finding } from "../core/finding.ts";
import { TareError } from "../core/error.ts";
import { span } from "../core/span.ts";
import { type FileTarget, openFile } from "../sources/files.ts";
import { Allowances } from "./allowed.ts";
import { artefact } from "./artefacts.ts";
import { judgementOf, type ScanOptions } from "./context.ts";
import type { FileResult } from "./file.ts";
import { type ReleaseFile, releaseOf } from "./release-files.ts";
import { all as checks } from "./release/index.ts";

/** Cards, settings and vocabularies take some MiB at most. */
const largestText = 32 * 1024 * 1024;

/**
 * What the files of a release show together. Runs once, after all of them were
 * scanned, so that it does not depend on threads.
 *
 * @param results Of the files, in the same order.
 */
export async function releaseFindings(
  files: readonly FileTarget[],
  results: readonly FileResult[],
  options: ScanOptions,
): Promise<Finding[]> {
  const judgement = judgementOf(options);
  const allowances = new Allowances(options.user);
  const release = releaseOf(files.map((file, at) => releaseFile(file, results[at])));
  const findings: Finding[] = [];
  for (const check of checks) {
    const rule = judgement.artefacts.find(({ id }) => id === check.rule);
    if (!rule) continue;
    for await (const told of check.run(release))
      if (!allowances.letsPath(rule.id, told.location.path))
        findings.push(artefact(judgement, rule, told));
  }
  return findings;
}

function releaseFile(target: FileTarget, result: FileResult | undefined): ReleaseFile {
  const { shown, name, size } = target;
  return {
    path: shown,
    folder: dirname(shown),
    name: name.slice(name.lastIndexOf("/") + 1),
    size,
    findings: result?.tally.findings ?? [],
    text: async () => textOf(target),
  };
}

/** What cannot be read is a gap already. */
async function textOf({ path, shown, size }: FileTarget): Promise<string | undefined> {
  if (size > largestText) return undefined;
  try {
    using blob = openFile(path, { kind: "file", path: shown }, size);
    return Buffer.from(await blob.read(span(0, size))).toString("latin1");
  } catch (error) {
    if (error instanceof TareError) return undefined;
    throw error;
  }
}
