import type { Play } from "../play.ts";

export const guessPassword: Play = {
  id: "guess-password",
  title: "Try leaked passwords for a login",
  impact: 4,
  ease: 3,
  from: { kinds: ["person"], has: { login: /./ } },
  via: [
    { links: ["mail-at"], kinds: ["network"], optional: true },
    { links: ["uses"], kinds: ["account", "service"], optional: true },
  ],
  step: "Look {0} up in lists of leaked passwords, and try those[ at {1}][ and at {2}].",
  why: "A login is half of what a sign-in asks for. People use a password again; lists with billions of them are public.",
  fix: "Ask for a second factor everywhere, and write paths without names.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1110/004/",
};
