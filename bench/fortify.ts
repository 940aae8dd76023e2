// What cleaning costs, and what is left of a release when it is ended by force.
// npm run bench -- fortify
import { mkdirSync } from "node:fs";
import { copying } from "./fortify/copying.ts";
import { inPlace } from "./fortify/in-place.ts";
import { killed } from "./fortify/killed.ts";
import { dataFolder } from "./measure.ts";
import { publish } from "./table.ts";

/** Measures, and writes `bench/results/fortify.md`. */
export async function fortify(): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  const sections: string[] = [];
  for (const measure of [inPlace, copying, killed]) {
    sections.push(...(await measure()), "");
    publish("fortify", "Cleaning", sections);
  }
}
