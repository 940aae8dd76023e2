import { ignoreListOf } from "../hygiene/ignore-list.ts";
import type { Reader } from "../reader.ts";

/** What git and Docker leave out: https://git-scm.com/docs/gitignore */
export const ignoreFile: Reader = {
  id: "ignore-file",
  title: "Lists of what is left out",
  path: /(?:^|\/)\.gitignore$|(?:^|\/)[\w.-]*\.dockerignore$/,
  grammars: [],

  *read(source) {
    const of = source.path.endsWith(".gitignore") ? "git" : "docker";
    yield { kind: "ignoreList", of: ignoreListOf(source, of) };
  },
};
