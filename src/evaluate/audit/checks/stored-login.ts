import type { Check } from "../check.ts";
import { isInUrl, isStoredLogin, secretsAmong } from "../shell/given.ts";
import { reasonOf } from "../shell/secrecy.ts";

export const storedLogin: Check = {
  id: "stored-login",
  title: "Login leaves the secret in a file of the home folder",
  looksAt: "script",
  severity: "low",
  confidence: "high",
  why: "The program takes the secret from its arguments, where other processes see it, and keeps it in a file: `~/.cache/huggingface/token`, `~/.netrc`, `~/.npmrc`. Caches, artifacts, images and later jobs on the same machine carry it on.",
  instead:
    "Set the variable that the program reads (`HF_TOKEN`, `WANDB_API_KEY`, `NODE_AUTH_TOKEN`) for the one step that needs it.",
  references: [
    "https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables",
    "https://cwe.mitre.org/data/definitions/214.html",
  ],
  examples: {
    found: [
      {
        path: "train.sh",
        text: `huggingface-cli login --token «$HF_TOKEN»
wandb login "«$WANDB_API_KEY»"
`,
      },
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script:
    - aws configure set aws_secret_access_key «$AWS_SECRET_ACCESS_KEY»
`,
      },
    ],
    ignored: [
      {
        path: "train.sh",
        text: `hf auth whoami
HF_TOKEN=$X_TOKEN hf download x
wandb login --relogin
git config user.name "$USER"
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands)
      for (const secret of isStoredLogin(command) ? secretsAmong(command.words, secrecy) : [])
        if (!isInUrl(secret))
          yield {
            message: `${command.name} stores ${reasonOf(secret.name, secret.secrecy)}`,
            source,
            at: secret.at,
          };
  },
};
