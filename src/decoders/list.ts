import { codingOfMatches, nothing } from "../core/coding.ts";
import { type Decoder, signs } from "../core/decoder.ts";
import { spelled } from "./kit/spelled.ts";

const between = /["'`]\s{0,40},\s{0,40}["'`]/g;
/** A list that is joined with nothing, or one of single characters. */
const pattern =
  /(?:""|''|``)\.join\(|\]\.join\((?:""|''|``)\)|(?:(["'`])[\w+/=.:@~-]\1\s{0,4},\s{0,4}){12}/;

const coding = codingOfMatches("list", between, () => nothing);

/** Literals of a list that is joined: `"".join(["a", "b"])`; and lists of characters. */
export const list: Decoder = {
  id: "list",
  title: "Lists of literals that are joined",
  sign: signs.list,
  candidates: (text, parts) => spelled(text, parts, { pattern, coding }),
};
