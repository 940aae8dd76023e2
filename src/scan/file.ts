import { plain } from "../core/coding.ts";
import { type Blob, memoryBlob } from "../core/blob.ts";
import type { Finding, InHub } from "../core/finding.ts";
import type { Traffic } from "../core/report.ts";
import { name as nameRegion } from "../core/region.ts";
import { span } from "../core/span.ts";
import type { FileTarget } from "../sources/files.ts";
import type { Turn } from "./ahead.ts";
import { Budget } from "./budget.ts";
import type { Context } from "./context.ts";
import { Inspection, type Tally } from "./inspect.ts";
import { type Opened, opened } from "./opened.ts";
import { Sheet, without } from "./sheet.ts";
import { StringBlock } from "./strings.ts";

/** What the scan of one file found, and what it had to read for that. */
export interface FileResult {
  readonly tally: Tally;
  readonly bytesRead: number;
  /** Where there was any. */
  readonly traffic?: Traffic;
}

/**
 * Scans one file and everything in it. Fails only by a bug: what cannot be read is a gap.
 *
 * @param turn How it is opened, if not at once.
 */
export async function scanFile(
  context: Context,
  target: FileTarget,
  signal?: AbortSignal,
  turn?: Omit<Turn, "target">,
): Promise<FileResult> {
  const budget = new Budget(context.options.limits, signal);
  const inspection = new Inspection(context, budget, target);
  let bytesRead = 0;
  try {
    using file = await (turn?.open() ?? opened(context, target, signal));
    budget.pack(target.size);
    try {
      await inspectOpened(context, target, { file, inspection, budget });
    } finally {
      bytesRead = file.bytesRead;
    }
  } catch (error) {
    inspection.gap(target.shown, error, target.size);
  }
  const tally = maskedPlaces(inspection.tally, inspection.named);
  const traffic = turn?.traffic();
  return { tally: placed(tally, target.hub), bytesRead, ...(traffic && { traffic }) };
}

/** Findings with their place on a hub. */
const placed = (tally: Tally, hub: InHub | undefined): Tally =>
  hub ? { ...tally, findings: tally.findings.map((finding) => ({ ...finding, hub })) } : tally;

interface Inspecting {
  readonly file: Opened;
  readonly inspection: Inspection;
  readonly budget: Budget;
}

async function inspectOpened(
  context: Context,
  { part, name, objects }: FileTarget,
  { file, inspection, budget }: Inspecting,
): Promise<void> {
  const { blob } = file;
  if (objects) {
    const { ObjectScan } = await import("./git/objects.ts");
    const work = { context, budget, inspection, where: objects };
    await (await ObjectScan.of(work)).inspect(blob, part);
    return;
  }
  const told = await inName(context, inspection, blob, name);
  if ((part?.start ?? 0) === 0) inspection.tally.findings.push(...told);
  await (part ? inspection.inspectPart(blob, name, part) : inspection.inspect(blob, name));
  const metadata = (await file.metadata?.()) ?? {};
  if (Object.keys(metadata).length === 0) return;
  const origin = { kind: "member", inside: blob.origin, name: besides } as const;
  await inspection.inspect(memoryBlob(Buffer.from(JSON.stringify(metadata)), origin), besides, 1);
}

/** What the fields are called that were written beside a file's bytes. */
const besides = "metadata.json";

/** Places without the secrets that are names: a key that is a token stands in the place of all that is below it. */
function maskedPlaces(tally: Tally, named: ReadonlySet<string>): Tally {
  if (named.size === 0) return tally;
  const findings = tally.findings.map((finding) => {
    const { path, key } = finding.location;
    const shown = {
      path: without(path, named),
      ...(key !== undefined && { key: without(key, named) }),
    };
    return {
      ...finding,
      preview: without(finding.preview, named),
      location: { ...finding.location, ...shown },
    };
  });
  const gaps = tally.gaps.map((gap) => ({ ...gap, path: without(gap.path, named) }));
  return { ...tally, findings, gaps };
}

/** Scans the text of a file as somebody has it open, whatever the disk holds. @param shown How findings name it. */
export async function scanText(
  context: Context,
  text: string,
  { shown, name, signal }: { shown: string; name: string; signal?: AbortSignal },
): Promise<Tally> {
  const bytes = Buffer.from(text);
  const budget = new Budget(context.options.limits, signal);
  const inspection = new Inspection(context, budget);
  budget.pack(bytes.length);
  const blob = memoryBlob(bytes, { kind: "file", path: shown });
  inspection.tally.findings.push(...(await inName(context, inspection, blob, name)));
  await inspection.inspect(blob, name);
  return maskedPlaces(inspection.tally, inspection.named);
}

/** What the file's own name gives away: an event file of TensorBoard is called after its host. */
async function inName(
  context: Context,
  inspection: Inspection,
  blob: Blob,
  name: string,
): Promise<Finding[]> {
  const sheet = new Sheet(context, blob);
  const strings = new StringBlock({
    matcher: context.matcher,
    notes: (rule, value) => sheet.notes(rule, value),
    found: (sighting) => sheet.add({ ...sighting, span: undefined }),
  });
  strings.add(nameRegion("(file name)", span(0, 0), plain, Buffer.from(name)));
  strings.flush();
  for (const secret of sheet.named) inspection.named.add(secret);
  return sheet.findings(undefined, undefined);
}
