import type { Play } from "../play.ts";

export const followProject: Play = {
  id: "follow-project",
  title: "Read what else the projects show",
  impact: 3,
  ease: 4,
  from: { kinds: ["project"] },
  via: [{ links: ["owns"], kinds: ["account"], optional: true }],
  step: "Look for {0}[, and for what else {1} has].",
  why: "Repositories and tracked experiments of the same owner hold settings, logs and older versions, where the next key often stands. Private names are asked for as well: an answer 'forbidden' says that it exists.",
  fix: "Close what need not be public, and scan its whole history.",
  command: "tare scan git:DIR",
  reference: "https://attack.mitre.org/techniques/T1593/003/",
};
