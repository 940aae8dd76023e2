import type { Play } from "../play.ts";

export const usePersonsMachine: Play = {
  id: "use-persons-machine",
  title: "Move on with a person's login",
  impact: 3,
  ease: 2,
  from: { kinds: ["person"] },
  via: [{ links: ["uses"], kinds: ["machine"] }],
  step: "With a password or key of {0}, log in to {1}.",
  why: "The release says which login works on which machine: two of the three things that a remote login asks for.",
  fix: "Allow remote logins by key and second factor only.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1021/004/",
};
