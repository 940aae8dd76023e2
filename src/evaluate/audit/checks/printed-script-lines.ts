import type { Check } from "../check.ts";
import { secretsAmong } from "../shell/given.ts";

export const printedScriptLines: Check = {
  id: "printed-script-lines",
  title: "Shell prints its lines with the secrets that the pipeline filled in",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "`set -v` prints each line before it runs. What the pipeline filled in (`${{ secrets.X }}`) already stands in the line.",
  instead: "Take `set -v` out, and hand secrets over as variables of the environment.",
  references: ["https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html"],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: |
          «set -v»
          login \${{ secrets.PASS }}
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: |
          set -v
          login $PASS
      - run: login \${{ secrets.PASS }}
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    const isFilledIn = secretsAmong(
      commands.flatMap(({ words }) => words),
      secrecy,
    ).some(({ secrecy: why, word }) => why.kind === "bound" && word.text.includes("${{"));
    for (const { name, words, at } of isFilledIn ? commands : [])
      if (name === "set" && words.some(({ text }) => /^-[a-z]*v[a-z]*$|^verbose$/.test(text)))
        yield { message: "prints lines that secrets are filled into", source, at };
  },
};
