import { signs, signWidth } from "../core/decoder.ts";
import { latin1 } from "../core/latin1.ts";

/** What each sign looks like, in one character per byte. */
const patterns: readonly (readonly [number, RegExp])[] = [
  [signs.run, /[\w+/-]{24}/g],
  [signs.percent, /%[\da-f]{2}/gi],
  [signs.backslash, /\\[xu0-7"/]/gi],
  [signs.entity, /&[#aqlg]/g],
  [
    signs.join,
    /(?<=[\w+/=.:@~-])(?:(["'`])(?!\1)[ \t]{0,4}(?:[+.&][ \t]{0,4})?(?:\\?\r?\n[ \t]{0,80}(?:[+.&][ \t]{0,4})?)?[bfru]{0,2}["'`]|\\\r?\n)(?=[\w+/=.:@~-])/g,
  ],
  [
    signs.list,
    /0x[\da-f]{2},|[\da-f]:[\da-f]{2}:[\da-f]{2}:|(?:de|hr)\([\s\d]|::-|=3D|(?<=[\w-])=\r?\n(?=\w)|["'`](?:[\w+/=.:@~-]["'`],|\.j|\]\.j)/gi,
  ],
];
/** How far the longest of them reaches into the next bytes. */
const reach = 110;

/** The signs as a plain loop: the kernel must see all that this sees, and may see more. */
export function plainSigns(bytes: Uint8Array): Uint32Array {
  const text = latin1(bytes);
  const found: number[] = [];
  for (let at = 0; at < text.length; at += signWidth) {
    // With the byte before, which a pattern may look back at.
    const from = Math.max(0, at - 1);
    const part = text.slice(from, at + signWidth + reach);
    const begins = (pattern: RegExp): boolean => {
      pattern.lastIndex = at - from;
      const first = pattern.exec(part);
      return first !== null && first.index < at - from + signWidth;
    };
    let bits = 0;
    for (const [sign, pattern] of patterns) if (begins(pattern)) bits |= sign;
    if (bits !== 0) found.push(at | bits);
  }
  return Uint32Array.from(found);
}
