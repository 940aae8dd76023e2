import { codingOfMatches, nothing } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { spelled } from "./kit/spelled.ts";

/**
 * Between two literals: an operator, white space, a line's end with or without a
 * backslash, and a prefix as in `f"`. Two quotes of a kind with nothing between
 * are an empty literal, or a quote.
 */
const between =
  /["'`][ \t]{0,4}(?:[+.&][ \t]{0,4})?(?:\\?\r?\n[ \t]{0,80}(?:[+.&][ \t]{0,4})?)?[bfru]{0,2}(?<!["'`])["'`]|"'|'"|\\\r?\n/;
/** A value goes on behind it: it has no white space, as sentences have. */
const pattern = new RegExp(`(?<=[\\w+/=.:@~-])(?:${between.source})(?=[\\w+/=.:@~-])`);

const coding = codingOfMatches("joined", new RegExp(between, "g"), () => nothing);

/** Literals that source code puts together: `"a" + "b"`, `'a' 'b'`, `"a" . "b"`, `"a" & "b"`; and lines that a backslash continues. */
export const joined: Decoder = {
  id: "joined",
  title: "Literals and lines put together",
  sign: signs.join,
  candidates: (text, parts) => spelled(text, parts, { pattern, coding }),
};
