import type { Play } from "../play.ts";

export const readStorageWithKey: Play = {
  id: "read-storage-with-key",
  title: "Read the storage that a leaked key opens",
  impact: 5,
  ease: 5,
  from: { kinds: ["credential"], lacks: ["half"] },
  via: [{ links: ["opens"], kinds: ["storage"] }],
  step: "Sign in with {0} and list and copy {1}.",
  why: "The release names the storage and carries a key of the same provider. What lies there, training data of customers often, is one command away.",
  fix: "Revoke the key, read the storage's access log since the day of the release, and give jobs keys that end by themselves.",
  command: "tare run -- COMMAND",
  reference: "https://attack.mitre.org/techniques/T1530/",
};
