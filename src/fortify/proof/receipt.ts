import { defaultLimits, type Limits } from "../../core/limits.ts";
import type { Report } from "../../core/report.ts";
import { version } from "../../core/version.ts";
import { Budget } from "../../scan/budget.ts";
import { openFile } from "../../sources/files.ts";
import type { Cleaned, CleanedFile, Edit } from "../clean/cleaned.ts";
import { statementType } from "../../attest/attestation.ts";
import { commitmentOf, digestOf } from "../../attest/digest.ts";
import { mask, masked } from "./masked.ts";
import { type Release, type ReleaseFile, releaseOf } from "../../attest/release.ts";
import {
  type DroppedFile,
  predicateType,
  type ReceiptEdit,
  type ReceiptFile,
  type ScanSummary,
  type Statement,
} from "./statement.ts";
import { type Tensor, tensorsOf } from "./tensors.ts";

export interface ReceiptRun {
  readonly cleaned: Cleaned;
  /** The target as it was. Absent where it was cleaned in place: then no file has a commitment. */
  readonly before?: string;
  /** The result, whole. */
  readonly after: string;
  /** The scan of the result. */
  readonly rescan: Report;
  /** Values that were taken out. Names and paths are masked where they hold one. */
  readonly hidden: readonly string[];
  /** The key of the commitments. */
  readonly opening: Uint8Array;
  readonly limits?: Limits;
  /** A file of the result that does not count. */
  readonly without?: string;
}

/**
 * The receipt of a cleaning, from what lies on the disk and from what the
 * cleaning says of itself. `prove` trusts none of it.
 *
 * @throws {TareError} `machine`: a file of the result cannot be read.
 */
export async function receiptOf(run: ReceiptRun): Promise<Statement> {
  const after = await releaseOf(run.after, run.without);
  const before = run.before === undefined ? undefined : await releaseOf(run.before);
  const cleaned = new Map(run.cleaned.files.map((file) => [file.newName ?? file.name, file]));
  const told = { run, before };
  const files: ReceiptFile[] = [];
  const subject: Statement["subject"][number][] = [];
  for (const [name, file] of after.files) {
    const digests = await ofFile(name, file, run.limits);
    subject.push({ name, digest: { sha256: digests.sha256 } });
    files.push(await fileEntry({ name, bytes: file.size, ...digests }, cleaned.get(name), told));
  }
  const dropped = run.cleaned.files.filter(({ how }) => how === "dropped");
  return {
    _type: statementType,
    subject,
    predicateType,
    predicate: {
      tool: { name: "tare", version },
      madeAt: new Date().toISOString(),
      files,
      links: [...after.links].map(([name, to]) => ({ name, to })),
      dropped: await Promise.all(dropped.map(async (file) => droppedEntry(file, told))),
      scan: summaryOf(run.rescan),
    },
  };
}

interface Told {
  readonly run: ReceiptRun;
  readonly before: Release | undefined;
}

/** The digest of a file, and of each tensor in it. */
async function ofFile(
  name: string,
  { path, size }: ReleaseFile,
  limits: Limits = defaultLimits,
): Promise<{ readonly sha256: string; readonly tensors: readonly Tensor[] }> {
  using blob = openFile(path, { kind: "file", path: name }, size);
  const { tensors } = await tensorsOf(blob, new Budget(limits));
  return { sha256: await digestOf(blob), tensors };
}

async function fileEntry(
  { name, bytes, tensors }: { name: string; bytes: number; tensors: readonly Tensor[] },
  cleaned: CleanedFile | undefined,
  { run, before }: Told,
): Promise<ReceiptFile> {
  if (!cleaned || cleaned.how === "dropped" || (cleaned.how === "unchanged" && !cleaned.newName))
    return { name, how: "unchanged", bytes, edits: [], tensors };
  const old = await commitment(before, cleaned.name, run.opening);
  return {
    name,
    ...(cleaned.newName !== undefined && { was: hiddenName(cleaned.name, run.hidden) }),
    how: cleaned.how,
    bytes,
    ...(old !== undefined && { before: old }),
    edits: cleaned.edits
      .filter(({ kind, path }) => kind !== "rename" || path !== cleaned.name)
      .map((edit) => editEntry(edit, cleaned.name, run.hidden)),
    tensors,
  };
}

async function droppedEntry(file: CleanedFile, { run, before }: Told): Promise<DroppedFile> {
  const { rule, reason = "dropped" } = file.edits[0] ?? {};
  const old = await commitment(before, file.name, run.opening);
  return {
    name: masked(file.name, run.hidden),
    ...(old !== undefined && { before: old }),
    ...(rule !== undefined && { rule }),
    reason,
  };
}

function editEntry(edit: Edit, file: string, hidden: readonly string[]): ReceiptEdit {
  const { path, kind, span, length, before, after, rule, reason } = edit;
  return {
    ...(path !== file && { in: masked(path.slice(file.length + "!/".length), hidden) }),
    kind,
    ...(span && { span }),
    ...(length !== undefined && { length }),
    before,
    ...(after !== undefined && { after }),
    ...(rule !== undefined && { rule }),
    reason: masked(reason, hidden),
  };
}

/** A name that gave something away, without what it gave away. */
function hiddenName(name: string, hidden: readonly string[]): string {
  const shown = masked(name, hidden);
  return shown === name ? mask : shown;
}

async function commitment(
  before: Release | undefined,
  name: string,
  opening: Uint8Array,
): Promise<string | undefined> {
  const file = before?.files.get(name);
  if (!file) return undefined;
  using blob = openFile(file.path, { kind: "file", path: name }, file.size);
  return await commitmentOf(blob, opening);
}

/** As much of a report as anybody may know. */
export const summaryOf = ({ profile, gaps, summary }: Report): ScanSummary => ({
  profile,
  files: summary.files,
  bySeverity: summary.bySeverity,
  byClass: summary.byClass,
  gaps: gaps.length,
});
