import type { Check } from "../check.ts";
import { waysIn } from "../way/ways.ts";

export const secretWay: Check = {
  id: "secret-way",
  title: "Secret of a pipeline gets out through the code that it starts",
  looksAt: "repository",
  severity: "critical",
  confidence: "high",
  why: "Each file by itself looks harmless: the pipeline hands a secret to a job, the job starts a script, and the script records all that it was given. Together they publish the secret with each run.",
  instead:
    "Break the way where it is easiest: give the script no secret that it does not need, and record names that you choose, not everything.",
  references: [
    "https://cwe.mitre.org/data/definitions/532.html",
    "https://cwe.mitre.org/data/definitions/200.html",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/train.yml",
        text: `on: push
jobs:
  train:
    env:
      HUB: \${{ secrets.HF_TOKEN }}
    steps:
      - run: ./jobs/train.sh
=== jobs/train.sh
#!/bin/bash
python train.py --hub-token "$HUB"
=== train.py
import argparse, wandb
parser = argparse.ArgumentParser()
parser.add_argument("--hub-token")
args = parser.parse_args()
wandb.init(project="x", config=«vars(args)»)
`,
      },
      {
        path: ".github/workflows/image.yml",
        text: `on: push
jobs:
  image:
    steps:
      - run: docker build --build-arg TOKEN=\${{ secrets.HF_TOKEN }} .
=== Dockerfile
FROM python:3.11
ARG «TOKEN»
RUN hf download x
`,
      },
      {
        path: ".github/workflows/publish.yml",
        text: `on: push
jobs:
  publish:
    steps:
      - uses: ./.github/actions/publish
        with:
          key: \${{ secrets.HF_TOKEN }}
=== .github/actions/publish/action.yml
name: publish
inputs: { key: {} }
runs:
  using: composite
  steps:
    - shell: bash
      run: python publish.py --api-key \${{ inputs.key }}
=== publish.py
import argparse
parser = argparse.ArgumentParser()
parser.add_argument("--api-key")
args = parser.parse_args()
print(«vars(args)»)
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/train.yml",
        text: `on: push
jobs:
  train:
    env:
      HUB_TOKEN: \${{ secrets.HF_TOKEN }}
    steps:
      - run: python train.py
=== train.py
import os, wandb
from huggingface_hub import login
login(token=os.environ["HUB_TOKEN"])
wandb.init(project="x", config={"epochs": 3})
print(len(os.environ["HUB_TOKEN"]))
`,
      },
    ],
  },

  *run(repository) {
    for (const { secret, hops, end, out } of waysIn(repository))
      yield {
        message: `${secret} gets into ${out}`,
        source: end.source,
        at: end.at,
        way: [...hops, end],
      };
  },
};
