import * as fc from "fast-check";
import { expect } from "vitest";
import { type Blob, memoryBlob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { type Format, headSize } from "../../core/format.ts";
import type { Region, StringRegion } from "../../core/region.ts";
import { type Patch, patched } from "../../core/patch.ts";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { isPlainText } from "./encoding.ts";

const utf8 = new TextDecoder();

/** Everything that a format says of these bytes. */
export async function regionsOf(format: Format, bytes: Uint8Array | Blob): Promise<Region[]> {
  const blob = bytes instanceof Uint8Array ? memoryBlob(bytes) : bytes;
  return Array.fromAsync(format.regions(blob), withoutCalls);
}

/** A stretch without what it wants to be told: nobody tells it here, so the format looks everywhere. */
function withoutCalls(region: Region): Region {
  if (region.kind !== "stretch") return region;
  const { noticed: _, ...rest } = region;
  return rest;
}

/** Whether the format says that these bytes are its own. One that takes plain text must have said that it may. */
export async function matches(format: Format, bytes: Uint8Array, name = "x"): Promise<boolean> {
  const head = bytes.subarray(0, headSize);
  const claim = await format.matches({ head, name, blob: memoryBlob(bytes) });
  if (claim && isPlainText(head)) expect(format).toHaveProperty("mayBeText", true);
  return claim;
}

/** The strings among regions, decoded, by key. Equal keys keep all their values. */
export function textsByKey(regions: readonly Region[]): Record<string, string[]> {
  const strings = regions.filter((each): each is StringRegion => each.kind === "string");
  const byKey = Object.groupBy(strings, ({ key }) => key);
  return Object.fromEntries(
    Object.entries(byKey).map(([key, all = []]) => [key, all.map((each) => textOf(each))]),
  );
}

/** The text of a string region. */
export const textOf = (region: StringRegion): string =>
  utf8.decode(region.coding.decode(region.bytes));

/** Fails unless each string's bytes are those that stand in the blob at its spans. */
export function expectInPlace(bytes: Uint8Array, regions: readonly Region[]): void {
  for (const region of regions) {
    if (region.kind !== "string") continue;
    const there = region.spans.flatMap(({ start, end }) => [...bytes.subarray(start, end)]);
    expect([...region.bytes], region.key).toEqual(there);
    expect(region.spans.reduce((sum, each) => sum + lengthOf(each), 0)).toBe(there.length);
  }
}

/**
 * Runs the format over noise, and over each of `samples` cut short and with
 * bytes changed: it must end, and fail only as malformed.
 */
export async function expectOnlyMalformed(
  format: Format,
  samples: readonly Uint8Array[],
): Promise<void> {
  const noise = fc.uint8Array({ maxLength: 96 });
  const damaged = fc
    .record({
      sample: fc.constantFrom(...samples),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      changes: fc.array(fc.tuple(fc.nat(), fc.nat({ max: 255 })), { maxLength: 6 }),
    })
    .map(({ sample, cut, changes }) => {
      const bytes = Uint8Array.from(sample).slice(
        0,
        cut > 0.5 ? sample.length : Math.floor(cut * 2 * sample.length),
      );
      for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
      return bytes;
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(noise, { arbitrary: damaged, weight: 3 }), async (bytes) => {
      const outcome: unknown = await drain(format, bytes).catch((error: unknown) => error);
      if (outcome !== undefined && !(outcome instanceof MalformedError)) throw outcome;
    }),
    { numRuns: runs() },
  );
}

/** How many inputs each fuzz test tries; `TARE_FUZZ_RUNS` raises it for a long run. */
const runs = (): number => Number(process.env["TARE_FUZZ_RUNS"] ?? 150);

/** Reads every region, and unpacks what is packed up to 1 MiB. */
async function drain(format: Format, bytes: Uint8Array): Promise<void> {
  for await (const region of format.regions(memoryBlob(bytes))) {
    if (region.kind !== "packed") continue;
    let size = 0;
    for await (const chunk of region.unpack()) if ((size += chunk.length) > 1 << 20) break;
  }
}

/** The bytes with each place of a text replaced by another of the same length, and what is over them mended. */
export async function edited(
  format: Format,
  bytes: Uint8Array,
  from: string,
  to: string,
): Promise<Uint8Array> {
  const before = Buffer.from(bytes);
  const changed: Span[] = [];
  for (let at = before.indexOf(from); at >= 0; at = before.indexOf(from, at + 1))
    changed.push(span(at, at + from.length));
  const patches = changed.map(({ start }): Patch => ({ at: start, bytes: Buffer.from(to) }));
  const filled = patched(memoryBlob(before), patches);
  const seals = await Array.fromAsync(format.reseal?.(filled, changed) ?? []);
  return Buffer.from(await patched(filled, seals).read(span(0, before.length)));
}

/** Joins bytes, texts (as UTF-8) and numbers (as single bytes). */
export function join(
  ...parts: readonly (Uint8Array | string | number | readonly number[])[]
): Uint8Array {
  return Buffer.concat(
    parts.map((part) => {
      if (typeof part === "string") return Buffer.from(part);
      if (typeof part === "number") return Buffer.of(part);
      return Buffer.from(part);
    }),
  );
}

/** Little-endian bytes of a number, `width` of them. */
export function little(number: number | bigint, width: 1 | 2 | 4 | 8): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(number), true);
  return bytes.subarray(0, width);
}
