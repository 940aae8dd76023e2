import type { Check } from "../check.ts";

export const productionSecretWithoutEnvironment: Check = {
  id: "production-secret-without-environment",
  title: "Job uses a secret of production outside an environment",
  looksAt: "pipeline",
  severity: "low",
  confidence: "medium",
  why: "A secret of the repository is given to any branch whose workflow asks for it. An environment lets only chosen branches and people get at it.",
  instead:
    "Move the secret to an environment with rules, and name it in the job (`environment: production`).",
  references: [
    "https://docs.github.com/actions/concepts/workflows-and-actions/deployment-environments",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: deploy
        env:
          «KEY»: \${{ secrets.PROD_DEPLOY_KEY }}
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    environment: production
    steps:
      - run: deploy
        env:
          KEY: \${{ secrets.PROD_DEPLOY_KEY }}
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: test
        env:
          KEY: \${{ secrets.TEST_KEY }}
`,
      },
    ],
  },

  *run({ jobs, system, kind, source }) {
    if (system !== "github" || kind === "action") return;
    for (const { environment, env, steps } of jobs) {
      if (environment !== undefined) continue;
      for (const { nameAt, secrets } of [
        ...env,
        ...steps.flatMap((step) => [...step.env, ...(step.uses?.inputs ?? [])]),
      ])
        for (const secret of secrets)
          if (/(?:^|_)PROD(?:UCTION)?(?:_|$)/i.test(secret))
            yield { message: `uses ${secret} outside an environment`, source, at: nameAt };
    }
  },
};
