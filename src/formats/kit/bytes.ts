/**
 * The same bytes as a Buffer, whose `indexOf` of one byte runs at the speed of
 * memory; that of a Uint8Array is seven times slower. No byte is copied.
 */
export const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
