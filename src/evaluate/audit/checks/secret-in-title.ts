import type { Check } from "../check.ts";
import { type Span, span } from "../../../core/span.ts";
import type { Fragment } from "../fragment.ts";
import { secretsFilledIn } from "../pipeline/github-expressions.ts";

const shown = new Set(["name", "run-name", "if", "concurrency"]);

/** Where expressions that fill in secrets stand. */
const secretsAt = (fragment: Fragment | undefined): readonly Span[] =>
  [...(fragment?.text.matchAll(/\$\{\{[^}]*\}\}/g) ?? [])].flatMap(({ index, 0: whole }) =>
    fragment && secretsFilledIn(whole).length > 0
      ? [fragment.spanOf(span(index, index + whole.length))]
      : [],
  );

export const secretInTitle: Check = {
  id: "secret-in-title",
  title: "Secret stands in a name or a condition",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "Names of runs, jobs and steps, groups and conditions are shown on pages and sent to whoever listens for events. Only logs are masked.",
  instead:
    "Name it by what it does; ask for the presence of a secret by a variable of the environment.",
  references: ["https://docs.github.com/actions/reference/security/secure-use"],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - name: deploy to «\${{ secrets.HOST }}»
        run: make
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
      - name: deploy
        if: \${{ secrets.T != '' }}
        run: make
`,
      },
    ],
  },

  *run({ jobs, node, system, source }) {
    if (system !== "github" || !node) return;
    const steps = jobs.flatMap((job) => job.node?.get("steps")?.items() ?? []);
    for (const each of [node, ...jobs.flatMap((job) => job.node ?? []), ...steps])
      for (const { key, value } of each.entries())
        for (const at of shown.has(key)
          ? secretsAt(value.fragment ?? value.get("group")?.fragment)
          : [])
          yield { message: `shows a secret as ${key}`, source, at };
  },
};
