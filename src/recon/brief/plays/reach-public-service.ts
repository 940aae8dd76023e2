import type { Play } from "../play.ts";

export const reachPublicService: Play = {
  id: "reach-public-service",
  title: "Try the company's services from outside",
  impact: 4,
  ease: 3,
  from: { kinds: ["service"], has: { reach: /^public$/ }, lacks: ["provider"] },
  via: [{ links: ["uses"], kinds: ["person"], optional: true }],
  step: "Open {0} in a browser[, and sign in as {1}].",
  why: "The address answers the whole internet. Its version and its login page say which known weakness or password to try.",
  fix: "Put it behind the company's sign-in or network, and keep it up to date.",
  reference: "https://attack.mitre.org/techniques/T1190/",
};
