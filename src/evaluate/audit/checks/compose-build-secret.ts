import type { Check } from "../check.ts";
import { settingsOf } from "../resources/settings.ts";
import { isSecretName } from "../shell/secrecy.ts";

export const composeBuildSecret: Check = {
  id: "compose-build-secret",
  title: "Build is given a secret as an argument",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "Arguments of a build stand in the image's history: `docker history` shows the value to whoever has the image.",
  instead: "Give it by `build: secrets:`, and mount it in the one `RUN` that needs it.",
  references: ["https://docs.docker.com/reference/compose-file/build/#secrets"],
  examples: {
    found: [
      {
        path: "docker-compose.yml",
        text: "services:\n  train:\n    build:\n      context: .\n      args:\n        «HF_TOKEN»: ${HF_TOKEN}\n        VERSION: 1\n",
      },
      {
        path: "compose.yaml",
        text: "services:\n  train:\n    build:\n      args:\n        - «HF_TOKEN=${HF_TOKEN}»\n",
      },
    ],
    ignored: [
      {
        path: "compose.yaml",
        text: "services:\n  train:\n    build:\n      context: .\n      args: { VERSION: 1 }\n      secrets: [hub]\nsecrets:\n  hub: { environment: HF_TOKEN }\n",
      },
    ],
  },

  *run({ system, source, resources }) {
    if (system !== "compose") return;
    for (const { name, data } of resources) {
      const args = data.get("build", "args");
      for (const each of args ? settingsOf(args) : [])
        if (isSecretName(each.name))
          yield { message: `gives ${each.name} to the build of ${name}`, source, at: each.at };
    }
  },
};
