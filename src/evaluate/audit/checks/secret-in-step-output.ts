import type { Check } from "../check.ts";
import { bashStep } from "../pipeline/github-examples.ts";
import { reasonOf } from "../shell/secrecy.ts";
import { secretsWrittenTo } from "../shell/written.ts";

export const secretInStepOutput: Check = {
  id: "secret-in-step-output",
  title: "Secret is made an output of a step",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "Outputs are handed to other steps, actions and jobs, and are shown in debug logs. A value that was fetched or derived is not masked there.",
  instead: "Fetch it in the step that needs it, or mask it first (`::add-mask::`).",
  references: [
    "https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-output-parameter",
  ],
  examples: {
    found: [bashStep('echo "token=«$T»" >> "$GITHUB_OUTPUT"')],
    ignored: [
      bashStep(
        'echo "sha=$(git rev-parse HEAD)" >> "$GITHUB_OUTPUT"',
        'echo "has=${T:+yes}" >> $GITHUB_OUTPUT',
      ),
    ],
  },

  *run(script) {
    for (const { name, secrecy, at } of secretsWrittenTo("GITHUB_OUTPUT", script))
      yield {
        message: `makes an output of ${reasonOf(name, secrecy)}`,
        source: script.fragment.source,
        at,
      };
  },
};
