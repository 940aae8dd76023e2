import type { DockerfileFix } from "../fortify/clean/dockerfile.ts";
import type { History } from "../fortify/clean/history.ts";
import { visible } from "../report/kit/escape.ts";
import { wrap } from "../report/kit/width.ts";
import { plural } from "../report/kit/words.ts";

/** What to do about commits that hold what was taken out. tare rewrites none. */
export function* historyLines(
  history: History,
  plan: string | undefined,
  columns: number,
): Generator<string> {
  const { files, dropped, remote = "URL" } = history;
  const text = plan ?? "replacements.txt";
  const paths = dropped.map((each) => ` --path ${quoted(each)}`).join("");
  yield "\nGit keeps what was there\n";
  const says = (line: string): string[] => wrap(line, columns - 4).map((each) => `    ${each}\n`);
  yield* wrap(
    `${plural(files.length, "of these files is", "of these files are")} in commits. tare does not rewrite history; this does, in a new clone:`,
    columns - 2,
  ).map((each) => `  ${each}\n`);
  if (plan === undefined)
    yield* says(
      `tare clean … --plan ${text}    writes the values to be replaced. It holds the secrets: delete it when done`,
    );
  yield `    git clone --mirror ${visible(remote)} rewritten.git\n`;
  yield `    git -C rewritten.git filter-repo --replace-text ${quoted(text)}\n`;
  if (paths !== "") yield `    git -C rewritten.git filter-repo --invert-paths${visible(paths)}\n`;
  yield "    git -C rewritten.git push --force --mirror\n";
  yield* wrap(
    `Before: rotate the secrets, since every clone has them. After: everybody with a clone must clone anew ('git shortlog -sn --all' says who has commits in it), for who pushes an old one brings it all back. Forks, pull requests (refs/pull) and caches of the host keep the old commits: ask its support to delete them. Files in Git LFS and container images are not rewritten by this.`,
    columns - 2,
  ).map((each) => `  ${each}\n`);
}

const quoted = (path: string): string =>
  /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", String.raw`'\''`)}'`;

/** What to write in a Dockerfile instead. */
export function* dockerfileLines(
  fixes: readonly DockerfileFix[],
  columns: number,
): Generator<string> {
  if (fixes.length === 0) return;
  yield "\nIn the Dockerfile: give the build its secrets without keeping them\n";
  for (const { path, line, old, fresh, build } of fixes) {
    yield `  ${visible(path)}${line === undefined ? "" : `, line ${line}`}\n`;
    yield `    - ${visible(old)}\n    + ${visible(fresh)}\n    ${visible(build)}\n`;
  }
  yield* wrap(
    "Images that were built before keep the value in a layer: delete them, and build anew.",
    columns - 2,
  ).map((each) => `  ${each}\n`);
}
