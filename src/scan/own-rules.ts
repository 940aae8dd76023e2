import type { Rule } from "../core/rule.ts";
import { all as clues } from "../rules/clues/index.ts";
import { all as secrets } from "../rules/secrets/index.ts";

/** tare's own rules that judge values, in the order in which they are compiled. */
export const ownRules: readonly Rule[] = [...secrets, ...clues];
