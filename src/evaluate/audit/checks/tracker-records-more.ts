import type { Check } from "../check.ts";
import { plainVariablesIn } from "../variables.ts";

const on = /^(?:1|true|yes|on)$/i;
const off = /^(?:0|false|no|off)$/i;

const switches: readonly (readonly [RegExp, RegExp, string])[] = [
  [/^WANDB_SAVE_CODE$/, on, "the code and uncommitted changes"],
  [/^WANDB_DISABLE_CODE$/, off, "the code and uncommitted changes"],
  [/^CLEARML_LOG_ENVIRONMENT$/, /^\*$/, "every variable of the environment"],
  [
    /^COMET_(?:AUTO_LOG_(?:CODE|GIT_PATCH|ENV_DETAILS)|LOG_GIT_PATCH)$/,
    on,
    "code, changes or the machine",
  ],
];

export const trackerRecordsMore: Check = {
  id: "tracker-records-more",
  title: "Tracker is told to record code, environment or uncommitted changes",
  looksAt: "repository",
  severity: "medium",
  confidence: "high",
  why: "What the tracker records goes to its server with each run and stays there: source code and uncommitted changes with the secrets that somebody was trying out, or the whole environment.",
  instead: "Leave the switch off, and log the settings that you need by name.",
  references: [
    "https://docs.wandb.ai/models/track/environment-variables",
    "https://clear.ml/docs/latest/docs/configs/env_vars",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    env:
      «WANDB_SAVE_CODE»: true
    steps:
      - run: python train.py
`,
      },
      {
        path: "train.sh",
        text: `export «CLEARML_LOG_ENVIRONMENT="*"»
python train.py
`,
      },
    ],
    ignored: [
      {
        path: "train.sh",
        text: `export WANDB_SAVE_CODE=false WANDB_DISABLE_CODE=true
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    env:
      CLEARML_LOG_ENVIRONMENT: CUDA_VERSION
    steps:
      - run: python train.py
`,
      },
    ],
  },

  *run(repository) {
    for (const { name, value, source, at } of plainVariablesIn(repository)) {
      const found = switches.find(([pattern, values]) => pattern.test(name) && values.test(value));
      if (found) yield { message: `${name} makes the tracker record ${found[2]}`, source, at };
    }
  },
};
