import { latin1 } from "../../core/latin1.ts";
import type { Blob } from "../../core/blob.ts";
import { MalformedError } from "../../core/error.ts";
import { span } from "../../core/span.ts";
import { cutOff } from "./cut-off.ts";

/**
 * The numbers of `count` bytes at `at`, which are read at once.
 *
 * @param format The id that errors name.
 * @throws {MalformedError} The blob ends before that.
 */
export async function fieldsAt(
  blob: Blob,
  format: string,
  at: number,
  count: number,
): Promise<DataView> {
  if (!(at >= 0 && count >= 0 && at + count <= blob.size))
    throw new MalformedError(
      format,
      Math.min(at, blob.size),
      cutOff(`${count} bytes wanted`, Math.max(0, blob.size - at)),
    );
  return viewOf(await blob.read(span(at, at + count)));
}

/** The same bytes as numbers. */
export const viewOf = (bytes: Uint8Array): DataView =>
  new DataView(bytes.buffer, bytes.byteOffset, bytes.length);

/** A number of eight bytes. Over 2^53 it is not exact, but still past the end of any blob. */
export const u64At = (view: DataView, at: number, little: boolean): number =>
  Number(view.getBigUint64(at, little));

/** The bytes from `at` up to a NUL, or to the end where there is none. */
export function untilNul(bytes: Uint8Array, at: number): Uint8Array {
  const end = bytes.indexOf(0, at);
  return bytes.subarray(Math.min(at, bytes.length), end < 0 ? bytes.length : end);
}

/** One character for each byte: for marks and names that are ASCII. */
export const asciiOf = (bytes: Uint8Array): string => latin1(bytes);
