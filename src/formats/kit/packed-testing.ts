import { memoryBlob } from "../../core/blob.ts";
import type { Format } from "../../core/format.ts";
import type { Region } from "../../core/region.ts";

/** The regions of a blob, and what was in those that are packed. */
export interface Unpacked {
  readonly regions: readonly Region[];
  /** By name: what could be unpacked. */
  readonly texts: Readonly<Record<string, string>>;
}

/**
 * Reads as a scan does: each packed region is unpacked whole before the next
 * region is asked for, so that what stands behind a stream is seen too.
 *
 * @throws {MalformedError} A stream is damaged.
 */
export async function unpackAll(format: Format, bytes: Uint8Array, path = "x"): Promise<Unpacked> {
  const regions: Region[] = [];
  const texts: Record<string, string> = {};
  for await (const region of format.regions(memoryBlob(bytes, { kind: "file", path }))) {
    regions.push(region);
    if (region.kind !== "packed") continue;
    texts[region.name] = Buffer.concat(await Array.fromAsync(region.unpack())).toString();
  }
  return { regions, texts };
}
