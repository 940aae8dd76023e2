import { closeSync, openSync, readSync } from "node:fs";

/** The first bytes of a file. */
export function headOf(file: string, bytes: number): Buffer {
  const head = Buffer.alloc(bytes);
  const input = openSync(file, "r");
  const read = readSync(input, head, 0, bytes, 0);
  closeSync(input);
  return head.subarray(0, read);
}
