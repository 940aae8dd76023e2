/**
 * Control characters (C0, DEL, C1), invisible and direction-changing characters
 * (general category Cf: bidi overrides, zero-width, tags), line and paragraph
 * separators, and halves of surrogate pairs.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

const named: Readonly<Record<string, string>> = {
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\u001b": "\\e",
};

/**
 * Text from a file as it may reach a terminal: what would move the cursor,
 * colour, hide or turn text round is spelled out, as in `\e[2J` or `\u202e`. A
 * backslash stays as it is, so that `C:\Users` can be read.
 */
export const visible = (text: string): string => text.replace(unseen, spelled);

function spelled(character: string): string {
  const short = named[character];
  if (short !== undefined) return short;
  const digits = (character.codePointAt(0) ?? 0).toString(16);
  if (digits.length <= 2) return `\\x${digits.padStart(2, "0")}`;
  return digits.length <= 4 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
}
