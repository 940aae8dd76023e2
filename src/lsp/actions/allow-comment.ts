import { type Action, lineAt, replaced } from "./action.ts";

/** What begins a comment that may stand at the end of a line, by the language's id in editors. */
const comments: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ["python", "yaml", "shellscript", "toml", "terraform", "makefile", "ruby", "perl", "r"].map(
      (language) => [language, "#"],
    ),
  ),
  ...Object.fromEntries(
    [
      "javascript",
      "javascriptreact",
      "typescript",
      "typescriptreact",
      "go",
      "c",
      "cpp",
      "java",
      "rust",
      "groovy",
      "jsonc",
    ].map((language) => [language, "//"]),
  ),
};

/** Lets a finding pass with a comment on its line. */
export const allowComment: Action = ({ document, home, found: { finding, at } }) => {
  const comment = comments[document.languageId];
  if (comment === undefined || !at || !home.settings.policy.heedsComments) return undefined;
  const line = lineAt(document.getText(), at.start);
  // A line that goes on on the next one has no room for a comment.
  if (line.text.endsWith("\\")) return undefined;
  const known = /\btare:allow=[\w/.,-]+/.exec(line.text);
  const end = line.start + (known ? known.index + known[0].length : line.text.length);
  const added = known ? `,${finding.rule}` : `  ${comment} tare:allow=${finding.rule}`;
  return {
    title: `Let '${finding.rule}' pass on this line`,
    edits: [replaced(document, { start: end, end }, added)],
  };
};
