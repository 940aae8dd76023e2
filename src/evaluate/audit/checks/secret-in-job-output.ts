import type { Check } from "../check.ts";
import { secretsFilledIn } from "../pipeline/github-expressions.ts";

export const secretInJobOutput: Check = {
  id: "secret-in-job-output",
  title: "Secret is made an output of a job",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "Outputs of a job are kept with the run and given to other jobs and, of a reusable workflow, to whoever calls it. The runner drops those that it recognises, so people encode them, and then nothing is masked.",
  instead: "Let each job take the secret itself.",
  references: [
    "https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/pass-job-outputs",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    outputs:
      token: «\${{ secrets.T }}»
    steps: []
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    outputs:
      sha: \${{ steps.a.outputs.sha }}
    steps: []
`,
      },
    ],
  },

  *run({ jobs, system, source }) {
    for (const { node } of system === "github" ? jobs : [])
      for (const { value } of node?.get("outputs")?.entries() ?? [])
        for (const secret of secretsFilledIn(value.text ?? ""))
          yield { message: `gives ${secret} to other jobs`, source, at: value.at };
  },
};
