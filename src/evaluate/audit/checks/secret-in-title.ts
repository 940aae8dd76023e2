import type { Check } from "../check.ts";
import { span } from "../../../core/span.ts";
import { secretsFilledIn } from "../pipeline/github-expressions.ts";

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
    const all = [
      node,
      ...jobs.flatMap((job) => [job.node, ...(job.node?.get("steps")?.items() ?? [])]),
    ];
    for (const each of all)
      for (const key of ["name", "run-name", "if", "concurrency"]) {
        const fragment = each?.get(key)?.fragment ?? each?.get(key, "group")?.fragment;
        const [secret] = secretsFilledIn(fragment?.text ?? "");
        const found = fragment && /\$\{\{[^}]*secrets[^}]*\}\}/.exec(fragment.text);
        if (secret !== undefined && found)
          yield {
            message: `shows ${secret} as ${key}`,
            source,
            at: fragment.spanOf(span(found.index, found.index + found[0].length)),
          };
      }
  },
};
