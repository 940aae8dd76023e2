import type { Play } from "../play.ts";

export const changeProjectWithKey: Play = {
  id: "change-project-with-key",
  title: "Change a project with a leaked key",
  impact: 5,
  ease: 5,
  from: { kinds: ["credential"], lacks: ["half"] },
  via: [{ links: ["opens"], kinds: ["project"] }],
  step: "Push to {1} with {0}.",
  why: "Whoever can write to the repository can swap the model or the code that others load, under the owner's name.",
  fix: "Revoke the key, and compare the repository with what you published.",
  command: "tare prove RECEIPT",
  reference: "https://attack.mitre.org/techniques/T1195/002/",
};
