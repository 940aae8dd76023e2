import { expect, test } from "vitest";
import { type Blob, memoryBlob } from "../../core/blob.ts";
import { plain } from "../../core/coding.ts";
import type { Finding, FindingClass, Location } from "../../core/finding.ts";
import type { Format } from "../../core/format.ts";
import { patched } from "../../core/patch.ts";
import { name, type Region, value } from "../../core/region.ts";
import { span } from "../../core/span.ts";
import { type Order, Orders } from "./orders.ts";
import { ownPatches, type OwnPatches } from "./own-patches.ts";

const path = "model.bin";
const key = ["hf_", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("");

/** A format whose blobs are these regions. */
const formatOf = (regions: (blob: Blob) => readonly Region[], fixedNames?: string): Format => ({
  id: "test",
  title: "Test",
  tier: "general",
  specification: "",
  reads: "",
  tested: "specification",
  matches: () => true,
  async *regions(blob) {
    yield* regions(blob);
  },
  ...(fixedNames !== undefined && { fixedNames }),
});

const text = formatOf((blob) => [{ kind: "stretch", as: "text", span: span(0, blob.size) }]);

function fill(
  found: string,
  at: number,
  rest: Partial<Location> & { class?: FindingClass } = {},
): Order {
  const { class: kind = "secret", ...location } = rest;
  const finding: Finding = {
    id: "0",
    rule: "test",
    class: kind,
    severity: "high",
    confidence: "high",
    verified: "unknown",
    title: "",
    harm: "",
    remedy: "",
    preview: "",
    fingerprint: "",
    location: { path, span: span(at, at + found.length), ...location },
    value: found,
  };
  return { kind: "fill", finding, value: found };
}

async function filled(
  bytes: Buffer,
  format: Format,
  ...orders: readonly Order[]
): Promise<OwnPatches & { readonly after: string }> {
  const blob = memoryBlob(bytes, { kind: "file", path });
  const own = await ownPatches(new Orders(orders), format, blob);
  const after = await patched(blob, own.patches).read(span(0, blob.size));
  return { ...own, after: Buffer.from(after).toString("latin1") };
}

test("a value that is taken out is taken out of all places, wherever no rule would know it", async () => {
  const wide = Buffer.from(key, "utf16le").toString("latin1");
  const { after, done } = await filled(
    Buffer.from(`${key} ab${key}cd ${wide} ${key.slice(0, -1)}`, "latin1"),
    text,
    fill(key, 0),
  );
  const cross = "x".repeat(key.length);
  expect(after).toBe(`${cross} ab${cross}cd ${"x\0".repeat(key.length)} ${key.slice(0, -1)}`);
  expect(done).toHaveLength(3);
});

test("also where a block ends in it, but not in weights, nor what anything may be", async () => {
  const far = "a".repeat((1 << 20) - 5);
  const bytes = Buffer.from(`${key}${far}${key}${key} seven seven`);
  const weights = span(key.length * 2 + far.length, bytes.length - 12);
  const format = formatOf(() => [
    { kind: "stretch", as: "text", span: span(0, weights.start) },
    { kind: "tensor", name: "w", span: weights },
    { kind: "stretch", as: "text", span: span(weights.end, bytes.length) },
  ]);
  const { after } = await filled(bytes, format, fill(key, 0), fill("seven", bytes.length - 11));
  const cross = "x".repeat(key.length);
  expect(after === `${cross}${far}${cross}${key} xxxxx seven`).toBe(true);
});

test("what one finding keeps, another takes out", async () => {
  const { after } = await filled(
    Buffer.from(`/home/asmith/run/${key}.log`),
    text,
    fill(`/home/asmith/run/${key}.log`, 0, { class: "path" }),
    fill(key, 17),
  );
  expect(after).toBe(`.////////////////${"x".repeat(key.length)}.log`);
});

test("no name is replaced where names are fixed, and the reason is told", async () => {
  const bytes = Buffer.from(`${key}${key}`);
  const regions = [
    name("$", span(0, key.length), plain, bytes.subarray(0, key.length)),
    value("$", span(key.length, bytes.length), plain, bytes.subarray(key.length)),
  ];
  const orders = [fill(key, 0), fill(key, key.length)];
  const fixed = await filled(
    bytes,
    formatOf(() => regions, "names stand in order"),
    ...orders,
  );
  expect(fixed.after).toBe(`${key}${"x".repeat(key.length)}`);
  expect(fixed.refused).toEqual([{ order: orders[0], reason: "names stand in order" }]);
  const free = await filled(
    bytes,
    formatOf(() => regions),
    ...orders,
  );
  expect(free.after).toBe("x".repeat(bytes.length));
});

test("bytes that spell the value in an unknown way are left, and told of", async () => {
  const bytes = Buffer.from("packed bytes");
  const { after, refused } = await filled(
    bytes,
    text,
    fill(key, 0, { span: span(0, 12), coding: "hdf5-chunk" }),
  );
  expect(after).toBe("packed bytes");
  expect(refused).toHaveLength(1);
});
