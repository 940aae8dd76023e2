type Change = (bytes: Buffer, pick: (below: number) => number, other: Buffer) => Buffer;

/** Ways in which files are damaged by accident, and by people who want a parser to fail. */
const changes: readonly Change[] = [
  function turnBits(bytes, pick) {
    const made = Buffer.from(bytes);
    for (let each = pick(8); each >= 0; each--) {
      const at = pick(made.length);
      made[at] = (made[at] ?? 0) ^ (1 << pick(8));
    }
    return made;
  },
  function setBytes(bytes, pick) {
    const made = Buffer.from(bytes);
    for (let each = pick(6); each >= 0; each--) made[pick(made.length)] = pick(256);
    return made;
  },
  function cutShort(bytes, pick) {
    return bytes.subarray(0, pick(bytes.length));
  },
  function doublePart(bytes, pick) {
    const [start, end] = part(bytes, pick);
    return Buffer.concat([bytes.subarray(0, end), bytes.subarray(start)]);
  },
  function takeOutPart(bytes, pick) {
    const [start, end] = part(bytes, pick);
    return Buffer.concat([bytes.subarray(0, start), bytes.subarray(end)]);
  },
  function hugeNumber(bytes, pick) {
    const made = Buffer.from(bytes);
    const huge = [0xffff_ffff, 0x7fff_ffff, 0x8000_0000, 0x0100_0000, 0][pick(5)] ?? 0;
    if (made.length >= 4) made.writeUInt32LE(huge, pick(made.length - 3));
    return made;
  },
  function otherFile(bytes, pick, other) {
    const [start, end] = part(bytes, pick);
    return Buffer.concat([bytes.subarray(0, start), other.subarray(0, 4096), bytes.subarray(end)]);
  },
  function repeatPart(bytes, pick) {
    const [start, end] = part(bytes, pick);
    const piece = bytes.subarray(start, Math.min(end, start + 64));
    const times = 1 + pick(500);
    return Buffer.concat([
      bytes.subarray(0, start),
      ...Array.from({ length: times }, () => piece),
      bytes.subarray(start),
    ]);
  },
];

function part(bytes: Buffer, pick: (below: number) => number): [number, number] {
  const start = pick(bytes.length);
  return [start, start + pick(bytes.length - start)];
}

/** The bytes with one to three kinds of damage. Never empty. */
export function damaged(bytes: Buffer, others: readonly Buffer[], next: () => number): Buffer {
  const pick = (below: number): number => Math.floor(next() * Math.max(1, below));
  let made = bytes;
  for (let each = pick(3); each >= 0; each--) {
    const change = changes[pick(changes.length)];
    const other = others[pick(others.length)];
    if (change && other && made.length > 0) made = change(made, pick, other);
  }
  return made;
}
