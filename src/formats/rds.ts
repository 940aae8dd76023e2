import type { Blob } from "../core/blob.ts";
import { MalformedError } from "../core/error.ts";
import type { Format } from "../core/format.ts";
import { span } from "../core/span.ts";
import { Cursor } from "./kit/cursor.ts";
import { type ListNames, RReader } from "./kit/r-items.ts";
import { asciiSource, binarySource, type RSource } from "./kit/r-source.ts";
import { regionsBySteps, type Step } from "./kit/steps.ts";

/** What `save` puts before: it tells the version and the way of writing once more. */
const workspaceMagic = /^RD[XAB][23]\n/;
const workspaceMagicSize = 5;
/** Version and the releases that wrote it and can read it: in XDR, in the other order, and as lines. */
const xdr = /^X\n\0\0\0[\x02\x03]\0/;
const native = /^B\n[\x02\x03]\0\0\0/;
const ascii = /^A\n[23]\n\d{5,7}\n\d{5,7}\n/;

/**
 * What R's `saveRDS`, `serialize` and `save` write, after gzip, bzip2 or xz are
 * off: lists with names, attributes, functions with the file that they were read
 * from, whole environments.
 */
export const rds: Format = {
  id: "rds",
  title: "R data",
  tier: "specific",
  specification:
    "https://cran.r-project.org/doc/manuals/r-release/R-ints.html#Serialization-Formats",
  reads:
    "strings, names, attributes, functions; numbers skipped; raw vectors as files; trailer swept",
  tested: "R",

  mayBeText: true,
  matches: ({ head }) => {
    const start = Buffer.from(head.subarray(0, 32)).toString("latin1");
    const rest = start.replace(workspaceMagic, "");
    return xdr.test(rest) || native.test(rest) || ascii.test(rest);
  },

  async *regions(blob) {
    // R writes the names of a list behind its items, so they are looked for first.
    const names: ListNames = new Map();
    await collect(blob, names);
    const cursor = new Cursor(blob, "rds");
    yield* regionsBySteps(cursor, fileSteps(cursor, blob, { names, isCollecting: false }));
    if (cursor.left > 0)
      yield { kind: "dead", what: "after the last item", span: span(cursor.at, blob.size) };
  },
};

/** Fills the names. That the file is damaged is told when it is read in earnest. */
async function collect(blob: Blob, names: ListNames): Promise<void> {
  const cursor = new Cursor(blob, "rds");
  try {
    for (const step of fileSteps(cursor, blob, { names, isCollecting: true }))
      if (typeof step === "number") await cursor.need(step);
  } catch (error) {
    if (!(error instanceof MalformedError)) throw error;
  }
}

interface Pass {
  readonly names: ListNames;
  readonly isCollecting: boolean;
}

function* fileSteps(cursor: Cursor, blob: Blob, { names, isCollecting }: Pass): Generator<Step> {
  yield Math.min(workspaceMagicSize + 2, cursor.left);
  if (cursor.left > workspaceMagicSize && cursor.peek() === 0x52) cursor.skip(workspaceMagicSize);
  yield 2;
  const way = String.fromCharCode(cursor.u8());
  cursor.skip(1);
  cursor.littleEndian = way === "B";
  const source = way === "A" ? asciiSource(cursor) : binarySource(cursor);
  yield* versionSteps(source);
  yield* new RReader(source, blob, names, isCollecting).steps();
}

function* versionSteps(source: RSource): Generator<Step> {
  const version = yield* source.int();
  yield* source.int();
  yield* source.int();
  if (version !== 2 && version !== 3) throw source.cursor.malformed(`version ${version}`);
  if (version === 3) yield* source.text(yield* source.int(), "$.encoding", "name");
}
