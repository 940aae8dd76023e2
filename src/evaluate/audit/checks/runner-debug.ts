import type { Check } from "../check.ts";
import { plainVariablesIn } from "../variables.ts";

const switches = /^(?:ACTIONS_(?:STEP|RUNNER)_DEBUG|CI_DEBUG_(?:TRACE|SERVICES)|system\.debug)$/i;

export const runnerDebug: Check = {
  id: "runner-debug",
  title: "Pipeline runs with the debug switch of its system on",
  looksAt: "repository",
  severity: "high",
  confidence: "high",
  why: "With this switch the runner logs each command, each variable and what services say, secrets among them: `CI_DEBUG_TRACE` prints them in clear. A switch that stands in the file stays on.",
  instead: "Take it out; turn it on by hand for the one run that needs it.",
  references: [
    "https://docs.gitlab.com/ci/variables/variables_troubleshooting/#enable-debug-logging",
    "https://docs.github.com/actions/how-tos/monitor-workflows/enable-debug-logging",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    env:
      «ACTIONS_STEP_DEBUG»: true
    steps:
      - run: make
`,
      },
      {
        path: ".gitlab-ci.yml",
        text: `variables:
  «CI_DEBUG_TRACE»: "true"
a:
  script: [make]
`,
      },
      {
        path: "azure-pipelines.yml",
        text: `variables:
  «system.debug»: true
steps:
  - script: make
`,
      },
    ],
    ignored: [
      {
        path: ".gitlab-ci.yml",
        text: `variables:
  CI_DEBUG_TRACE: "false"
a:
  script: [make]
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: echo $ACTIONS_STEP_DEBUG
`,
      },
    ],
  },

  *run(repository) {
    for (const { name, value, source, at } of plainVariablesIn(repository))
      if (switches.test(name) && /^(?:true|1|yes|on)$/i.test(value))
        yield { message: `turns ${name} on`, source, at };
  },
};
