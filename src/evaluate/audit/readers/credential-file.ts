import { credentialFileAt, credentialFiles } from "../hygiene/credential-files.ts";
import type { Reader } from "../reader.ts";

/** Files that are made to hold credentials, and hold some. */
export const credentialFile: Reader = {
  id: "credential-file",
  title: "Files of credentials",
  path: new RegExp(credentialFiles.map(({ path }) => `(?:${path.source})`).join("|"), "i"),
  isOne: ({ path }) => credentialFileAt(path) !== undefined,
  grammars: [],

  *read(source) {
    const is = credentialFileAt(source.path);
    if (is && (is.isFilled?.(source.text) ?? source.text.trim() !== ""))
      yield { kind: "credentialFile", of: { source, is } };
  },
};
