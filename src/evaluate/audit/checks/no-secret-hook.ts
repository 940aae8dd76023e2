import { span } from "../../../core/span.ts";
import type { Check } from "../check.ts";
import { scanners } from "../hygiene/scanners.ts";

export const noSecretHook: Check = {
  id: "no-secret-hook",
  title: "Hooks do not look for secrets",
  looksAt: "repository",
  severity: "info",
  confidence: "high",
  why: "A secret that is found before the commit costs nothing. Found later it has to be taken back, and the history rewritten.",
  instead:
    "Add a hook that looks for secrets: `tare hook install`, or gitleaks in `.pre-commit-config.yaml`.",
  references: ["https://pre-commit.com/hooks.html"],
  examples: {
    found: [
      {
        path: ".pre-commit-config.yaml",
        text: "«repos:»\n  - repo: https://github.com/psf/black\n    hooks: [{ id: black }]\n",
      },
    ],
    ignored: [
      {
        path: ".pre-commit-config.yaml",
        text: "repos:\n  - repo: https://github.com/gitleaks/gitleaks\n    hooks: [{ id: gitleaks }]\n",
      },
    ],
  },

  *run({ sources }) {
    const hooks = sources.find(({ path }) => /^\.pre-commit-config\.ya?ml$/.test(path));
    if (hooks && !scanners.test(hooks.text))
      yield {
        message: "runs no hook that looks for secrets",
        source: hooks,
        at: span(0, hooks.text.search(/\r?\n|$/)),
      };
  },
};
