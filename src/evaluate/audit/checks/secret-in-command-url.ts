import type { Check } from "../check.ts";
import { isInUrl, secretsAmong } from "../shell/given.ts";
import { reasonOf } from "../shell/secrecy.ts";

export const secretInCommandUrl: Check = {
  id: "secret-in-command-url",
  title: "Secret stands in a URL on a command line",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "Programs log URLs and keep them: `git clone` writes it to `.git/config`, trackers record the remote of the repository, pip and proxies log it, other processes see it.",
  instead:
    "Let a credential helper give it (`git -c credential.helper=…`, `GIT_ASKPASS`, `.netrc` that is taken away after use), or send it as a header from a file.",
  references: [
    "https://git-scm.com/docs/gitcredentials",
    "https://cwe.mitre.org/data/definitions/598.html",
  ],
  examples: {
    found: [
      {
        path: "get.sh",
        text: `git clone https://me:«\${GH_TOKEN}»@github.com/acme/x
pip install --extra-index-url "https://__token__:«\${INDEX_PASSWORD}»@pypi.example.org/simple" x
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: git remote set-url origin https://x-access-token:«\${{ secrets.PAT }}»@github.com/a/b
`,
      },
    ],
    ignored: [
      {
        path: "get.sh",
        text: `git clone https://github.com/acme/$NAME
curl https://example.org/$REF_TOKEN_ID
git clone https://$USER@github.com/acme/x
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands)
      for (const secret of secretsAmong(command.words, secrecy))
        if (isInUrl(secret))
          yield {
            message: `puts ${reasonOf(secret.name, secret.secrecy)} into a URL`,
            source,
            at: secret.at,
            ...(secret.secrecy.kind === "named" && { confidence: "medium" }),
          };
  },
};
