import { type Decoder, signs } from "../core/decoder.ts";
import { span } from "../core/span.ts";
import { groupCode, promising, runs, tableOf, valuesOf } from "./kit/groups.ts";

const code = groupCode({
  id: "hex",
  bits: 4,
  values: valuesOf("0123456789abcdef", "0123456789ABCDEF"),
});
const isIn = tableOf("0123456789abcdefABCDEF");

/** Hexadecimal digits, two for each byte. A hash spells no text, so it is no candidate. */
export const hex: Decoder = {
  id: "hex",
  title: "Hexadecimal digits",
  sign: signs.run,
  *candidates(text, parts) {
    for (const run of runs(text, parts, { isIn, least: 32 })) {
      // The digits may follow one that belongs to something else, as in `0x` or `\n`.
      const found = promising(text, span(run.start, run.end), { ...code, phases: 2 });
      if (found) yield found;
    }
  },
};
