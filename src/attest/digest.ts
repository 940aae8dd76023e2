import { createHash, createHmac, type Hash, type Hmac, randomBytes } from "node:crypto";
import type { Blob } from "../core/blob.ts";
import { TareError } from "../core/error.ts";
import { type Span, span } from "../core/span.ts";

/** How much is read at once, in bytes. */
export const blockSize = 1024 * 1024;

/** All of a blob. */
export const whole = ({ size }: Blob): Span => span(0, size);

/** SHA-256 of the bytes at `spans`, one after the other, in 64 hexadecimal digits. */
export const digestOf = async (
  blob: Blob,
  spans: readonly Span[] = [whole(blob)],
): Promise<string> => hashed(createHash("sha256"), blob, spans);

export const sha256 = (bytes: Uint8Array): string =>
  createHash("sha256").update(bytes).digest("hex");

/**
 * A key for the commitments of one receipt. Whoever has it can guess what was
 * taken out and see whether the guess is right, so it stays with the owner.
 */
export const newOpening = (): Uint8Array => randomBytes(openingSize);

/** An opening as it is kept in a file. */
export const openingText = (opening: Uint8Array): string =>
  `${Buffer.from(opening).toString("hex")}\n`;

/** @throws {TareError} `usage`: the text is no opening. */
export function openingFrom(text: string): Uint8Array {
  const bytes = Buffer.from(text.trim(), "hex");
  if (bytes.length === openingSize && bytes.toString("hex") === text.trim()) return bytes;
  throw new TareError("usage", `the opening is not ${openingSize * 2} hexadecimal digits`, {
    hint: "give the file that 'tare clean --opening' wrote",
  });
}

/** As long as the digest, so that nothing is gained by guessing it (RFC 2104 §3). */
const openingSize = 32;

/**
 * What stands in a receipt for bytes that held something: HMAC-SHA-256 in 64
 * hexadecimal digits. A bare digest would tell a short secret to whoever tries
 * all of them, and so would the digest of the file around it, since all else of
 * that file is published. Without the opening this tells nothing.
 */
export const commitmentTo = (bytes: Uint8Array, opening: Uint8Array): string =>
  createHmac("sha256", opening).update(bytes).digest("hex");

/** The commitment to all bytes of a blob. */
export const commitmentOf = async (blob: Blob, opening: Uint8Array): Promise<string> =>
  hashed(createHmac("sha256", opening), blob, [whole(blob)]);

async function hashed(hash: Hash | Hmac, blob: Blob, spans: readonly Span[]): Promise<string> {
  for await (const block of blocks(blob, spans)) hash.update(block);
  return hash.digest("hex");
}

/** The bytes at `spans`, in order. Each block is good until the next is asked for. */
export async function* blocks(
  blob: Blob,
  spans: readonly Span[] = [whole(blob)],
): AsyncGenerator<Uint8Array> {
  const room = Buffer.allocUnsafeSlow(Math.min(blockSize, blob.size));
  for (const { start, end } of spans)
    for (let at = start; at < end; at += blockSize) {
      const part = span(at, Math.min(at + blockSize, end));
      yield await blob.read(part, room.subarray(0, part.end - part.start));
    }
}
