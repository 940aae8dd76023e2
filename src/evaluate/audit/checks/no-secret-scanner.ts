import { span } from "../../../core/span.ts";
import type { Check } from "../check.ts";
import { scanners } from "../hygiene/scanners.ts";

export const noSecretScanner: Check = {
  id: "no-secret-scanner",
  title: "No pipeline looks for secrets",
  looksAt: "repository",
  severity: "info",
  confidence: "low",
  why: "Hooks are left out with one option. What is looked for in the pipeline is looked for in each change, whoever made it.",
  instead: "Add a step that looks for secrets, and let it fail the job.",
  references: [
    "https://docs.github.com/code-security/secret-scanning/introduction/about-secret-scanning",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/test.yml",
        text: "«on: push»\njobs:\n  test:\n    steps:\n      - run: pytest\n",
      },
    ],
    ignored: [
      {
        path: ".github/workflows/test.yml",
        text: "on: push\njobs:\n  test:\n    steps:\n      - run: pytest\n=== .github/workflows/scan.yml\non: push\njobs:\n  scan:\n    steps:\n      - uses: gitleaks/gitleaks-action@v2\n",
      },
      {
        path: "action.yml",
        text: "name: x\nruns:\n  using: composite\n  steps: []\n",
      },
    ],
  },

  *run({ subjects, sources }) {
    const [first, ...others] = subjects.flatMap(({ kind, of }) =>
      kind === "pipeline" && of.kind === "pipeline" ? [of.source] : [],
    );
    const hooks = sources.filter(({ path }) => /pre-commit-config/.test(path));
    if (!first || [first, ...others, ...hooks].some(({ text }) => scanners.test(text))) return;
    yield {
      message: "none of the pipelines looks for secrets",
      source: first,
      at: span(0, first.text.search(/\r?\n|$/)),
    };
  },
};
