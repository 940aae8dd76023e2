import type { Format, Probe } from "../core/format.ts";
import { readZip, zipRegions } from "./kit/zip.ts";
import { readDirectory } from "./kit/zip-directory.ts";
import { findEnd } from "./kit/zip-end.ts";
import { packZip } from "./kit/zip-pack.ts";
import { sealZip } from "./kit/zip-seal.ts";
import { stripZip } from "./kit/zip-strip.ts";

/** What each form of the archive has and nothing else: up to PyTorch 2.7, and since then in a folder. */
const marks = /^(?:serialized_exported_program\.json|[^/]+\/archive_format)$/;
/** Weights and constants are raw bytes. What they are stands in JSON beside them. */
const weights = /^[^/]+\/data\/(?:weights|constants)\/(?:weight|tensor)_\d+$/;

/**
 * A program that `torch.export.save` or AOTInductor wrote: a zip with the graph
 * as JSON, in which each node has the stack trace of the line that made it; with
 * weights, inputs to try it with, compiled code, and extra files.
 */
export const pt2: Format = {
  id: "pt2",
  title: "PyTorch exported program",
  tier: "specific",
  specification: "https://docs.pytorch.org/docs/stable/export/pt2_archive.html",
  reads: "names, graphs, inputs, extra files; weights skipped; zip swept as any other",
  tested: "specification",

  matches: async ({ head, blob }) => mayBegin(head) && isExported(blob),

  async *regions(blob) {
    yield* zipRegions(blob, await readZip(blob), ({ name }) => weights.test(name));
  },

  reseal: sealZip,
  repack: packZip,
  strip: stripZip,
};

/** What writers put first. Any other zip is not worth a look at its directory. */
const firstMember =
  /^(?:version|serialized_[\w.]+|[^/]+\/(?:archive_|byteorder|version|models\/|data\/).*)$/;

/** Whether the local header that starts the file names such a member (APPNOTE.TXT §4.3.7). */
function mayBegin(head: Uint8Array): boolean {
  if (head.length < 30 || head[0] !== 0x50 || head[1] !== 0x4b || head[2] !== 3) return false;
  const length = (head[26] ?? 0) + (head[27] ?? 0) * 256;
  return firstMember.test(new TextDecoder().decode(head.subarray(30, 30 + length)));
}

async function isExported(blob: Probe["blob"]): Promise<boolean> {
  const end = await findEnd(blob);
  const directory = end && (await readDirectory(blob, end));
  return directory?.entries.some(({ name }) => marks.test(name)) ?? false;
}
