import type { Check } from "../check.ts";
import { bashStep } from "../pipeline/github-examples.ts";
import { reasonOf } from "../shell/secrecy.ts";
import { secretsWrittenTo } from "../shell/written.ts";

export const secretInGithubEnv: Check = {
  id: "secret-in-github-env",
  title: "Secret is set for all later steps",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "Every later step of the job gets the variable, actions of others among them, and `env` in any of them prints it. A value that was derived or fetched is masked only where somebody said so.",
  instead:
    "Give it by `env:` to the one step that needs it; mask it first if it was fetched (`::add-mask::`).",
  references: [
    "https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#setting-an-environment-variable",
  ],
  examples: {
    found: [
      bashStep('echo "TOKEN=«${{ secrets.T }}»" >> $GITHUB_ENV'),
      bashStep("key=$(vault kv get -field=k secret/x)", 'echo "KEY=«$key»" >> "$GITHUB_ENV"'),
    ],
    ignored: [bashStep('echo "MODE=train" >> $GITHUB_ENV', 'echo "$MODE" >> $GITHUB_STEP_SUMMARY')],
  },

  *run(script) {
    for (const { name, secrecy, at } of secretsWrittenTo("GITHUB_ENV", script))
      yield {
        message: `gives every later step ${reasonOf(name, secrecy)}`,
        source: script.fragment.source,
        at,
      };
  },
};
