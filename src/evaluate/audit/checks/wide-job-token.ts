import type { Check } from "../check.ts";

export const wideJobToken: Check = {
  id: "wide-job-token",
  title: "Job token may write everything",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "With `write-all` the token of each job may change code, releases, packages and settings. A dependency, an action or a log that gives it away gives all of that away.",
  instead: "Name what the job needs: `permissions: { contents: read }`.",
  references: [
    "https://docs.github.com/actions/how-tos/write-workflows/choose-what-workflows-do/control-workflow-permissions",
    "https://docs.zizmor.sh/audits/#excessive-permissions",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
permissions: «write-all»
jobs:
  a:
    steps: []
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
permissions: read-all
jobs:
  a:
    permissions: { contents: write }
    steps: []
`,
      },
    ],
  },

  *run({ node, jobs, system, source }) {
    if (system !== "github") return;
    for (const each of [node, ...jobs.map((job) => job.node)]) {
      const permissions = each?.get("permissions");
      if (permissions?.text === "write-all")
        yield { message: "lets the token write everything", source, at: permissions.at };
    }
  },
};
