import { plain } from "../core/coding.ts";
import type { Blob } from "../core/blob.ts";
import type { Finding } from "../core/finding.ts";
import { name as nameRegion } from "../core/region.ts";
import { span } from "../core/span.ts";
import { type FileTarget, openFile } from "../sources/files.ts";
import { Budget } from "./budget.ts";
import type { Context } from "./context.ts";
import { Inspection, type Tally } from "./inspect.ts";
import { Sheet } from "./sheet.ts";
import { StringBlock } from "./strings.ts";

/** What the scan of one file found, and what it had to read for that. */
export interface FileResult {
  readonly tally: Tally;
  readonly bytesRead: number;
}

/** Scans one file and everything in it. Fails only by a bug: what cannot be read is a gap. */
export async function scanFile(
  context: Context,
  target: FileTarget,
  signal?: AbortSignal,
): Promise<FileResult> {
  const budget = new Budget(context.options.limits, signal);
  const inspection = new Inspection(context, budget, target.repeated ?? false);
  let bytesRead = 0;
  try {
    using blob = openFile(target.path, originOf(target), target.size);
    budget.pack(target.size);
    try {
      inspection.tally.findings.push(...(await inName(context, blob, target.name)));
      await inspection.inspect(blob, target.name);
    } finally {
      bytesRead = blob.bytesRead;
    }
  } catch (error) {
    inspection.gap(target.shown, error, target.size);
  }
  return { tally: inspection.tally, bytesRead };
}

const originOf = ({ shown }: FileTarget): Blob["origin"] =>
  shown === "-" ? { kind: "stdin" } : { kind: "file", path: shown };

/** What the file's own name gives away: an event file of TensorBoard is called after its host. */
async function inName(context: Context, blob: Blob, name: string): Promise<Finding[]> {
  const sheet = new Sheet(context, blob);
  const strings = new StringBlock(context.matcher);
  const region = nameRegion("(file name)", span(0, 0), plain, Buffer.from(name));
  for (const sighting of [...strings.add(region), ...strings.flush()])
    sheet.add({ ...sighting, span: undefined });
  return sheet.findings(undefined, false);
}
