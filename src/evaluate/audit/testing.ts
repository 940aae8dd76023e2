import { problemsIn, recognised } from "./audit.ts";
import { SourceText } from "./text.ts";

/**
 * What checks find in some files, for tests: `path: place: message`.
 *
 * @param files The text of each, by its path.
 * @param only Checks that are run; all when none is named.
 */
export async function foundIn(
  files: Readonly<Record<string, string>>,
  ...only: readonly string[]
): Promise<readonly string[]> {
  const sources = Object.entries(files).map(([path, text]) => new SourceText(path, text));
  const subjects = await recognised(sources);
  const repository = { files: Object.keys(files), sources, subjects };
  return problemsIn(repository, only).map(
    ({ problem: { source, at, message } }) =>
      `${source.path}: ${source.text.slice(at.start, at.end)}: ${message}`,
  );
}
