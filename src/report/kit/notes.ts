import type { Finding } from "../../core/finding.ts";
import { evidenceWords } from "./evidence.ts";
import { historyWords } from "./history.ts";
import { hubWords } from "./hub.ts";
import { layerWords } from "./layer.ts";

/** What is to be said of a finding besides its place: what proves it, which commits, which layer and which revisions have it. */
export const notesOn = (finding: Finding): readonly string[] =>
  [...evidenceWords(finding), historyWords(finding), layerWords(finding), hubWords(finding)].filter(
    (words) => words !== undefined,
  );
