import type { Check } from "../check.ts";
import { span } from "../../../core/span.ts";
import { stepsOf } from "../pipeline/pipeline.ts";
import { isChosenByOthers, openTriggersOf } from "../pipeline/untrusted.ts";

export const untrustedText: Check = {
  id: "untrusted-text",
  title: "What anybody writes becomes part of a script",
  looksAt: "pipeline",
  severity: "high",
  confidence: "high",
  why: "The pipeline puts the text of a title, a branch or a comment into the script before a shell reads it. Whoever writes it writes commands, and these have the secrets of the job.",
  instead: 'Give it as a variable (`env: TITLE: ${{ … }}`) and use `"$TITLE"`.',
  references: [
    "https://docs.github.com/actions/concepts/security/script-injections",
    "https://docs.zizmor.sh/audits/#template-injection",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/a.yml",
        text: `on: issues
jobs:
  a:
    steps:
      - run: echo "«\${{ github.event.issue.title }}»"
`,
      },
    ],
    ignored: [
      {
        path: ".github/workflows/a.yml",
        text: `on: issues
jobs:
  a:
    steps:
      - run: echo "$TITLE"
        env:
          TITLE: \${{ github.event.issue.title }}
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: pull_request
jobs:
  a:
    steps:
      - run: echo \${{ github.event.pull_request.title }}
`,
      },
    ],
  },

  *run(pipeline) {
    if (openTriggersOf(pipeline).length === 0) return;
    for (const { script } of stepsOf(pipeline))
      for (const { index, 0: whole } of script?.fragment.text.matchAll(/\$\{\{[^}]*\}\}/g) ?? [])
        if (isChosenByOthers(whole))
          yield {
            message: "puts what anybody may write into the script",
            source: pipeline.source,
            at: script?.fragment.spanOf(span(index, index + whole.length)) ?? span(0, 0),
          };
  },
};
