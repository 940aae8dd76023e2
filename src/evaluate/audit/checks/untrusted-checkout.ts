import type { Check } from "../check.ts";
import { span } from "../../../core/span.ts";
import type { Step } from "../pipeline/pipeline.ts";
import { headFetchedBy, openTriggersOf } from "../pipeline/untrusted.ts";

/** Conditions that let only some people, or none from outside, get there. */
const guard =
  /author_association|github\.actor|sender|\.user\.login|head\.repo\.full_name|head_repository|labels|label\.name|github\.repository_owner/;

const runsSomething = (steps: readonly Step[]): boolean =>
  steps.some(({ script, python, powershell, uses }) =>
    [script, python, powershell, uses?.name.startsWith("./") === true].some(Boolean),
  );

export const untrustedCheckout: Check = {
  id: "untrusted-checkout",
  title: "Code of anybody's pull request runs where secrets are",
  looksAt: "pipeline",
  severity: "critical",
  confidence: "high",
  why: "This trigger runs with the repository's secrets and a token that may write, also for pull requests from forks. Once their code is fetched, its build, its tests or its hooks take the secrets along.",
  instead:
    "Build pull requests by `pull_request`, which has no secrets, and let a second workflow work on its results as data.",
  references: [
    "https://securitylab.github.com/resources/github-actions-preventing-pwn-requests/",
    "https://docs.zizmor.sh/audits/#dangerous-triggers",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: pull_request_target
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
        with:
          ref: «\${{ github.event.pull_request.head.sha }}»
      - run: make
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: pull_request_target
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
      - run: make
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: pull_request
jobs:
  a:
    steps:
      - uses: actions/checkout@v4
        with:
          ref: \${{ github.event.pull_request.head.sha }}
      - run: make
`,
      },
    ],
  },

  *run(pipeline) {
    const [trigger] = openTriggersOf(pipeline);
    for (const { steps, node } of trigger === undefined ? [] : pipeline.jobs)
      for (const [index, step] of steps.entries()) {
        const fetched = headFetchedBy(step);
        if (!fetched?.value || !runsSomething(steps.slice(index + 1))) continue;
        const isGuarded = guard.test(node?.get("if")?.text ?? "");
        yield {
          message: `${trigger} fetches the code of the pull request, and goes on with it`,
          source: pipeline.source,
          at: fetched.value.spanOf(span(0, fetched.value.text.length)),
          ...(isGuarded && { severity: "medium", confidence: "medium" }),
        };
      }
  },
};
