import { readFileSync, writeFileSync } from "node:fs";
import { memoryBlob } from "../../src/core/blob.ts";
import type { Extra } from "../../src/core/extra.ts";
import type { Finding } from "../../src/core/finding.ts";
import { span } from "../../src/core/span.ts";
import { type Order, Orders } from "../../src/fortify/clean/orders.ts";
import { Rewriter } from "../../src/fortify/clean/rewrite.ts";
import { scanned } from "../../src/scan/testing.ts";

/** A token that is right in form only, joined here so that scanners of this repository do not see it. */
export const token = ["hf_", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("");
/** A text that gives away the token and a folder. */
export const planted = `{"token": "${token}", "root": "/home/asmith/project/train.py", "steps": 7}`;

export async function findingsIn(path: string): Promise<readonly Finding[]> {
  const report = await scanned([path]);
  if (report.gaps.length > 0) throw new Error(`gaps: ${JSON.stringify(report.gaps)}`);
  return report.findings.filter(({ severity }) => severity !== "info" && severity !== "low");
}

/** What is to be done about a finding; nothing where it stays. */
export type Decide = (finding: Finding) => Order | undefined;

export const fillAll: Decide = (finding) => ({ kind: "fill", finding, value: finding.value ?? "" });

/**
 * Cleans a file in its place.
 *
 * @returns Why something was refused, one line each.
 */
export async function cleanFile(
  path: string,
  decide: Decide = fillAll,
  extras: Iterable<Extra> = [],
): Promise<readonly string[]> {
  const orders = (await findingsIn(path)).flatMap((finding) => decide(finding) ?? []);
  using rewriter = new Rewriter(new Orders(orders, extras));
  const bytes = Uint8Array.from(readFileSync(path));
  const { blob } = await rewriter.rewrite(memoryBlob(bytes, { kind: "file", path }));
  writeFileSync(path, await blob.read(span(0, blob.size)));
  return rewriter.refusals.map(({ reason }) => reason);
}
