import type { Format, Probe } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { asBuffer } from "./kit/bytes.ts";
import { readZip, zipRegions } from "./kit/zip.ts";
import { readDirectory } from "./kit/zip-directory.ts";
import { findEnd } from "./kit/zip-end.ts";

/** How an executable starts that runs anywhere (APE), on Linux, on Windows, or on macOS. */
const starts = ["MZ", "jartsr='", "\x7fELF", "\xcf\xfa\xed\xfe"].map((each) =>
  Buffer.from(each, "latin1"),
);
/** What llamafile looks for in its own archive: the weights, and the arguments to run with. */
const members = /(?:^\.args|\.gguf|\.llamafile)$/;

/**
 * A llamafile: a program with its weights in one file, which is an executable
 * with a zip at its end. In the zip are the GGUF file, stored, and `.args`.
 */
export const llamafile: Format = {
  id: "llamafile",
  title: "Llamafile",
  tier: "specific",
  specification: "https://github.com/mozilla-ai/llamafile/blob/main/docs/technical_details.md",
  reads: "the members of its archive; the program swept",
  tested: "specification",

  mayBeText: true,
  matches: async ({ head, blob }) => isProgram(head) && holdsModel(blob),

  async *regions(blob) {
    for await (const region of zipRegions(blob, await readZip(blob))) yield swept(region);
  },
};

const isProgram = (head: Uint8Array): boolean =>
  starts.some((start) => start.equals(asBuffer(head.subarray(0, start.length))));

async function holdsModel(blob: Probe["blob"]): Promise<boolean> {
  const end = await findEnd(blob);
  const directory = end && (await readDirectory(blob, end));
  return directory?.entries.some(({ name }) => members.test(name)) ?? false;
}

/** The program before the archive is no dead bytes: it runs. */
const swept = (region: Region): Region =>
  region.kind === "dead" && region.span.start === 0
    ? { kind: "stretch", as: "binary", span: region.span }
    : region;
