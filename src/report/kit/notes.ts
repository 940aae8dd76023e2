import type { Finding } from "../../core/finding.ts";
import { evidenceWords } from "./evidence.ts";
import { historyWords } from "./history.ts";
import { hubWords } from "./hub.ts";
import { layerWords } from "./layer.ts";
import { liveWords } from "./live.ts";
import { wayWords } from "./way.ts";

/** What is to be said of a finding besides its place: what its provider says, what proves it, which commits, layer and revisions have it, which way it took. */
export const notesOn = (finding: Finding): readonly string[] =>
  [
    liveWords(finding),
    ...evidenceWords(finding),
    historyWords(finding),
    layerWords(finding),
    hubWords(finding),
    ...wayWords(finding),
  ].filter((words) => words !== undefined);
