import type { ArtefactRule, Rule } from "../core/rule.ts";
import { all as artefacts } from "./artefacts/index.ts";
import { all as clues } from "./clues/index.ts";
import { all as secrets } from "./secrets/index.ts";

/** Everything that tare can report by a rule. */
export const allRules: readonly (Rule | ArtefactRule)[] = [...secrets, ...clues, ...artefacts];
