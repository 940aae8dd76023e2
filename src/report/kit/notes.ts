import type { Finding } from "../../core/finding.ts";
import { evidenceWords } from "./evidence.ts";
import { historyWords } from "./history.ts";
import { layerWords } from "./layer.ts";
import { liveWords } from "./live.ts";

/** What is to be said of a finding besides its place: what its provider says, what proves it, which commits and which layer have it. */
export const notesOn = (finding: Finding): readonly string[] =>
  [
    liveWords(finding),
    ...evidenceWords(finding),
    historyWords(finding),
    layerWords(finding),
  ].filter((words) => words !== undefined);
