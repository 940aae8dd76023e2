import type { Blob } from "../../core/blob.ts";
import type { Extra } from "../../core/extra.ts";
import { type Span, span } from "../../core/span.ts";
import type { Splice } from "../../core/splice.ts";
import { glancer } from "./glance.ts";
import { readDirectory } from "./zip-directory.ts";
import { findEnd } from "./zip-end.ts";
import type { ExtraField } from "./zip-extra.ts";
import { entryFields, entrySpan, localFields } from "./zip-header.ts";
import { readLocal } from "./zip-local.ts";

/** Where time and date stand in an entry of the directory and in a local header (APPNOTE.TXT §4.3.7, §4.3.12). */
const timeAt = { entry: 12, local: 10 } as const;
/** The first day that there is: 1 January 1980, at midnight. */
const firstTime = Uint8Array.of(0, 0, 0x21, 0);
const isEncrypted = (flags: number): boolean => (flags & 1) !== 0;

/** A stretch of an extra field that can be zero without its reader stumbling, and what it tells. */
interface Told {
  readonly extra: Extra;
  readonly at: (bytes: Uint8Array) => readonly Span[];
}

const from =
  (start: number, end = Infinity) =>
  ({ length }: Uint8Array): readonly Span[] =>
    start < length ? [span(start, Math.min(end, length))] : [];

/** Numbers of user and group, each behind its length. */
function owners(bytes: Uint8Array): readonly Span[] {
  const userEnd = 2 + (bytes[1] ?? 0);
  const groupEnd = userEnd + 1 + (bytes[userEnd] ?? 0);
  return groupEnd <= bytes.length ? [span(2, userEnd), span(userEnd + 1, groupEnd)] : [];
}

/** Extra fields by their ids (APPNOTE.TXT §4.5, and `extrafld.txt` of Info-ZIP). */
const fields: Readonly<Record<number, readonly Told[]>> = {
  // All of NTFS: a zero is a tag that no reader knows.
  0x000a: [{ extra: "times", at: from(0) }],
  // The flags say that no time follows.
  0x5455: [{ extra: "times", at: from(0) }],
  0x5855: [
    { extra: "times", at: from(0, 8) },
    { extra: "owners", at: from(8) },
  ],
  0x7855: [{ extra: "owners", at: from(0) }],
  0x7875: [{ extra: "owners", at: owners }],
};

/** Owners become user 0, times 1980, and comments spaces; nothing moves. */
export async function* stripZip(blob: Blob, extras: ReadonlySet<Extra>): AsyncGenerator<Splice> {
  const end = await findEnd(blob);
  if (!end) return;
  const glance = glancer(blob);
  for (const entry of (await readDirectory(blob, end)).entries) {
    const { start } = await entrySpan(blob, entry);
    const local = await readLocal(glance, entry.offset);
    // A reader takes a byte of the time to tell a wrong password.
    if (extras.has("times") && !isEncrypted(entry.flags)) {
      yield timeless(start + timeAt.entry);
      if (local) yield timeless(local.header.start + timeAt.local);
    }
    yield* blanked(await entryFields(blob, entry), extras);
    if (local) yield* blanked(await localFields(blob, local), extras);
    if (extras.has("comments") && entry.comment) yield spaces(entry.comment);
  }
  if (extras.has("comments")) yield spaces(end.comment);
}

const timeless = (at: number): Splice => ({ at: span(at, at + 4), bytes: firstTime });

const spaces = (at: Span): Splice => ({
  at,
  bytes: new Uint8Array(at.end - at.start).fill(0x20),
});

function* blanked(all: readonly ExtraField[], extras: ReadonlySet<Extra>): Generator<Splice> {
  for (const { id, bytes, span: place } of all)
    for (const told of fields[id] ?? [])
      if (extras.has(told.extra))
        for (const { start, end } of told.at(bytes))
          yield {
            at: span(place.start + start, place.start + end),
            bytes: new Uint8Array(end - start),
          };
}
