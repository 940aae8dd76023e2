import type { Check } from "../check.ts";
import { span } from "../../../core/span.ts";
import { credentialsAt } from "../pipeline/credential-paths.ts";

export const keptCredentials: Check = {
  id: "kept-credentials",
  title: "Artifact or cache carries files of credentials",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "Who may read the run may fetch the artifact; caches are shared with later runs, those of pull requests from forks among them. The folder holds tokens once somebody logged in.",
  instead:
    "Keep the folder with the results, or of a cache the part without tokens (`~/.cache/huggingface/hub`).",
  references: [
    "https://docs.github.com/actions/reference/workflows-and-actions/dependency-caching",
    "https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - uses: actions/cache@v4
        with:
          path: «~/.cache/huggingface»
          key: k
`,
      },
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script: [make]
  artifacts:
    paths: [out, «infra/terraform.tfstate»]
`,
      },
      {
        path: ".circleci/config.yml",
        text: `jobs:
  a:
    steps:
      - save_cache: {key: k, paths: [«~/.aws»]}
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
      - uses: actions/cache@v4
        with:
          path: |
            ~/.cache/huggingface/hub
            ~/.cache/pip
            !~/.aws
            .env.example
          key: k
`,
      },
    ],
  },

  *run({ jobs, source }) {
    for (const { keeps } of jobs)
      for (const { as, paths } of keeps)
        for (const path of paths) {
          const held = credentialsAt(path.text);
          if (held === undefined) continue;
          yield {
            message: `${as === "cache" ? "caches" : "keeps"} ${held}`,
            source,
            at: path.spanOf(span(0, path.text.length)),
            ...(/^(?:runs|variables)/.test(held) && { severity: "medium", confidence: "medium" }),
          };
        }
  },
};
