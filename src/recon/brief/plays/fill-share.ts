import type { Play } from "../play.ts";

export const fillShare: Play = {
  id: "fill-share",
  title: "Look through the shared folders, once inside",
  impact: 3,
  ease: 2,
  from: { kinds: ["storage"], has: { provider: /^(?:mount|file server|hadoop|databricks)$/ } },
  step: "On any machine inside, open {0}.",
  why: "Folders that many machines share are seldom closed to anybody who is inside. The paths say where the data lies.",
  fix: "Give each project rights of its own on shared folders, and write paths relative to the project.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1039/",
};
