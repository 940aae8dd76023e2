import type { Play } from "../play.ts";

export const phishPerson: Play = {
  id: "phish-person",
  title: "Write a message that the person believes",
  impact: 4,
  ease: 4,
  from: { kinds: ["person"], has: { mail: /./ } },
  via: [
    { links: ["uses"], kinds: ["machine", "service"], optional: true },
    { links: ["works-with"], kinds: ["project", "storage"], optional: true },
  ],
  step: "Write to {0}[, about {1}][, about {2}].",
  why: "A mail that names the reader's own machines, buckets and projects looks like one from a colleague. It asks for a login or sends a file.",
  fix: "Warn the people who are named, use a role address in public, and clear names and paths from the release.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1598/003/",
};
