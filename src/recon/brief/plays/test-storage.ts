import type { Play } from "../play.ts";

export const testStorage: Play = {
  id: "test-storage",
  title: "See whether the storage is open to anybody",
  impact: 4,
  ease: 4,
  from: { kinds: ["storage"], has: { provider: /^(?:aws|google|azure|object storage)$/ } },
  step: "Ask {0} for its list of files, without any key.",
  why: "Names of buckets are the same for the whole world. Whether one was left open is one request that costs nothing and leaves little trace.",
  fix: "Block public access for the whole account, and keep the names out of the release.",
  command: "tare clean TARGET -o CLEAN",
  reference: "https://attack.mitre.org/techniques/T1619/",
};
