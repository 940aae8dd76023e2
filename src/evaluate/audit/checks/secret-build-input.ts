import type { Check } from "../check.ts";
import { inputOf } from "../pipeline/pipeline.ts";

export const secretBuildInput: Check = {
  id: "secret-build-input",
  title: "Action builds an image with a secret as an argument",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "Build arguments stand in the history of the image, and in the provenance that the action publishes with it: whoever has the image has the secret.",
  instead: "Use the action's `secrets:` input, and `RUN --mount=type=secret,id=NAME`.",
  references: ["https://docs.docker.com/build/ci/github-actions/secrets/"],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - uses: docker/build-push-action@v6
        with:
          «build-args»: |
            TOKEN=\${{ secrets.HF_TOKEN }}
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
      - uses: docker/build-push-action@v6
        with:
          build-args: VERSION=\${{ github.sha }}
          secrets: |
            hf=\${{ secrets.HF_TOKEN }}
`,
      },
    ],
  },

  *run({ jobs, source }) {
    for (const { steps } of jobs)
      for (const { uses } of steps) {
        const args =
          inputOf(uses, "build-args") ?? inputOf(uses, "build_args") ?? inputOf(uses, "buildargs");
        const [secret] = args?.secrets ?? [];
        if (args && secret !== undefined)
          yield { message: `builds with ${secret} as an argument`, source, at: args.nameAt };
      }
  },
};
