import type { Check } from "../check.ts";
import { reasonOf } from "../shell/secrecy.ts";
import { isPathOf, writtenBy } from "../shell/written.ts";

export const secretInStepSummary: Check = {
  id: "secret-in-step-summary",
  title: "Secret is written to the summary of a run",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "The summary stands on the page of the run, for all who may see it, and is kept as long as that.",
  instead: "Write that it is set; never the value.",
  references: [
    "https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: echo "used «$T»" >> $GITHUB_STEP_SUMMARY
        env:
          T: \${{ secrets.T }}
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
      - run: echo "used \${#T}" >> $GITHUB_STEP_SUMMARY
        env:
          T: \${{ secrets.T }}
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands)
      for (const { path, secrets } of writtenBy(command, secrecy))
        for (const { name, secrecy: why, at } of isPathOf(path, "GITHUB_STEP_SUMMARY")
          ? secrets
          : [])
          yield { message: `shows on the page of the run ${reasonOf(name, why)}`, source, at };
  },
};
