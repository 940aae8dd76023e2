import type { Play } from "../play.ts";

export const poisonPipeline: Play = {
  id: "poison-pipeline",
  title: "Aim at the pipeline that built it",
  impact: 4,
  ease: 2,
  from: { kinds: ["account"], has: { type: /^pipeline$/ } },
  step: "Send changes that run as {0}.",
  why: "The model was built by a pipeline's own login. Its jobs hold keys, and a change from outside may be enough to make them run.",
  fix: "Run changes of strangers without secrets, and on machines that are thrown away.",
  reference: "https://attack.mitre.org/techniques/T1677/",
};
