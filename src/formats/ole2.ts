import type { Blob } from "../core/blob.ts";
import { utf16le } from "../core/codings.ts";
import type { Format } from "../core/format.ts";
import { name, type Region } from "../core/region.ts";
import { lengthOf, span } from "../core/span.ts";
import { type CompoundEntry, readCompoundFile } from "./kit/compound-file.ts";
import { asciiOf } from "./kit/fields.ts";
import { laidOut, namesAt, type Part, partRegions } from "./kit/parts.ts";
import { piecesOf } from "./kit/pieces.ts";
import { propertyTexts } from "./kit/property-set.ts";

/** Properties are short; a preview picture among them has some hundred kilobytes. */
const longestProperties = 4 << 20;

/** Word, Excel and PowerPoint before 2007, Outlook's mails, `Thumbs.db`: a file system in a file. */
export const ole2: Format = {
  id: "ole2",
  title: "Compound file (OLE2): old Office, Outlook, Thumbs.db",
  tier: "specific",
  specification: "https://learn.microsoft.com/en-us/openspecs/windows_protocols/ms-cfb/",
  reads: "names; author and company; each stream; free sectors and ends of sectors swept",
  tested: "xlwt",

  matches: ({ head }) =>
    head.length >= 512 && asciiOf(head.subarray(0, 8)) === "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",

  async *regions(blob) {
    const file = await readCompoundFile(blob);
    for (const entry of file.entries) yield* entryRegions(blob, entry);
    if (file.entries.some((entry) => entry.name === "_VBA_PROJECT"))
      yield { kind: "gap", name: "VBA", reason: "unsupported: packed macros", span: span(0, 0) };
    const parts = await partsOf(blob);
    yield* partRegions(
      blob,
      parts.filter(({ name: part }) => part !== taken),
    );
  },

  keys: async (blob, offsets) => namesAt(await partsOf(blob), offsets),
};

const taken = "stream";

async function partsOf(blob: Blob): Promise<Part[]> {
  const { tables, used } = await readCompoundFile(blob);
  const parts = [
    ...tables.map((at): Part => ({ name: "tables", span: at })),
    ...used.map((at): Part => ({ name: taken, span: at })),
  ];
  return laidOut(parts, span(0, blob.size), "that no stream has");
}

async function* entryRegions(blob: Blob, entry: CompoundEntry): AsyncGenerator<Region> {
  const { nameAt, spans } = entry;
  const shown = entry.name.replaceAll(/[\0-\x1f]/g, "");
  if (lengthOf(nameAt) > 0) yield name(shown, nameAt, utf16le, await blob.read(nameAt));
  const [first, ...others] = spans;
  if (!first) return;
  const pieces = piecesOf(blob, [first, ...others]);
  const origin = { kind: "member", inside: blob.origin, name: shown } as const;
  if (entry.name.startsWith("\x05") && pieces.blob.size <= longestProperties) {
    const bytes = await pieces.blob.read(span(0, pieces.blob.size));
    yield* propertyTexts(entry.name, bytes, pieces);
    for (const each of spans) yield { kind: "stretch", as: "binary", span: each };
  } else yield { kind: "child", blob: { ...pieces.blob, origin } };
}
