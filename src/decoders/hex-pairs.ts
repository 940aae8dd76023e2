import { type Decoder, signs } from "../core/decoder.ts";
import { groupCode, valuesOf } from "./kit/groups.ts";
import { found } from "./kit/spelled.ts";

const code = groupCode({
  id: "hex",
  bits: 4,
  values: valuesOf("0123456789abcdef", "0123456789ABCDEF"),
});
const pattern = /[2-7][\da-f](?::[2-7][\da-f]){14,4000}/gi;

const start = /(?:[2-7][\da-f]:){3}/i;

/** Bytes in hexadecimal digits with colons between, as OpenSSL prints them. */
export const hexPairs: Decoder = {
  id: "hex-pairs",
  title: "Hexadecimal digits with colons",
  sign: signs.list,
  candidates: (text, parts) => found(text, parts, { start, pattern, coding: code.coding }),
};
