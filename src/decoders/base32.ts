import { type Decoder, signs } from "../core/decoder.ts";
import { groupCode, promising, runs, tableOf, valuesOf } from "./kit/groups.ts";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const code = groupCode({ id: "base32", bits: 5, values: valuesOf(alphabet) });
const isIn = tableOf(alphabet);

/** Base32 (RFC 4648 §6). */
export const base32: Decoder = {
  id: "base32",
  title: "Base32",
  sign: signs.run,
  *candidates(text, parts) {
    for (const run of runs(text, parts, { isIn, least: 32 })) {
      const found = promising(text, run, { ...code, phases: 1 });
      if (found) yield found;
    }
  },
};
