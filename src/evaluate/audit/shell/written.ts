import type { Command } from "./script.ts";
import { type GivenSecret, secretsAmong } from "./given.ts";
import type { Known } from "./secrecy.ts";
import type { ShellScript } from "./shell-script.ts";

/** What a command writes into a file. */
export interface Written {
  /** As it is written: `$GITHUB_ENV`, `out.txt`. */
  readonly path: string;
  readonly secrets: readonly GivenSecret[];
}

/** Print what they are given as words, or read. */
const writers = /^(?:echo|printf|print|cat|tee)$/;

/** What a command that prints puts into a file, by `>`, `>>` or `| tee`. */
export function writtenBy(command: Command, known: Known): readonly Written[] {
  if (!writers.test(command.name)) return [];
  const read = command.redirects.filter(({ operator }) => operator.startsWith("<<"));
  const secrets = secretsAmong([...command.words, ...read.map(({ to }) => to)], known);
  const targets = command.redirects.filter(({ operator }) => /^&?>/.test(operator));
  const paths = targets.map(({ to }) => to.text.replaceAll(/^["']|["']$/g, ""));
  return paths.map((path) => ({ path, secrets }));
}

/** The secrets that a script prints into the file that a variable names: `$GITHUB_ENV`. */
export const secretsWrittenTo = (
  variable: string,
  { commands, secrecy }: ShellScript,
): readonly GivenSecret[] =>
  commands
    .flatMap((command) => writtenBy(command, secrecy))
    .flatMap(({ path, secrets }) => (isPathOf(path, variable) ? secrets : []));

/** Whether a path is that of a variable: `$NAME`, `${NAME}`, `$env:NAME`. */
const isPathOf = (path: string, name: string): boolean =>
  path === `$${name}` ||
  path === `\${${name}}` ||
  path.toLowerCase() === `$env:${name}`.toLowerCase();
