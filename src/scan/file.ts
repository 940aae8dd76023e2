import { plain } from "../core/coding.ts";
import { type Blob, memoryBlob, slice } from "../core/blob.ts";
import type { Finding } from "../core/finding.ts";
import { name as nameRegion } from "../core/region.ts";
import { span } from "../core/span.ts";
import { type FileTarget, openFile } from "../sources/files.ts";
import { Budget } from "./budget.ts";
import type { Context } from "./context.ts";
import { Inspection, type Tally } from "./inspect.ts";
import { Sheet, without } from "./sheet.ts";
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
    const { window, size } = target;
    using file = openFile(target.path, originOf(target), window?.end ?? size);
    const blob = window ? { ...slice(file, window, ""), origin: file.origin } : file;
    budget.pack(target.size);
    try {
      const { part, name, objects } = target;
      if (objects) {
        const { ObjectScan } = await import("./git/objects.ts");
        await new ObjectScan(inspection, budget, context.matcher, objects).inspect(blob);
        return {
          tally: maskedPlaces(inspection.tally, inspection.named),
          bytesRead: file.bytesRead,
        };
      }
      const told = await inName(context, inspection, blob, name);
      if ((part?.start ?? 0) === 0) inspection.tally.findings.push(...told);
      await (part ? inspection.inspectPart(blob, name, part) : inspection.inspect(blob, name));
    } finally {
      bytesRead = file.bytesRead;
    }
  } catch (error) {
    inspection.gap(target.shown, error, target.size);
  }
  return { tally: maskedPlaces(inspection.tally, inspection.named), bytesRead };
}

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
  const inspection = new Inspection(context, budget, false);
  budget.pack(bytes.length);
  const blob = memoryBlob(bytes, { kind: "file", path: shown });
  inspection.tally.findings.push(...(await inName(context, inspection, blob, name)));
  await inspection.inspect(blob, name);
  return maskedPlaces(inspection.tally, inspection.named);
}

const originOf = ({ shown }: FileTarget): Blob["origin"] =>
  shown === "-" ? { kind: "stdin" } : { kind: "file", path: shown };

/** What the file's own name gives away: an event file of TensorBoard is called after its host. */
async function inName(
  context: Context,
  inspection: Inspection,
  blob: Blob,
  name: string,
): Promise<Finding[]> {
  const sheet = new Sheet(context, blob);
  const strings = new StringBlock(context.matcher, (rule, value) => sheet.notes(rule, value));
  const region = nameRegion("(file name)", span(0, 0), plain, Buffer.from(name));
  for (const sighting of [...strings.add(region), ...strings.flush()])
    sheet.add({ ...sighting, span: undefined });
  for (const secret of sheet.named) inspection.named.add(secret);
  return sheet.findings(undefined, undefined);
}
