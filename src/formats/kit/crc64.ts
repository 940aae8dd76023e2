/** A reflected 64-bit table in two halves of 32 bits, as BigInt is too slow for data. */
const low = new Int32Array(256);
const high = new Int32Array(256);
for (let byte = 0; byte < 256; byte++) {
  let sum = BigInt(byte);
  for (let bit = 0; bit < 8; bit++) sum = (sum >> 1n) ^ (sum & 1n ? 0xc96c_5795_d787_0f42n : 0n);
  low[byte] = Number(BigInt.asIntN(32, sum));
  high[byte] = Number(BigInt.asIntN(32, sum >> 32n));
}

/** CRC-64 as in xz (ECMA-182, reflected), over bytes that come in parts. */
export class Crc64 {
  #low = -1;
  #high = -1;

  add(bytes: Uint8Array): void {
    let sumLow = this.#low;
    let sumHigh = this.#high;
    // Twice as fast as an iterator, and this runs over all that is unpacked.
    for (let at = 0; at < bytes.length; at++) {
      const index = (sumLow ^ (bytes[at] as number)) & 0xff;
      sumLow = ((sumLow >>> 8) | (sumHigh << 24)) ^ (low[index] as number);
      sumHigh = (sumHigh >>> 8) ^ (high[index] as number);
    }
    this.#low = sumLow;
    this.#high = sumHigh;
  }

  get sum(): bigint {
    return (BigInt(~this.#high >>> 0) << 32n) | BigInt(~this.#low >>> 0);
  }
}
