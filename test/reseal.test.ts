import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { entries, fileOf } from "../corpus/plants.ts";
import { type Blob, memoryBlob, pathOf } from "../src/core/blob.ts";
import { type Patch, patched } from "../src/core/patch.ts";
import { span } from "../src/core/span.ts";
import { all as formats } from "../src/formats/index.ts";
import { identify } from "../src/scan/identify.ts";

/** What a format would write over a blob if all of it had been changed. */
interface Resealed {
  readonly path: string;
  readonly format: string;
  readonly seals: readonly Patch[];
  /** Whether that is what stands there. */
  readonly isSame: boolean;
}

/** The blob, and all that lies in it as it stands. */
async function* resealed(blob: Blob): AsyncGenerator<Resealed> {
  const format = await identify(blob);
  const whole = span(0, blob.size);
  if (format.reseal) {
    const seals = await Array.fromAsync(format.reseal(blob, [whole]));
    const after = Buffer.from(await patched(blob, seals).read(whole));
    const isSame = after.equals(await blob.read(whole));
    yield { path: pathOf(blob.origin), format: format.id, seals, isSame };
  }
  for await (const region of format.regions(blob))
    if (region.kind === "child") yield* resealed(region.blob);
}

const files = entries.flatMap((entry) => [fileOf(entry, "planted"), fileOf(entry, "clean")]);
const results: Resealed[] = [];
for (const path of files)
  results.push(
    ...(await Array.fromAsync(resealed(memoryBlob(readFileSync(path), { kind: "file", path })))),
  );

test("the checksums of real libraries are those that a format would write", () => {
  expect(results.filter(({ isSame }) => !isSame).map(({ path }) => path)).toEqual([]);
});

const sealing = formats.filter((each) => each.reseal !== undefined).map(({ id }) => id);
/** They are zips, and have the checksums of one. */
const zips = ["keras", "pt2", "pytorch-zip", "skops"];

/** No file of the corpus has the checksums that these may have: their own tests make some. */
const untested = ["cpio", "gzip", "parquet", "pe", "pt2", "tfrecord"];

test("each format that writes checksums wrote some", () => {
  const some = new Set(results.filter(({ seals }) => seals.length > 0).map((each) => each.format));
  expect(sealing.filter((id) => !some.has(id))).toEqual(untested);
});

test("the documentation lists the formats that have checksums", () => {
  const text = readFileSync("docs/cleaning-formats.md", "utf8");
  const [, section = ""] = /## Checksums that are mended\n([^]*?)\n## /.exec(text) ?? [];
  const listed = [...section.matchAll(/^\| (?!format|---)(.*?) \|/gm)].flatMap(([, ids = ""]) =>
    ids.split(", ").map((id) => id.replace("zip and all that is one", "zip")),
  );
  expect(listed.toSorted()).toEqual(sealing.filter((id) => !zips.includes(id)).toSorted());
});
