import type { Check } from "../check.ts";
import { type Pipeline, settingsIn } from "../pipeline/pipeline.ts";
import { isPlainValue } from "../resources/literal.ts";
import { isSecretName } from "../shell/secrecy.ts";

/** Names that say that it is for tests. */
const forTests = /(?:^|_)(?:TEST|TESTS|TESTING|E2E|DUMMY|FAKE|MOCK)(?:_|$)/i;

export const literalSecretVariable: Check = {
  id: "literal-secret-variable",
  title: "Pipeline sets a secret in plain text",
  looksAt: "pipeline",
  severity: "high",
  confidence: "medium",
  why: "Whoever can read the repository can read the value, in every branch and in its whole history. The system does not know that it is a secret, so it masks it nowhere.",
  instead: "Take the value back, and let the system fill in the new one from its secrets.",
  references: ["https://cwe.mitre.org/data/definitions/798.html"],
  examples: {
    found: [
      {
        path: ".github/workflows/train.yml",
        text: "on: push\njobs:\n  train:\n    env:\n      «DB_PASSWORD»: correct-horse-battery\n    steps: []\n",
      },
    ],
    ignored: [
      {
        path: ".github/workflows/train.yml",
        text: "on: push\nenv:\n  HF_TOKEN: ${{ secrets.HF_TOKEN }}\n  DB_PASSWORD: ''\n  TOKEN_FILE: /run/token\n  MAX_TOKENS: 4096\njobs:\n  train:\n    steps: []\n",
      },
    ],
  },

  *run(pipeline: Pipeline) {
    for (const { name, nameAt, value } of settingsIn(pipeline))
      if (isSecretName(name) && value && isPlainValue(value.text))
        yield {
          message: `sets ${name} to a value that stands here`,
          source: pipeline.source,
          at: nameAt,
          ...(forTests.test(name) && { severity: "low" }),
        };
  },
};
