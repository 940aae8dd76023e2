import type { Check } from "../check.ts";
import { settingsGiven } from "../resources/settings.ts";
import { isSecretName } from "../shell/secrecy.ts";

export const composeSecretVariable: Check = {
  id: "compose-secret-variable",
  title: "Container is given a secret as a variable",
  looksAt: "infrastructure",
  severity: "info",
  confidence: "high",
  why: "`docker inspect` shows it, each process in the container gets it, and trackers and crash reports record variables. A mounted secret is read by the code that needs it, and by nothing else.",
  instead: "Give it by `secrets:`, and let the code read `/run/secrets/NAME` (`NAME_FILE`).",
  references: ["https://docs.docker.com/compose/how-tos/use-secrets/"],
  examples: {
    found: [
      {
        path: "compose.yaml",
        text: "services:\n  train:\n    image: x\n    environment:\n      «HF_TOKEN»: ${HF_TOKEN}\n",
      },
    ],
    ignored: [
      {
        path: "compose.yaml",
        text: "services:\n  train:\n    image: x\n    environment:\n      HF_TOKEN_FILE: /run/secrets/hub\n    secrets: [hub]\n",
      },
    ],
  },

  *run({ system, source, resources }) {
    if (system !== "compose") return;
    for (const resource of resources)
      for (const { name, value, at } of settingsGiven(resource))
        if (isSecretName(name) && /\$\{?\w/.test(value?.text ?? ""))
          yield { message: `gives ${name} to ${resource.name} as a variable`, source, at };
  },
};
