// npm run bench [-- plants text large fuzz hostile]: measures, prints, and writes bench/results/.
import { mkdirSync } from "node:fs";
import { fuzz } from "./fuzz.ts";
import { hostile } from "./hostile.ts";
import { large } from "./large.ts";
import { dataFolder } from "./measure.ts";
import { plants } from "./plants.ts";
import { text } from "./text.ts";

const benches: Readonly<Record<string, () => Promise<void>>> = {
  plants,
  large,
  text,
  fuzz,
  hostile,
};
const asked = process.argv.slice(2);
for (const name of asked) if (!benches[name]) throw new Error(`no bench '${name}'`);

mkdirSync(dataFolder, { recursive: true });
for (const name of asked.length > 0 ? asked : ["plants", "large", "text"]) await benches[name]?.();
