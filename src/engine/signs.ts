import { signs, signWidth } from "../core/decoder.ts";

/** What each sign looks like, in one character per byte. */
const patterns: readonly (readonly [number, RegExp])[] = [
  [signs.run, /[\w+/-]{24}/],
  [signs.percent, /%[\da-f]{2}/i],
  [signs.backslash, /\\[xu0-7"/]/i],
  [signs.entity, /&[#aqlg]/],
  [signs.join, /["'`](?: ?[ +.&\\] ?["'`]| [+.&\\]?[\r\n]|\r|\n[ \t"'`+.&\\])|\\[\r\n]/],
  [
    signs.list,
    /0x[\da-f]{2},|[\da-f]:[\da-f]{2}:[\da-f]{2}:|(?:de|hr)\(|::-|=(?:3D|[\r\n])|["'`](?:.["'`],|\.j|\]\.)/i,
  ],
];
/** How far the longest of them reaches into the next bytes. */
const reach = 24;

/** The signs as a plain loop: the kernel must see all that this sees, and may see more. */
export function plainSigns(bytes: Uint8Array): Uint32Array {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString("latin1");
  const found: number[] = [];
  for (let at = 0; at < text.length; at += signWidth) {
    const part = text.slice(at, at + signWidth + reach);
    let bits = 0;
    for (const [sign, pattern] of patterns) if (pattern.test(part)) bits |= sign;
    if (bits !== 0) found.push(at | bits);
  }
  return Uint32Array.from(found);
}
