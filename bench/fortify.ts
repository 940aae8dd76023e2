// What cleaning costs, and what is left of a release when it is ended by force.
// npm run bench -- fortify
import { mkdirSync } from "node:fs";
import { copying } from "./fortify/copying.ts";
import { inPlace } from "./fortify/in-place.ts";
import { killed } from "./fortify/killed.ts";
import { dataFolder } from "./measure.ts";
import { publish } from "./table.ts";

/** Measures, and writes `bench/results/clean-in-place.md`, `clean-copy.md` and `clean-killed.md`. */
export async function fortify(): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  publish("clean-in-place", "Cleaning 20 GB in place", await inPlace());
  publish("clean-copy", "A clean copy", await copying());
  publish("clean-killed", "Cleanings that are ended by force", await killed());
}
