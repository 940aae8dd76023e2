import type { Play } from "../play.ts";

export const useKey: Play = {
  id: "use-key",
  title: "Use the leaked keys as their owner",
  impact: 5,
  ease: 5,
  from: { kinds: ["credential"], lacks: ["half"] },
  via: [
    { links: ["opens"], kinds: ["service"], optional: true },
    { links: ["opens"], kinds: ["account"], optional: true },
    { links: ["completes"], kinds: ["credential"], optional: true },
  ],
  step: "Try {0}[ at {1}][, in {2}].[ Its other half is there too: {3}.]",
  why: "A key in a public file is a key in everybody's hands: programs that watch public releases try it within minutes. No password has to be guessed and nothing has to be broken.",
  fix: "Revoke each key where it was made, then look at what was done with it. Only then take it out.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1078/",
};
