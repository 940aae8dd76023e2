import type { Check } from "../check.ts";

export const defaultJobToken: Check = {
  id: "default-job-token",
  title: "Job token has whatever the settings of the repository give",
  looksAt: "pipeline",
  severity: "low",
  confidence: "medium",
  why: "Without `permissions` the token has the default of the repository or organisation, which in older ones is to write nearly everything. A job that leaks it then leaks more than it needed.",
  instead: "Begin the workflow with `permissions: { contents: read }`, and give jobs more by name.",
  references: [
    "https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/control-workflow-permissions",
    "https://docs.zizmor.sh/audits/#excessive-permissions",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  «a»:
    steps:
      - uses: actions/checkout@v4
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
permissions: {}
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    permissions: { contents: read }
    steps:
      - run: make
`,
      },
      {
        path: "action.yml",
        text: `name: x
runs:
  using: composite
  steps: []
`,
      },
    ],
  },

  *run({ node, jobs, system, kind, source }) {
    if (system !== "github" || kind === "action" || node?.get("permissions")) return;
    const first = jobs.find((job) => job.node && !job.node.get("permissions"));
    if (first) yield { message: "says nowhere what the token may do", source, at: first.nameAt };
  },
};
