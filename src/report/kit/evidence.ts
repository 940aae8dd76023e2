import type { Evidence, Facts, Finding } from "../../core/finding.ts";

/** What shows that a finding is what it says, in a few words each: `its checksum is right`. */
export const evidenceWords = ({ evidence = [] }: Finding): readonly string[] =>
  evidence.map((each) => wordsOf(each));

function wordsOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case "checksum":
      return evidence.holds
        ? "its checksum is right"
        : "its checksum is wrong: changed, or made up";
    case "decoded":
      return `decodes as ${evidence.as}${factWords(evidence.facts)}`;
    case "beside":
      return `${evidence.rule} stands beside it`;
  }
}

/** `: user ada, scopes repo`; nothing where there are none. */
export function factWords(facts: Facts): string {
  const told = Object.entries(facts).map(([name, fact]) => `${name} ${fact}`);
  return told.length === 0 ? "" : `: ${told.join(", ")}`;
}
