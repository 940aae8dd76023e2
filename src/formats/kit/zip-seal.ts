import { crc32 } from "node:zlib";
import { type Blob, slice } from "../../core/blob.ts";
import { LimitError } from "../../core/error.ts";
import { type Patch, patched } from "../../core/patch.ts";
import { type Span, span } from "../../core/span.ts";
import { type Glance, glancer } from "./glance.ts";
import { readDirectory, type ZipEntry } from "./zip-directory.ts";
import { isChanged, littleSeal, summed } from "./seal.ts";
import { findEnd } from "./zip-end.ts";
import { isRecord, newRecord } from "./wheel-record.ts";
import { sealNames } from "./zip-names.ts";
import { descriptorSize, hasDescriptor, readLocal, type ZipLocal } from "./zip-local.ts";

/** Where the checksum stands in an entry of the directory, before its name, and in a local header (APPNOTE.TXT §4.3.7, §4.3.12). */
const beforeName = 46 - 16;
const inHeader = 14;
const stored = 0;

/** A descriptor with its mark takes 16 bytes or 24; one without takes 12 or 20. */
const markSize = (descriptor: number): number => (descriptor % 8 === 0 ? 4 : 0);

/**
 * The checksums of the stored members that were changed, in each place that says
 * them, the names that were, and a wheel's list of its files.
 *
 * @throws {LimitError} The list is packed, so that it cannot be mended in place.
 */
export async function* sealZip(blob: Blob, changed: readonly Span[]): AsyncGenerator<Patch> {
  const end = await findEnd(blob);
  if (!end) return;
  const glance = glancer(blob);
  const hasNames = isChanged(end.directory, changed);
  const { entries } = await readDirectory(blob, end);
  const files = new Map<string, Blob>();
  for (const entry of entries) {
    if (entry.method !== stored && !hasNames) continue;
    const local = await readLocal(glance, entry.offset);
    if (!local) continue;
    if (hasNames) yield* sealNames(blob, entry, local, changed);
    if (entry.method !== stored) continue;
    const data = span(local.header.end, local.header.end + entry.packedSize);
    if (!isChanged(data, changed)) continue;
    files.set(entry.name, slice(blob, data, entry.name));
    yield* sealMember(blob, glance, { entry, local, data });
  }
  const record = entries.find(({ name }) => isRecord(name));
  if (record && files.size > 0) yield* sealRecord(blob, glance, record, files);
}

interface Member {
  readonly entry: ZipEntry;
  readonly local: ZipLocal;
  readonly data: Span;
}

async function* sealMember(
  blob: Blob,
  glance: Glance,
  { entry, local, data }: Member,
): AsyncGenerator<Patch> {
  const sum = await summed(blob, data, crc32);
  for (const at of await placesOf(glance, entry, local, data)) yield littleSeal(at, sum);
}

/**
 * The digests in a wheel's list of its files, which are as long as they were, and
 * the checksum of the list.
 */
async function* sealRecord(
  blob: Blob,
  glance: Glance,
  entry: ZipEntry,
  files: ReadonlyMap<string, Blob>,
): AsyncGenerator<Patch> {
  const local = await readLocal(glance, entry.offset);
  if (!local) return;
  if (entry.method !== stored) throw new LimitError(`'${entry.name}' is packed, and must be true`);
  const data = span(local.header.end, local.header.end + entry.packedSize);
  const list = await newRecord(slice(blob, data, entry.name), files);
  const patch = { at: data.start, bytes: await list.read(span(0, list.size)) };
  yield patch;
  yield* sealMember(patched(blob, [patch]), glance, { entry, local, data });
}

async function placesOf(
  glance: Glance,
  entry: ZipEntry,
  local: ZipLocal,
  data: Span,
): Promise<number[]> {
  const places = [entry.rawName.span.start - beforeName];
  const isOpen = hasDescriptor(local.flags);
  if (!isOpen || local.crc32 !== 0) places.push(local.header.start + inHeader);
  // The old checksum is still there, by which the descriptor is known.
  const room = span(data.end, data.end + 24);
  const descriptor = isOpen ? await descriptorSize(glance, room, entry) : 0;
  if (descriptor > 0) places.push(data.end + markSize(descriptor));
  return places;
}
