import type { Play } from "../play.ts";

export const lookUpSoftware: Play = {
  id: "look-up-software",
  title: "Look the versions up in lists of known weaknesses",
  impact: 3,
  ease: 3,
  from: { kinds: ["software"], has: { version: /./, type: /^library$/ } },
  together: true,
  step: "Look up {0}.",
  why: "An exact version leads to the weaknesses that are known for it, and to a model file that makes just this version run foreign code.",
  fix: "Look them up first: --format cyclonedx writes a list that scanners of advisories read. Then update, and publish only ranges.",
  command: "tare brief TARGET -f cyclonedx -o bom.json",
  reference: "https://atlas.mitre.org/techniques/AML.T0010.001",
};
