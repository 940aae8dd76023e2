import { join, little } from "./testing.ts";

/** A chunk, padded to an even length. */
export function chunk(id: string, ...parts: readonly (string | Uint8Array)[]): Uint8Array {
  const data = join(...parts);
  return join(id, little(data.length, 4), data, new Uint8Array(data.length % 2));
}

/** A file of chunks. */
export function riffOf(kind: string, ...chunks: readonly Uint8Array[]): Uint8Array {
  const data = join(kind, ...chunks);
  return join("RIFF", little(data.length, 4), data);
}
