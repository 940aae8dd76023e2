import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { memoryBlob } from "../core/blob.ts";
import { unpackAll } from "./kit/packed-testing.ts";
import {
  expectInPlace,
  expectOnlyMalformed,
  join,
  matches,
  regionsOf,
  textsByKey,
} from "./kit/testing.ts";
import { pdf } from "./pdf.ts";

const stream = (
  number: number,
  dictionary: string,
  data: Uint8Array | string,
  length?: string,
): Uint8Array =>
  join(
    `${number} 0 obj\n<< ${dictionary} /Length ${length ?? String(join(data).length)} >>\nstream\n`,
    data,
    "\nendstream\nendobj\n",
  );

const head =
  "%PDF-1.5\n1 0 obj\n<< /Author (Ana \\(Silva\\)) /Title <feff0041006e0061> /Producer (\\376\\377\\000A\\000n\\000a) >>\nendobj\n";
const end = "trailer << /Root 1 0 R >>\nstartxref\n9\n%%EOF\n";
const sample = join(
  head,
  stream(2, "/Filter /FlateDecode", deflateSync(Buffer.from("BT (key) Tj ET"))),
  stream(3, "/Filter /ASCIIHexDecode", "6b6579>", "9 0 R"),
  stream(4, "/Filter [/ASCII85Decode]", "CLqb~>"),
  stream(
    5,
    "/Filter /LZWDecode",
    Uint8Array.from([0x80, 0x0b, 0x60, 0x50, 0x22, 0x0c, 0x0c, 0x85, 0x01]),
  ),
  end,
);

test("finds strings of objects where they stand, in each spelling", async () => {
  const regions = await regionsOf(pdf, sample);
  expectInPlace(sample, regions);
  const texts = textsByKey(regions);
  expect(texts["Author"]).toEqual(["Ana (Silva)"]);
  expect(texts["Title"]?.[0]).toContain("Ana");
  expect(texts["Producer"]?.[0]).toContain("Ana");
});

test("unpacks streams, whatever they are packed with", async () => {
  expect((await unpackAll(pdf, sample)).texts).toEqual({
    "2 0 obj": "BT (key) Tj ET",
    "3 0 obj": "key",
    "4 0 obj": "key",
    "5 0 obj": "-----A---B",
  });
});

test("reads older revisions, and sweeps what follows the end", async () => {
  const bytes = join(head, end, "1 0 obj << /Author (Nobody) >> endobj\n", end, "key");
  const regions = await regionsOf(pdf, bytes);
  expect(textsByKey(regions)["Author"]).toEqual(["Ana (Silva)", "Nobody"]);
  expect(regions.at(-1)).toMatchObject({ kind: "dead", span: { start: bytes.length - 3 } });
});

test("says that it did not read what is encrypted, or packed in another way", async () => {
  const locked = await regionsOf(pdf, join(head, "trailer << /Encrypt 9 0 R >>\n%%EOF\n"));
  expect(locked[0]).toMatchObject({ kind: "gap", reason: "encrypted: strings and streams" });
  const fax = await regionsOf(pdf, join(head, stream(2, "/Filter /RunLengthDecode", "x"), end));
  expect(fax.find(({ kind }) => kind === "gap")).toMatchObject({ name: "2 0 obj" });
});

test("skips pixels, and reads pictures as they are", async () => {
  const bytes = join(
    head,
    stream(2, "/Subtype /Image /Filter /FlateDecode", "x"),
    stream(3, "/Filter /DCTDecode", "y"),
    end,
  );
  const kinds = (await regionsOf(pdf, bytes)).map(({ kind }) => kind);
  expect(kinds.filter((kind) => kind === "tensor" || kind === "child")).toEqual([
    "tensor",
    "child",
  ]);
});

test("refuses a stream without end", async () => {
  await expect(regionsOf(pdf, join(head, "2 0 obj << >>\nstream\nx"))).rejects.toThrow("no end");
});

test("is known by its content", async () => {
  expect(await matches(pdf, sample)).toBe(true);
  expect(await matches(pdf, join("PDF-1.5"))).toBe(false);
});

test("may not be changed once it is signed", async () => {
  expect(await pdf.fixed?.(memoryBlob(sample))).toBeUndefined();
  const signed = join(head, "6 0 obj\n<< /ByteRange [0 10 20 30] >>\nendobj\n", end);
  expect(await pdf.fixed?.(memoryBlob(signed))).toContain("signed");
});

test("fails only as malformed, whatever the bytes", async () => {
  await expectOnlyMalformed(pdf, [sample]);
});
