import { plain } from "../core/coding.ts";
import { type Blob, slice } from "../core/blob.ts";
import type { Finding, InHub } from "../core/finding.ts";
import type { Limits } from "../core/limits.ts";
import type { Traffic } from "../core/report.ts";
import { name as nameRegion } from "../core/region.ts";
import { span } from "../core/span.ts";
import { type FileBlob, type FileTarget, openFile } from "../sources/files.ts";
import type { RemoteTarget } from "../sources/remote.ts";
import { Budget } from "./budget.ts";
import type { Context } from "./context.ts";
import { Inspection, type Tally } from "./inspect.ts";
import { Sheet, without } from "./sheet.ts";
import { StringBlock } from "./strings.ts";

/** What the scan of one file found, and what it had to read for that. */
export interface FileResult {
  readonly tally: Tally;
  readonly bytesRead: number;
  /** Only of a file on a server. */
  readonly traffic?: Traffic;
}

/** Scans one file and everything in it. Fails only by a bug: what cannot be read is a gap. */
export async function scanFile(
  context: Context,
  target: FileTarget,
  signal?: AbortSignal,
): Promise<FileResult> {
  const budget = new Budget(context.options.limits, signal);
  const inspection = new Inspection(context, budget, target.repeated ?? false);
  let used: Pick<FileResult, "bytesRead" | "traffic"> = { bytesRead: 0 };
  try {
    const { limits } = context.options;
    using file = target.remote
      ? await openRemoteFile(target, target.remote, limits, signal)
      : openFile(target.path, originOf(target), target.window?.end ?? target.size);
    budget.pack(target.size);
    try {
      await inspectFile(file, target, { context, inspection, budget });
    } finally {
      const { bytesRead, traffic } = file;
      used = { bytesRead, ...(traffic && { traffic }) };
    }
  } catch (error) {
    inspection.gap(target.shown, error, target.size);
  }
  const tally = maskedPlaces(inspection.tally, inspection.named);
  return { tally: placed(tally, target.hub), ...used };
}

/** What inspects a file. */
interface Inspector {
  readonly context: Context;
  readonly inspection: Inspection;
  readonly budget: Budget;
}

async function inspectFile(
  file: FileBlob,
  { window, part, name, objects }: FileTarget,
  { context, inspection, budget }: Inspector,
): Promise<void> {
  const blob = window ? { ...slice(file, window, ""), origin: file.origin } : file;
  if (objects) {
    const { ObjectScan } = await import("./git/objects.ts");
    return new ObjectScan(inspection, budget, context.matcher, objects).inspect(blob);
  }
  const told = await inName(context, inspection, blob, name);
  if ((part?.start ?? 0) === 0) inspection.tally.findings.push(...told);
  return part ? inspection.inspectPart(blob, name, part) : inspection.inspect(blob, name);
}

/** The file, for which nothing is waited any more once its time is over. */
// eslint-disable-next-line max-params -- a file, where it is, how much of it, and who stops that
async function openRemoteFile(
  target: FileTarget,
  remote: RemoteTarget,
  { maxFetch, timeoutMs }: Limits,
  signal: AbortSignal | undefined,
): Promise<FileBlob> {
  const { openRemote } = await import("../sources/remote.ts");
  const deadline = AbortSignal.timeout(timeoutMs);
  return openRemote(remote, {
    origin: originOf(target),
    size: target.size,
    maxBytes: maxFetch,
    signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
  });
}

/** Findings with their place on a hub. */
const placed = (tally: Tally, hub: InHub | undefined): Tally =>
  hub ? { ...tally, findings: tally.findings.map((finding) => ({ ...finding, hub })) } : tally;

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
