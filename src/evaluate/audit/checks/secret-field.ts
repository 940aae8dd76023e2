import type { Check } from "../check.ts";
import { span } from "../../../core/span.ts";

const field = /\bfromJSON\(\s*secrets(?:\.[\w-]+|\[[^\]]*\])\s*\)/gi;

export const secretField: Check = {
  id: "secret-field",
  title: "Field of a secret is used, which nothing masks",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "The runner masks the secret as a whole. A field that `fromJSON` takes out of it is another value, which it does not know: wherever it is logged, it stands there in clear.",
  instead: "Store each value as a secret of its own, or mask the field first with `::add-mask::`.",
  references: [
    "https://docs.zizmor.sh/audits/#unredacted-secrets",
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
      - run: login
        env:
          PASS: \${{ «fromJSON(secrets.ALL)».password }}
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
      - run: login
        env:
          PASS: \${{ secrets.PASS }}
          ALL: \${{ fromJSON(vars.ALL).x }}
`,
      },
    ],
  },

  *run({ source, system }) {
    if (system !== "github") return;
    for (const { index, 0: whole } of source.text.matchAll(field))
      yield {
        message: "takes a field out of a secret",
        source,
        at: span(index, index + whole.length),
      };
  },
};
