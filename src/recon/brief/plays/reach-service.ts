import type { Play } from "../play.ts";

export const reachService: Play = {
  id: "reach-service",
  title: "Go for a service inside, after the first foothold",
  impact: 4,
  ease: 2,
  from: { kinds: ["service"], has: { reach: /^internal$/ } },
  via: [{ links: ["runs-on"], kinds: ["machine"], optional: true }],
  step: "From any machine inside, open {0}[ on {1}].",
  why: "Experiment trackers, notebooks and databases inside a network often ask for no password, and some run what they are sent. The address saves the search, which is what alarms notice.",
  fix: "Ask for a login inside too, and let only the training machines through to it.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1021/",
};
