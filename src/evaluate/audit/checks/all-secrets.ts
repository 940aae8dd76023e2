import type { Check } from "../check.ts";
import { span } from "../../../core/span.ts";

const all = /\btoJSON\(\s*secrets\s*\)|\bsecrets\[\s*(?!['"\s])(?:[^\]{}]|\{\d\})+\]/gi;

export const allSecrets: Check = {
  id: "all-secrets",
  title: "All secrets are handed over at once",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "`toJSON(secrets)`, or a secret whose name is computed, gives the job every secret of the repository and the organisation. Whatever runs in it, and whatever it logs, has them all.",
  instead: "Name the secrets that the job needs.",
  references: [
    "https://docs.zizmor.sh/audits/#overprovisioned-secrets",
    "https://docs.github.com/actions/reference/security/secure-use",
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
          ALL: \${{ «toJSON(secrets)» }}
          ONE: \${{ «secrets[format('T_{0}', matrix.x)]» }}
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
      - run: deploy
        env:
          A: \${{ secrets['HF-TOKEN'] }}
          B: \${{ toJSON(github) }}
`,
      },
    ],
  },

  *run({ source, system }) {
    if (system !== "github") return;
    for (const { index, 0: whole } of source.text.matchAll(all))
      yield {
        message: whole.startsWith("secrets")
          ? "picks a secret by a name that is computed, so the job gets all"
          : "hands all secrets over",
        source,
        at: span(index, index + whole.length),
        ...(whole.startsWith("secrets") && { severity: "medium" }),
      };
  },
};
