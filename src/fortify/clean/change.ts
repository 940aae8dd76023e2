import type { Blob } from "../../core/blob.ts";
import { type Span, span } from "../../core/span.ts";
import { joinedSpans } from "../../core/spans.ts";
import type { Rewritten } from "./rewrite.ts";

/** Bytes of a file, and as many that are to stand there instead. */
export interface Piece {
  readonly at: number;
  readonly before: Uint8Array;
  readonly after: Uint8Array;
}

/** What becomes of the bytes of a file. */
export type Change =
  | { readonly kind: "none" }
  | { readonly kind: "patch"; readonly pieces: readonly Piece[] }
  | { readonly kind: "rewrite"; readonly blob: Blob }
  | { readonly kind: "drop" };

/** What a rewritten blob means for its file. @param before The file as it is. */
export async function changeOf(before: Blob, { blob, patches }: Rewritten): Promise<Change> {
  if (!patches) return { kind: "rewrite", blob };
  const spans = joinedSpans(patches.map(({ at, bytes }) => span(at, at + bytes.length)));
  const pieces: Piece[] = [];
  for (const at of spans) {
    const piece = await pieceAt(before, blob, at);
    if (!Buffer.from(piece.before).equals(piece.after)) pieces.push(piece);
  }
  return pieces.length > 0 ? { kind: "patch", pieces } : { kind: "none" };
}

const pieceAt = async (before: Blob, after: Blob, at: Span): Promise<Piece> => ({
  at: at.start,
  before: Uint8Array.from(await before.read(at)),
  after: Uint8Array.from(await after.read(at)),
});
