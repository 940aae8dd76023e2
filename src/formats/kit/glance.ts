import type { Blob } from "../../core/blob.ts";
import { span } from "../../core/span.ts";

/** Short looks into a blob; undefined where the blob ends before. */
export type Glance = (at: number, count: number) => Promise<DataView | undefined>;

/** What is read at least, in bytes. */
export const smallestGlance = 512;
/** What is read at most unasked, in bytes. */
const largest = 16 * 1024;

/**
 * Looks at a few bytes here and there, mostly forwards. What stands near is
 * read with them: ever more as long as the looks follow closely, little again
 * after a leap.
 */
export function glancer(blob: Blob): Glance {
  let base = 0;
  let held: Uint8Array = new Uint8Array();
  let window = smallestGlance;
  return async (at, count) => {
    if (!(at >= 0 && at + count <= blob.size)) return undefined;
    const end = base + held.length;
    if (at < base || at + count > end) {
      const isNear = at >= base && at < end + smallestGlance;
      window = isNear ? Math.min(largest, window * 2) : smallestGlance;
      held = await blob.read(span(at, Math.min(blob.size, at + Math.max(count, window))));
      base = at;
    }
    return new DataView(held.buffer, held.byteOffset + at - base, count);
  };
}

/** The bytes under a view, none copied. */
export const bytesOf = (view: DataView): Uint8Array =>
  new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
