import type { Check } from "../check.ts";
import { reasonOf } from "../shell/secrecy.ts";
import { isPathOf, writtenBy } from "../shell/written.ts";

export const secretInGithubEnv: Check = {
  id: "secret-in-github-env",
  title: "Secret is set for all later steps",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "Every later step of the job gets the variable, actions of others among them, and `env` in any of them prints it. A value that was derived or fetched is masked only where somebody said so.",
  instead:
    "Give it by `env:` to the one step that needs it; mask it first if it was fetched (`::add-mask::`).",
  references: [
    "https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: echo "TOKEN=«\${{ secrets.T }}»" >> $GITHUB_ENV
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: |
          key=$(vault kv get -field=k secret/x)
          echo "KEY=«$key»" >> "$GITHUB_ENV"
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
      - run: echo "MODE=train" >> $GITHUB_ENV
      - run: echo "$MODE" >> $GITHUB_STEP_SUMMARY
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands)
      for (const { path, secrets } of writtenBy(command, secrecy))
        for (const { name, secrecy: why, at } of isPathOf(path, "GITHUB_ENV") ? secrets : [])
          yield { message: `gives every later step ${reasonOf(name, why)}`, source, at };
  },
};
