import type { Play } from "../play.ts";

export const probeAccount: Play = {
  id: "probe-account",
  title: "Ask what the cloud account trusts",
  impact: 3,
  ease: 3,
  from: { kinds: ["account"], has: { provider: /^(?:aws|google|azure)$/ } },
  via: [{ links: ["owns"], kinds: ["account", "project"], optional: true }],
  step: "Test names of roles, images and buckets of {0}[, with {1}].",
  why: "With the number of an account anybody can test which roles exist and whether one trusts strangers. The account does not see who asks.",
  fix: "Let no role trust everybody, and keep account numbers out of the release.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1580/",
};
