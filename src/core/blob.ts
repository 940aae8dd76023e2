import { MalformedError } from "./error.ts";
import { type Span, span } from "./span.ts";

/** Where a blob came from, outermost first in `inside`. */
export type Origin =
  | { readonly kind: "file"; readonly path: string }
  | { readonly kind: "stdin" }
  | { readonly kind: "member"; readonly inside: Origin; readonly name: string };

/** Bytes that can be read at random, wherever they lie. Formats see nothing else of the world. */
export interface Blob {
  readonly origin: Origin;
  /** In bytes. */
  readonly size: number;
  /** Whether reading costs a request to a server, so that nothing is read only to know it again. */
  readonly distant?: true;
  /** Where it lies, if it is a part of another as it stands. */
  readonly part?: { readonly of: Blob; readonly at: Span };
  /** Where its pieces lie, in their order, if it is put together of parts of another. */
  readonly pieces?: { readonly of: Blob; readonly at: readonly Span[] };
  /**
   * Returns exactly the bytes of `at`. The result is read-only by agreement: it
   * may be a view of memory that others read too.
   *
   * @param room Memory of that many bytes, which they may be put into; the result says whether they were.
   * @throws {TareError} `machine`: the bytes cannot be had (unreadable, or the file shrank).
   * @throws {MalformedError} `at` ends after the blob does.
   */
  read(at: Span, room?: Uint8Array): Promise<Uint8Array>;
  /**
   * Told which places will be read next, where that saves time: a distant blob
   * fetches them together. What could not be fetched is told when it is read.
   */
  readonly prefetch?: (places: readonly Span[]) => Promise<void>;
}

/** Whether reading a blob, or what it is a part of, costs a request. */
export function isDistant({ distant, part, pieces }: Blob): boolean {
  if (distant) return true;
  const outer = part?.of ?? pieces?.of;
  return outer !== undefined && isDistant(outer);
}

/** Where bytes of a blob lie in another that it is a part of; undefined if it is none, being unpacked, say. */
export function placesIn(outer: Blob, blob: Blob, at: Span): readonly Span[] | undefined {
  if (blob === outer) return [at];
  const { of, at: places } = blob.pieces ?? {
    of: blob.part?.of,
    at: blob.part ? [blob.part.at] : [],
  };
  if (!of) return undefined;
  const found: Span[] = [];
  let start = 0;
  for (const each of places) {
    const end = start + each.end - each.start;
    const [from, to] = [Math.max(at.start, start), Math.min(at.end, end)];
    if (from < to) found.push(span(each.start + from - start, each.start + to - start));
    start = end;
  }
  const all = found.map((each) => placesIn(outer, of, each));
  return all.every((each) => each !== undefined) ? all.flat() : undefined;
}

/** The origin as one line: containers are joined with `!/`, as in `release.zip!/run.ckpt`. */
export function pathOf(origin: Origin): string {
  switch (origin.kind) {
    case "file":
      return origin.path;
    case "stdin":
      return "-";
    case "member":
      return `${pathOf(origin.inside)}!/${origin.name}`;
  }
}

/** The file of the target that holds what is at a path, whatever it is packed in. */
export const fileOf = (path: string): string => path.split("!/", 1)[0] ?? path;

/** The last name in the origin: of a member its own, of a file its path. */
export const nameOf = (origin: Origin): string =>
  origin.kind === "member" ? origin.name : pathOf(origin);

/** A blob over bytes that are in memory already. */
export function memoryBlob(bytes: Uint8Array, origin: Origin = { kind: "stdin" }): Blob {
  return {
    origin,
    size: bytes.length,
    read: async (at) => {
      if (at.end > bytes.length) throw pastEnd(at, bytes.length);
      return bytes.subarray(at.start, at.end);
    },
  };
}

/** The part of `blob` at `part` as a blob of its own, named `name` inside it. No byte is copied. */
export function slice(blob: Blob, part: Span, name: string): Blob {
  const size = part.end - part.start;
  const outer = (at: Span): Span => span(part.start + at.start, part.start + at.end);
  return {
    origin: { kind: "member", inside: blob.origin, name },
    size,
    part: { of: blob, at: part },
    ...(blob.prefetch && {
      prefetch: async (places: readonly Span[]) => blob.prefetch?.(places.map(outer)),
    }),
    read: async (at, room) => {
      if (at.end > size) throw pastEnd(at, size);
      return blob.read(outer(at), room);
    },
  };
}

/** What a blob throws when asked for bytes that it does not have. */
export const pastEnd = (at: Span, size: number): MalformedError =>
  new MalformedError("blob", at.start, `bytes up to ${at.end} of ${size} are missing`);
