import { execFileSync } from "node:child_process";
import { trainingLog } from "../logs.ts";
import { notebooks } from "./notebooks.ts";
import { patches, patchesMade } from "./patches.ts";
import { records } from "./records.ts";
import { contentsOf } from "./walk.ts";

/** A kind of text that a release can hold, as pieces that go on for long enough. */
export interface Kind {
  readonly id: "python" | "javascript" | "json" | "docs" | "logs" | "notebooks" | "patches";
  /** What is taken from the machine, no content twice. */
  readonly found: () => Iterable<Buffer>;
  /** What is made where that is not enough: without an end. */
  readonly made: () => Iterable<Buffer>;
}

const none = (): Buffer[] => [];

/** The kinds of text that are measured, one corpus each. */
export const kinds: readonly Kind[] = [
  { id: "python", found: () => contentsOf([".py"]), made: logs },
  {
    id: "javascript",
    found: () => contentsOf([".js", ".mjs", ".cjs", ".ts", ".mts"]),
    made: logs,
  },
  { id: "json", found: () => contentsOf([".json"]), made: records },
  {
    id: "docs",
    found: () => contentsOf([".md", ".rst", ".yaml", ".yml", ".html"]),
    made: logs,
  },
  { id: "logs", found: none, made: logs },
  { id: "notebooks", found: () => contentsOf([".ipynb"]), made: notebooks },
  { id: "patches", found: () => patches(gitLog()), made: patchesMade },
];

function* logs(): Generator<Buffer> {
  for (let each = 0; ; each++) yield Buffer.from(trainingLog(`log-${each}`, 1_000_000).text);
}

/** Without the rules and what tests them: no other history names every provider and how its keys are spelled. */
const withoutRules = [".", ":!src/rules", ":!src/import", ":!test", ":!corpus", ":!*.test.ts"];

const gitLog = (): Buffer =>
  execFileSync("git", ["log", "-p", "--no-color", "--", ...withoutRules], { maxBuffer: 2 ** 30 });
