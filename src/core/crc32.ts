const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb8_8320 : 0);
  return sum;
});

/** CRC-32 as in zip, gzip and PNG (ISO 3309, reflected, polynomial 0xEDB88320). */
export function crc32(bytes: Uint8Array, start = 0): number {
  let sum = ~start;
  for (const byte of bytes) sum = (table[(sum ^ byte) & 0xff] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}
