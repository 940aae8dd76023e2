import { latin1 } from "../core/latin1.ts";
import { type Blob, slice } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { messageRegions, treeRegions } from "./kit/git-text.ts";

/** Type, size, NUL. No object is larger than 2^53 bytes. */
const longestHeader = 32;
const header = /^(commit|tree|blob|tag) (0|[1-9][0-9]{0,15})\0/;

const headerOf = (head: Uint8Array): RegExpExecArray | null =>
  header.exec(latin1(head.subarray(0, longestHeader)));

/**
 * An object of a git repository, inflated: a loose one is a zlib stream of it.
 * Names, addresses and messages of commits and tags; names in trees; a file as
 * a blob of its own.
 */
export const gitObject: Format = {
  id: "git-object",
  title: "Git object",
  tier: "specific",
  specification: "https://git-scm.com/book/en/v2/Git-Internals-Git-Objects",
  reads: "authors, messages and names; a file as what it is; trailer swept",
  tested: "git",

  matches: ({ head }) => headerOf(head) !== null,

  async *regions(blob) {
    const found = headerOf(await blob.read(span(0, Math.min(longestHeader, blob.size))));
    const start = found?.[0].length ?? 0;
    const end = start + Number(found?.[2]);
    if (!found || end > blob.size)
      throw new MalformedError("git-object", 0, `object of ${found?.[2] ?? "no"} bytes`);
    yield* bodyRegions(found[1] ?? "", blob, span(start, end));
    if (end < blob.size)
      yield { kind: "dead", what: "after the object", span: span(end, blob.size) };
  },

  fixed: () => "objects of Git are named by what they hold",
};

async function* bodyRegions(type: string, blob: Blob, at: Span): AsyncGenerator<Region> {
  if (type === "blob") yield { kind: "child", blob: slice(blob, at, "blob") };
  else if (type === "tree") yield* treeRegions(blob, at);
  else yield* messageRegions(blob, at);
}
