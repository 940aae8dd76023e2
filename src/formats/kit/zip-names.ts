import { crc32 } from "node:zlib";
import type { Blob } from "../../core/blob.ts";
import type { Patch } from "../../core/patch.ts";
import type { Span } from "../../core/span.ts";
import { isChanged, littleSeal } from "./seal.ts";
import type { Located, ZipEntry } from "./zip-directory.ts";
import type { ExtraField } from "./zip-extra.ts";
import { entryFields, entrySpan, localFields } from "./zip-header.ts";
import type { ZipLocal } from "./zip-local.ts";

/** Info-ZIP's field for the name in UTF-8: version 1, CRC-32 of the name that it stands for, the name. */
const unicodeName = 0x7075;
const sumAt = 1;
const textAt = 5;

/**
 * What a local header must say where the entry of the directory was changed: the
 * same name, and what extra fields of the same kind and length say there.
 */
export async function* sealNames(
  blob: Blob,
  entry: ZipEntry,
  local: ZipLocal,
  changed: readonly Span[],
): AsyncGenerator<Patch> {
  if (!isChanged(await entrySpan(blob, entry), changed)) return;
  const fields = await entryFields(blob, entry);
  if (isChanged(entry.rawName.span, changed)) {
    yield* copied(entry.rawName, local.rawName);
    for (const field of fields) yield* nameSum(field, entry);
  }
  for (const ours of await localFields(blob, local)) {
    const theirs = fields.find(({ id, span }) => id === ours.id && isChanged(span, changed));
    if (theirs) yield* copied(theirs, ours);
    yield* nameSum(ours, entry);
  }
}

function* copied(from: Located, to: Located): Generator<Patch> {
  if (from.bytes.length === to.bytes.length && from.bytes.length > 0)
    yield { at: to.span.start, bytes: Uint8Array.from(from.bytes) };
}

function* nameSum({ id, bytes, span }: ExtraField, { rawName }: ZipEntry): Generator<Patch> {
  if (id === unicodeName && bytes.length >= textAt)
    yield littleSeal(span.start + sumAt, crc32(rawName.bytes));
}
