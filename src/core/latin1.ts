/** Bytes as one character each. A `TextDecoder` would turn 0x80–0x9f into what Windows had there, and takes many times as long. */
export const latin1 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
