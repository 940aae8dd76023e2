import type { Check } from "../check.ts";
import { reasonOf } from "../shell/secrecy.ts";
import { isPathOf, writtenBy } from "../shell/written.ts";

export const secretInStepOutput: Check = {
  id: "secret-in-step-output",
  title: "Secret is made an output of a step",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "Outputs are handed to other steps, actions and jobs, and are shown in debug logs. A value that was fetched or derived is not masked there.",
  instead: "Fetch it in the step that needs it, or mask it first (`::add-mask::`).",
  references: [
    "https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: echo "token=«$T»" >> "$GITHUB_OUTPUT"
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
      - run: echo "sha=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"
      - run: echo "has=\${T:+yes}" >> $GITHUB_OUTPUT
        env:
          T: \${{ secrets.T }}
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands)
      for (const { path, secrets } of writtenBy(command, secrecy))
        for (const { name, secrecy: why, at } of isPathOf(path, "GITHUB_OUTPUT") ? secrets : [])
          yield { message: `makes an output of ${reasonOf(name, why)}`, source, at };
  },
};
