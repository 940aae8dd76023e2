import type { Play } from "../play.ts";

export const openSharedLink: Play = {
  id: "open-shared-link",
  title: "Open the shared links",
  impact: 3,
  ease: 5,
  from: { kinds: ["storage"], has: { provider: /^shared link$/ } },
  step: "Open each link to {0}.",
  why: "Whoever has such a link often needs nothing else.",
  fix: "End the sharing of what the links lead to.",
  reference: "https://attack.mitre.org/techniques/T1530/",
};
