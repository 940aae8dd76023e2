/** `Default0`, the kind of key that most of Azure's services name, as the two halves of a number. */
export const defaultSeed: readonly [number, number] = [0x756c7430, 0x44656661];

/**
 * The checksum that Azure's services put into the keys that they hand out, as
 * four bytes from its low one on.
 * https://github.com/microsoft/SymCrypt/blob/main/lib/marvin32.c
 *
 * @param bytes A multiple of four of them.
 * @param seed Its low half, then its high half.
 */
export function marvin32(bytes: Uint8Array, seed: readonly [number, number]): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let state: readonly [number, number] = seed;
  for (let at = 0; at < bytes.length; at += 4)
    state = mixed(state[0] + view.getUint32(at, true), state[1]);
  const [low, high] = mixed(...mixed(state[0] + 0x80, state[1]));
  const sum = new DataView(new ArrayBuffer(4));
  sum.setInt32(0, low ^ high, true);
  return new Uint8Array(sum.buffer);
}

function mixed(first: number, second: number): readonly [number, number] {
  let low = first | 0;
  let high = second ^ low;
  low = turned(low, 20) + high;
  high = turned(high, 9) ^ low;
  low = turned(low, 27) + high;
  return [low | 0, turned(high, 19)];
}

const turned = (value: number, by: number): number => (value << by) | (value >>> (32 - by));
