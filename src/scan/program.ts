import { readFile } from "node:fs/promises";
import type { Rule } from "../core/rule.ts";
import { compile, type Program } from "../engine/program.ts";

/** What `npm run build` writes: a program, and the patterns that it was compiled from. */
interface Built {
  readonly patterns: readonly string[];
  readonly program: Program;
}

const file = new URL("./program.gen.json", import.meta.url);

/**
 * The program of the rules: the one that was built, if it is of these patterns,
 * else compiled now, which takes a second or more.
 */
export async function programOf(rules: readonly Rule[]): Promise<Program> {
  const built = await readBuilt();
  const isSame =
    built?.patterns.length === rules.length &&
    rules.every(({ pattern }, index) => String(pattern) === built.patterns[index]);
  return isSame ? built.program : compile(rules);
}

/** What the build writes for these rules. */
export const builtFrom = (rules: readonly Rule[]): string =>
  JSON.stringify({
    patterns: rules.map(({ pattern }) => String(pattern)),
    program: compile(rules),
  });

async function readBuilt(): Promise<Built | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as Built);
}
