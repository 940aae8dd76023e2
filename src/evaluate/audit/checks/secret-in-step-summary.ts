import type { Check } from "../check.ts";
import { bashStep } from "../pipeline/github-examples.ts";
import { reasonOf } from "../shell/secrecy.ts";
import { secretsWrittenTo } from "../shell/written.ts";

export const secretInStepSummary: Check = {
  id: "secret-in-step-summary",
  title: "Secret is written to the summary of a run",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "The summary stands on the page of the run, for all who may see it, and is kept as long as that.",
  instead: "Write that it is set; never the value.",
  references: [
    "https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#adding-a-job-summary",
  ],
  examples: {
    found: [bashStep('echo "used «$T»" >> $GITHUB_STEP_SUMMARY')],
    ignored: [bashStep('echo "used ${#T}" >> $GITHUB_STEP_SUMMARY')],
  },

  *run(script) {
    for (const { name, secrecy, at } of secretsWrittenTo("GITHUB_STEP_SUMMARY", script))
      yield {
        message: `shows on the page of the run ${reasonOf(name, secrecy)}`,
        source: script.fragment.source,
        at,
      };
  },
};
