import type { Reader } from "../reader.ts";

/** What is run before a commit: https://pre-commit.com/#plugins. Checks look for words in its text. */
export const preCommit: Reader = {
  id: "pre-commit",
  title: "Hooks of pre-commit",
  path: /(?:^|\/)\.pre-commit-config\.ya?ml$/,
  grammars: [],

  *read() {},
};
