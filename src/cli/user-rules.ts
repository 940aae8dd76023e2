import { dirname, isAbsolute, join } from "node:path";
import { TareError } from "../core/error.ts";
import { basePathOf, type RulesFile } from "../import/file.ts";
import type { UserRules } from "../scan/user-rules.ts";
import type { Shell } from "./command.ts";
import { readText } from "./files.ts";

/** As many files may stand one upon the other besides the first; gitleaks reads no more. */
const mostBases = 2;

/**
 * The rules of the user's files, compiled. What was not taken of them, and why,
 * goes to standard error.
 *
 * @throws {TareError} `usage`: a file cannot be read, or is wrong.
 */
export async function userRules(
  paths: readonly string[],
  withOwn: boolean,
  shell: Shell,
): Promise<UserRules | undefined> {
  if (paths.length === 0 && !withOwn)
    throw new TareError("usage", "no rules are left to scan by", {
      hint: "give --no-own-rules together with --rules FILE",
    });
  if (paths.length === 0) return undefined;
  const { loadRules } = await import("../scan/user-rules.ts");
  const files = await Promise.all(paths.map(async (path) => rulesFile(path, mostBases)));
  const { user, notes, refused } = await loadRules(files, { withOwn, cache: cacheOf(shell.env) });
  for (const each of refused) shell.err(`tare: left out: ${each}\n`);
  for (const each of notes) shell.err(`tare: note: ${each}\n`);
  return user;
}

/** @param bases How many files more it may build upon. */
async function rulesFile(path: string, bases: number): Promise<RulesFile> {
  const file = { path, text: await readText(path, "rules") };
  const below = basePathOf(file);
  if (below === undefined || bases === 0) return file;
  return { ...file, base: await rulesFile(besideOf(path, below), bases - 1) };
}

const besideOf = (path: string, below: string): string =>
  isAbsolute(below) ? below : join(dirname(path), below);

/** Where compiled rules are kept: `TARE_CACHE`; nowhere if that is empty; else the folder of the system for caches. */
function cacheOf(env: Shell["env"]): string | undefined {
  const { TARE_CACHE: own, XDG_CACHE_HOME: xdg, LOCALAPPDATA: local, HOME: home } = env;
  if (own !== undefined) return own === "" ? undefined : own;
  const folder = xdg || local || (home && join(home, ".cache"));
  return folder ? join(folder, "tare") : undefined;
}
