import { latin1 } from "../core/latin1.ts";
import { type Blob, slice } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { readBlock } from "./kit/blocks.ts";

const signature = /^# v[23] git bundle\n/;
/** Names of branches and tags stand before the pack: 4 MiB are tens of thousands of them. */
const longestHead = 4 * 1024 * 1024;

/** A repository, or the last part of its history, in a file: names of branches and tags, then a pack. */
export const gitBundle: Format = {
  id: "git-bundle",
  title: "Git bundle",
  tier: "specific",
  specification: "https://git-scm.com/docs/gitformat-bundle",
  reads: "branches, tags and remarks; every object of the pack",
  tested: "git",

  mayBeText: true,
  matches: ({ head }) => signature.test(latin1(head.subarray(0, 32))),

  async *regions(blob) {
    const end = await headEnd(blob);
    yield { kind: "stretch", as: "text", span: span(0, end) };
    yield { kind: "child", blob: slice(blob, span(end, blob.size), "pack") };
  },

  fixed: () => "objects of Git are named by what they hold",
};

/** The head ends at an empty line. */
async function headEnd(blob: Blob): Promise<number> {
  const { bytes } = await readBlock(blob, span(0, Math.min(blob.size, longestHead)));
  const end = bytes.indexOf("\n\n");
  if (end < 0) throw new MalformedError("git-bundle", bytes.length, "head without an end");
  return end + 2;
}
