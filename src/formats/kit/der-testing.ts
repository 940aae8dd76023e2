import { join } from "./testing.ts";

type Parts = readonly (Uint8Array | string | number | readonly number[])[];

/** An element of DER, with a length of one byte, or of two as that of 256 and more has. */
export function der(tag: number, ...parts: Parts): Uint8Array {
  const body = join(...parts);
  const { length } = body;
  return join(tag, length < 128 ? length : [0x82, length >> 8, length & 0xff], body);
}

const sequence = 0x30;
const attribute = (oid: readonly number[], tag: number, text: string): Uint8Array =>
  der(0x31, der(sequence, der(0x06, oid), der(tag, text)));

/** A certificate of the third version with a signature of zeros. */
export function certificate(issuer: string, subject: string, host: string): Uint8Array {
  const algorithm = der(
    sequence,
    der(0x06, [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b]),
  );
  const names = der(0x04, der(sequence, der(0x82, host)));
  const body = der(
    sequence,
    der(0xa0, der(0x02, 2)),
    der(0x02, 1),
    algorithm,
    der(sequence, attribute([0x55, 0x04, 0x0a], 0x0c, issuer)),
    der(sequence, der(0x17, "260101000000Z"), der(0x17, "360101000000Z")),
    der(sequence, attribute([0x55, 0x04, 0x03], 0x13, subject)),
    der(sequence, algorithm, der(0x03, new Uint8Array(33))),
    der(0xa3, der(sequence, der(sequence, der(0x06, [0x55, 0x1d, 0x11]), names))),
  );
  return der(sequence, body, algorithm, der(0x03, new Uint8Array(65)));
}
