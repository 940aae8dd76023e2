import { crc32c, masked } from "./crc32c.ts";
import { join, little } from "./testing.ts";

/** Data in the frame of a TFRecord file. */
export function record(data: Uint8Array): Uint8Array {
  const length = little(data.length, 8);
  const sum = (bytes: Uint8Array): Uint8Array => little(masked(crc32c(bytes)), 4);
  return join(length, sum(length), data, sum(data));
}
