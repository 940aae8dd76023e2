import type { Play } from "../play.ts";

export const openDatabase: Play = {
  id: "open-database",
  title: "Log in to a database whose password is there",
  impact: 5,
  ease: 4,
  from: { kinds: ["credential"], lacks: ["half"] },
  via: [{ links: ["opens"], kinds: ["service"], has: { type: /database/ } }],
  step: "Log in to {1} with {0}.",
  why: "Address, login and password stand together. If the database answers from outside it is open at once; if not, after the first foothold inside.",
  fix: "Change the password, and let the job fetch it when it starts.",
  command: "tare run -- COMMAND",
  reference: "https://attack.mitre.org/techniques/T1213/006/",
};
