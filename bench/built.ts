import type { Rule } from "../src/core/rule.ts";
import type { Compiled } from "../src/engine/matcher.ts";
import { compile, type Program } from "../src/engine/program.ts";
import { all as clues } from "../src/rules/clues/index.ts";
import { all as secrets } from "../src/rules/secrets/index.ts";
import { ownProgram } from "../src/scan/program.ts";

/** tare's own rules with a pattern, in the order of their program. */
export const builtRules: readonly Rule[] = [...secrets, ...clues];

/** As `npm run build` compiled them, for any number of matchers. */
export async function builtCompiled(): Promise<Compiled> {
  const { rules, image } = (await ownProgram()).compiled;
  return { rules, image };
}

let program: Program | undefined;

/** Their program, compiled anew: some seconds. */
export const builtProgram = (): Program => (program ??= compile(builtRules));
