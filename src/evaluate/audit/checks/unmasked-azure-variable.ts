import type { AuditFix, Check } from "../check.ts";
import { type Span, span } from "../../../core/span.ts";
import { secretsOf } from "../shell/secrecy.ts";

const asSecret = ({ end }: Span): AuditFix => ({
  safety: "unsafe",
  title: "Set it as a secret",
  edits: [{ at: span(end - 1, end - 1), to: ";issecret=true" }],
});

export const unmaskedAzureVariable: Check = {
  id: "unmasked-azure-variable",
  title: "Variable of the pipeline is set from a secret without being secret",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "`task.setvariable` without `issecret=true` makes a plain variable of it: it is shown in logs, given to each later task, and nothing masks it. The line that sets it prints it, too.",
  instead: "Add `;issecret=true`.",
  references: ["https://learn.microsoft.com/azure/devops/pipelines/process/set-secret-variables"],
  examples: {
    found: [
      {
        path: "azure-pipelines.yml",
        text: `steps:
  - bash: |
      echo "«##vso[task.setvariable variable=hub]»$HUB_TOKEN"
`,
      },
    ],
    ignored: [
      {
        path: "azure-pipelines.yml",
        text: `steps:
  - bash: |
      echo "##vso[task.setvariable variable=hub;issecret=true]$HUB_TOKEN"
      echo "##vso[task.setvariable variable=v]$VERSION"
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment }) {
    for (const { words } of commands)
      for (const word of words) {
        const found = /##vso\[task\.setvariable ([^\]]*)\]/i.exec(word.text);
        const isOpen = found && !/issecret\s*=\s*true/i.test(found[1] ?? "");
        if (!isOpen || secretsOf(word, secrecy).length === 0) continue;
        const start = fragment.source.text.indexOf(found[0], word.at.start);
        const at = span(start, start + found[0].length);
        yield {
          message: "sets a variable from a secret, in clear",
          source: fragment.source,
          at,
          fix: asSecret(at),
        };
      }
  },
};
