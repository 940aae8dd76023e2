import type { Play } from "../play.ts";

export const mapNetwork: Play = {
  id: "map-network",
  title: "Draw the map of the network",
  impact: 2,
  ease: 3,
  from: { kinds: ["network"], has: { reach: /^internal$/ } },
  via: [{ links: ["in-network"], kinds: ["machine"] }],
  step: "In {0}, look for the neighbours of {1}.",
  why: "Names follow a scheme: whoever knows gpu07 knows that there is a gpu08. Inside, the map says which machine to move to.",
  fix: "Switch off host names in trackers and logs of releases.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1590/",
};
