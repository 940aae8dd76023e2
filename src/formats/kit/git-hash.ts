import { createHash } from "node:crypto";
import { type Blob, slice } from "../../core/blob.ts";
import { span } from "../../core/span.ts";
import { blocksOf } from "./blocks.ts";
import type { GitType } from "./git-entry.ts";

/** How a repository names its objects. */
export type GitHash = "sha1" | "sha256";

/** Bytes of a name. */
export const idLength: Readonly<Record<GitHash, number>> = { sha1: 20, sha256: 32 };

/** What starts the name of an object, and a loose object: `blob 12` and a NUL. */
export const objectHeader = (type: GitType, size: number): Uint8Array =>
  Buffer.from(`${type} ${size}\0`, "latin1");

/** The name of an object that comes in pieces, as one character per byte. */
export class ObjectId {
  readonly #hash;

  constructor(kind: GitHash, type: GitType, size: number) {
    this.#hash = createHash(kind).update(objectHeader(type, size));
  }

  add(piece: Uint8Array): this {
    this.#hash.update(piece);
    return this;
  }

  take(): string {
    return this.#hash.digest().toString("latin1");
  }
}

/** A name as people see it. */
export const shownId = (id: string): string => Buffer.from(id, "latin1").toString("hex");

/** Whether the digest of all before `end` stands there. */
export async function isSealed(blob: Blob, kind: GitHash, end: number): Promise<boolean> {
  const to = end + idLength[kind];
  if (end < 0 || to > blob.size) return false;
  const hash = createHash(kind);
  for await (const { bytes } of blocksOf(slice(blob, span(0, end), ""))) hash.update(bytes);
  return hash.digest().equals(await blob.read(span(end, to)));
}
