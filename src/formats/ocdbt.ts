import { type Blob, slice } from "../core/blob.ts";
import type { Format, Probe } from "../core/format.ts";
import type { Region } from "../core/region.ts";
import { type Span, span } from "../core/span.ts";
import { type OcdbtPart, ocdbtParts, partAt, sealParts } from "./kit/ocdbt-nodes.ts";
import { unpackZstd } from "./kit/zstd.ts";

/**
 * The files in which Orbax keeps arrays: `manifest.ocdbt`, and below `d/` files
 * in which nodes of a tree and values stand in any order. Nodes hold the names
 * of arrays, paths, and small values. Values stand in no known place and are
 * swept.
 */
export const ocdbt: Format = {
  id: "ocdbt",
  title: "OCDBT",
  tier: "specific",
  specification: "https://google.github.io/tensorstore/kvstore/ocdbt/index.html#storage-format",
  reads: "manifest and nodes of the tree unpacked; values swept",
  tested: "Orbax",

  matches: async (probe) => startsWithPart(probe) || isDataFile(probe),

  async *regions(blob) {
    let at = 0;
    for await (const part of ocdbtParts(blob)) {
      if (part.span.start > at) yield sweep(span(at, part.span.start));
      yield content(blob, part);
      at = part.span.end;
    }
    if (at < blob.size) yield sweep(span(at, blob.size));
  },

  reseal: sealParts,
};

const startsWithPart = ({ head, blob }: Probe): boolean => partAt(head, 0, blob.size) !== undefined;

/** A file that starts with a value is known by its name, and then by a node in it. */
async function isDataFile({ name, blob }: Probe): Promise<boolean> {
  if (!/(?:^|\/)d\/[0-9a-f]{32}$/.test(name)) return false;
  for await (const _ of ocdbtParts(blob)) return true;
  return false;
}

const sweep = (at: Span): Region => ({ kind: "stretch", as: "binary", span: at });

function content(blob: Blob, { what, content: at, isPacked }: OcdbtPart): Region {
  const name = `${what} at ${at.start}`;
  if (!isPacked) return { kind: "child", blob: slice(blob, at, name) };
  return { kind: "packed", name, span: at, unpack: () => unpackZstd(blob, at) };
}
