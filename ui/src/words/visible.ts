/**
 * Controls and format characters (general categories Cc, Cf, Zl, Zp), which
 * would hide text or turn it round. Lines and tabs stay.
 */
const unseen = /(?![\n\t])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Text from elsewhere as it may be shown: what would deceive the eye is spelled out, as in `\u202e`. */
export const visible = (text: string): string =>
  text.replace(unseen, (character) => {
    const digits = (character.codePointAt(0) ?? 0).toString(16);
    return digits.length <= 4 ? `\\u${digits.padStart(4, "0")}` : `\\u{${digits}}`;
  });
