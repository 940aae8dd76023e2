/** The Castagnoli polynomial, reflected (RFC 3720 §B.4). */
const polynomial = 0x82f6_3b78;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let sum = byte;
  for (let bit = 0; bit < 8; bit++) sum = (sum >>> 1) ^ (sum & 1 ? polynomial : 0);
  return sum;
});

/** CRC-32C as in iSCSI and LevelDB. `start` is the sum of the bytes before these. */
export function crc32c(bytes: Uint8Array, start = 0): number {
  let sum = ~start;
  for (let at = 0; at < bytes.length; at++)
    sum = (table[(sum ^ (bytes[at] ?? 0)) & 0xff] ?? 0) ^ (sum >>> 8);
  return ~sum >>> 0;
}

/**
 * How LevelDB and TFRecord store a CRC, since the CRC of data that holds its own
 * CRC is weak: turned right by 15 bits, plus a constant (LevelDB, `crc32c.h`).
 */
export const masked = (sum: number): number => (((sum >>> 15) | (sum << 17)) + 0xa282_ead8) >>> 0;
