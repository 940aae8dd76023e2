// npm run bench [-- plants large speed exact hostile fuzz detect clean cleaned rules prove git image fortify redact hook hub buckets editor audit audited] [--size 50M]
//   [--sample 8M] [--rounds 5] [--corpus FILE] [--patience 900] [--commits 20000] [--seed 1]
// Measures, prints, and writes bench/results/.
import { mkdirSync } from "node:fs";
import { audit } from "./audit.ts";
import { audited } from "./audited.ts";
import { buckets } from "./buckets.ts";
import { clean } from "./clean.ts";
import { cleaned } from "./cleaned.ts";
import { detect } from "./detect.ts";
import { editor } from "./editor.ts";
import { exact } from "./exact.ts";
import { type Flags, flagsOf } from "./flags.ts";
import { fortify } from "./fortify.ts";
import { fuzz } from "./fuzz.ts";
import { git } from "./git.ts";
import { image } from "./image.ts";
import { hostile } from "./hostile.ts";
import { hook } from "./hook.ts";
import { hub } from "./hub.ts";
import { large } from "./large.ts";
import { dataFolder } from "./measure.ts";
import { plants } from "./plants.ts";
import { prove } from "./prove.ts";
import { redact } from "./redact.ts";
import { rules } from "./rules.ts";
import { speed } from "./speed.ts";

const benches: Readonly<Record<string, (flags: Flags) => Promise<void>>> = {
  plants,
  large,
  speed,
  exact,
  hostile,
  fuzz,
  detect,
  clean,
  cleaned,
  rules,
  fortify,
  prove,
  git,
  image,
  redact,
  hook,
  editor,
  hub,
  buckets,
  audit,
  audited,
};
const { names, flags } = flagsOf(process.argv.slice(2));
for (const name of names) if (!benches[name]) throw new Error(`no bench '${name}'`);

mkdirSync(dataFolder, { recursive: true });
const asked = names.length > 0 ? names : ["plants", "large", "speed", "exact"];
for (const name of asked) await benches[name]?.(flags);
