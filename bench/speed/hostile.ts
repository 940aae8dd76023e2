import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { atLeast, type Row } from "./row.ts";

const file = join(import.meta.dirname, "../results/hostile.md");

/** The worst megabyte that a search found for any rule: `hostile` is a bench of its own, and its last result stands here. */
export const hostileRows = (): Row[] => [
  {
    work: "worst megabyte of any rule",
    beside: "",
    goal: atLeast(1, "MB/s"),
    measured: lastWorst() ?? { missing: "run `npm run bench -- hostile` first" },
    tare: "",
    other: "",
  },
];

/** The lower of the two rates in the first row of its table, which is sorted. */
function lastWorst(): number | undefined {
  if (!existsSync(file)) return undefined;
  const found = /^\| [\w-]+ \| ([\d.]+) \| ([\d.]+) \|/m.exec(readFileSync(file, "utf8"));
  return found ? Math.min(Number(found[1]), Number(found[2])) : undefined;
}
