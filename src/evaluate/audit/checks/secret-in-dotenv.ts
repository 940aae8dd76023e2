import type { Check, Problem } from "../check.ts";
import { reasonOf } from "../shell/secrecy.ts";
import type { ShellScript } from "../shell/shell-script.ts";
import { writtenBy } from "../shell/written.ts";

function* writtenInto(
  paths: readonly (string | undefined)[],
  { commands, secrecy, fragment: { source } }: ShellScript,
): Generator<Problem> {
  for (const command of commands)
    for (const { path, secrets } of writtenBy(command, secrecy))
      for (const { name, at, secrecy: why } of paths.includes(path) ? secrets : [])
        yield { message: `keeps ${reasonOf(name, why)}`, source, at };
}

export const secretInDotenv: Check = {
  id: "secret-in-dotenv",
  title: "Secret is kept in a dotenv artifact",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "A dotenv report is an artifact: it is stored, shown for download, and loaded into each later job. Variables from it are not masked.",
  instead: "Let each job take the secret itself (`secrets:`, or a masked variable of the project).",
  references: [
    "https://docs.gitlab.com/ci/variables/job_scripts/#pass-an-environment-variable-from-the-script-section-to-another-job",
  ],
  examples: {
    found: [
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script:
    - echo "HUB=«$HUB_TOKEN»" >> build.env
  artifacts:
    reports:
      dotenv: build.env
`,
      },
    ],
    ignored: [
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script:
    - echo "VERSION=$CI_COMMIT_SHA" >> build.env
    - echo "HUB=$HUB_TOKEN" >> other.env
  artifacts:
    reports:
      dotenv: build.env
`,
      },
    ],
  },

  *run({ jobs }) {
    for (const { node, steps } of jobs) {
      const kept = node?.get("artifacts", "reports", "dotenv")?.list() ?? [];
      const paths = kept.map(({ text }) => text);
      for (const { script } of steps) if (script) yield* writtenInto(paths, script);
    }
  },
};
