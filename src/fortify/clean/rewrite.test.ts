import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { memoryBlob } from "../../core/blob.ts";
import type { Finding } from "../../core/finding.ts";
import { span } from "../../core/span.ts";
import { setNumber, setSum } from "../../formats/kit/tar-header.ts";
import { record } from "../../formats/kit/tfrecord-testing.ts";
import { zipOf } from "../../formats/kit/zip-testing.ts";
import { readZip } from "../../formats/kit/zip.ts";
import { scanned } from "../../scan/testing.ts";
import { type Order, Orders } from "./orders.ts";
import { Rewriter } from "./rewrite.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-clean-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function findingsIn(bytes: Uint8Array): Promise<readonly Finding[]> {
  const path = join(folder, "file");
  writeFileSync(path, bytes);
  const { findings } = await scanned([path]);
  return findings.filter(({ severity }) => severity !== "info" && severity !== "low");
}

/** The file with the values of all findings filled. */
async function cleaned(bytes: Uint8Array): Promise<{ bytes: Uint8Array; rewriter: Rewriter }> {
  const orders = (await findingsIn(bytes)).map((finding): Order => ({
    kind: "fill",
    finding,
    value: finding.value ?? "",
  }));
  using rewriter = new Rewriter(new Orders(orders));
  const path = join(folder, "file");
  const { blob } = await rewriter.rewrite(
    memoryBlob(Uint8Array.from(readFileSync(path)), { kind: "file", path }),
  );
  return { bytes: Uint8Array.from(await blob.read(span(0, blob.size))), rewriter };
}

const key = ["hf_", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("");
const settings = `{"token": "${key}", "root": "/home/asmith/project/train.py", "steps": 7}`;

test("a value in a text becomes a neutral one, and nothing else changes", async () => {
  const { bytes } = await cleaned(Buffer.from(settings));
  expect(Buffer.from(bytes).toString()).toBe(
    `{"token": "${"x".repeat(37)}", "root": ".////////////////////train.py", "steps": 7}`,
  );
});

test("a value in a stored member is replaced where it stands, and the checksums are right", async () => {
  const inner = zipOf([{ name: "config.json", data: settings, flags: 8 }]);
  const outer = zipOf([
    { name: "weights", data: new Uint8Array(100).fill(7) },
    { name: "inner.zip", data: inner },
  ]);
  const { bytes } = await cleaned(outer);
  expect(bytes).toHaveLength(outer.length);
  expect(await findingsIn(bytes)).toEqual([]);
  // A wrong checksum would be a gap, and a member that is none is not in the layout.
  const { members, mismatches } = await readZip(memoryBlob(bytes));
  expect(members.map(({ fault }) => fault)).toEqual([undefined, undefined]);
  expect(mismatches).toEqual([]);
});

/** A tar as `docker save` writes it, whose only layer is a text. */
function imageOf(text: string): Uint8Array {
  const member = (name: string, data: string): Uint8Array => {
    const header = new Uint8Array(512);
    header.set(Buffer.from(name));
    setNumber(header, span(124, 136), data.length);
    setSum(header);
    return Buffer.concat([header, Buffer.from(data), Buffer.alloc(-data.length & 511)]);
  };
  const layer = member(`${"0123456789abcdef".repeat(4)}/layer.tar`, text);
  return Buffer.concat([member("manifest.json", "[]"), layer, Buffer.alloc(1024)]);
}

test("a packed member is packed anew", async () => {
  const { bytes } = await cleaned(zipOf([{ name: "config.json", data: settings, method: 8 }]));
  expect(await findingsIn(bytes)).toEqual([]);
});

test("what is named by its digest is refused, and stays as it was", async () => {
  const { bytes, rewriter } = await cleaned(imageOf(settings));
  expect(rewriter.refusals).toHaveLength(1);
  expect(await findingsIn(bytes)).not.toEqual([]);
});

test("what holds a member that cannot be packed anew keeps its size, and all else in it is cleaned", async () => {
  const inner = zipOf([
    { name: "stored.json", data: settings },
    { name: "packed.json", data: settings, method: 8 },
  ]);
  const outer = Buffer.concat([record(Buffer.from("{}")), record(inner)]);
  const { bytes, rewriter } = await cleaned(outer);
  expect(bytes).toHaveLength(outer.length);
  const left = new Set((await findingsIn(bytes)).map(({ location }) => location.path));
  expect([...left]).toEqual([expect.stringMatching(/!\/packed\.json$/)]);
  expect(rewriter.refusals.map(({ path }) => path)).toEqual([...left]);
});

test("files of which another has checksums are left as they are", async () => {
  const [finding] = await findingsIn(Buffer.from(settings));
  if (!finding) throw new Error("nothing was found");
  const file = "variables.data-00000-of-00001";
  const order: Order = {
    kind: "fill",
    finding: { ...finding, location: { ...finding.location, path: file } },
    value: finding.value ?? "",
  };
  using rewriter = new Rewriter(new Orders([order]));
  const blob = memoryBlob(Buffer.from(settings), { kind: "file", path: file });
  expect((await rewriter.rewrite(blob)).patches).toEqual([]);
  expect(rewriter.refusals).toMatchObject([{ path: file }]);
});
