import type { Play } from "../play.ts";

export const confusePackages: Play = {
  id: "confuse-packages",
  title: "Publish a package under an internal name",
  impact: 5,
  ease: 3,
  from: { kinds: ["service"], has: { type: /^package index$/ } },
  step: "Put packages on PyPI that have the names of those from {0}.",
  why: "The company takes packages from an index of its own. Where pip asks both, the public one wins if its version is higher, and its code runs on every machine that installs it.",
  fix: "Use one index that mirrors the public one, or register the internal names on PyPI.",
  reference: "https://attack.mitre.org/techniques/T1195/001/",
};
