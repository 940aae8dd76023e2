import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Rule } from "../src/core/rule.ts";
import type { Program } from "../src/engine/program.ts";
import { all as clues } from "../src/rules/clues/index.ts";
import { all as secrets } from "../src/rules/secrets/index.ts";

/** tare's own rules with a pattern, in the order of their program. */
export const builtRules: readonly Rule[] = [...secrets, ...clues];

let built: Program | undefined;

/** Their program, as `npm run build` wrote it. */
export const builtProgram = (): Program => (built ??= read());

function read(): Program {
  const file = join(import.meta.dirname, "../src/scan/program.gen.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { readonly program: Program }).program;
}
