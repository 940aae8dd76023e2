import type { Check } from "../check.ts";
import type { Command } from "../shell/script.ts";
import { isContained, reasonOf, secretsOf } from "../shell/secrecy.ts";

/** Print their words, or what they are given to read. */
const printers = new Set(["echo", "printf", "cat", "tee", "logger", "print", "wall"]);

/** Whether what it prints goes into a file or nowhere, or is a command to the runner. */
const isElsewhere = ({ redirects, words }: Command): boolean =>
  redirects.some(
    ({ operator, to }) =>
      /^&?>/.test(operator) && !/^(?:[12]$|\/dev\/(?:stdout|stderr|tty)$|>\(tee\b)/.test(to.text),
  ) ||
  words.some(({ text }) =>
    /^::add-mask::|^##vso\[task\.setsecret|^##vso\[task\.setvariable[^\]]*issecret=true/i.test(
      text,
    ),
  );

export const printedSecret: Check = {
  id: "printed-secret",
  title: "Secret is printed to the log",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "Whoever may read the log may read the secret. Runners mask only values that they know, and only as they were given: a value that was fetched, decoded, or is a part of a larger one is printed in clear.",
  instead: "Print that it is set (`${TOKEN:+set}`), or its digest; never the value.",
  references: [
    "https://docs.github.com/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      {
        path: ".github/workflows/train.yml",
        text: `on: push
jobs:
  train:
    runs-on: ubuntu-latest
    steps:
      - run: |
          echo "token: «$HUB»"
        env:
          HUB: \${{ secrets.HF_TOKEN }}
`,
      },
      { path: "train.sh", text: 'echo "using «$HF_TOKEN»"\n' },
      {
        path: "action.yml",
        text: "name: x\ninputs: {hub-token: {}}\nruns:\n  using: composite\n  steps:\n    - shell: bash\n      run: echo «${{ inputs.hub-token }}» ${{ inputs.mode }}\n",
      },
      {
        path: "ways.sh",
        text: `bash -c "echo «$A_TOKEN»"
eval "echo «$A_TOKEN»"
trap 'echo «$A_TOKEN»' EXIT
echo «$A_TOKEN» > >(tee log)
cat <(echo «$A_TOKEN»)
all=("$A_TOKEN")
echo "«\${all[@]}»"
true | echo «$A_TOKEN»
`,
      },
      {
        path: "fetch.sh",
        text: "value=$(aws secretsmanager get-secret-value --secret-id db --query SecretString)\nprintf '%s\\n' \"«$value»\"\n",
      },
    ],
    ignored: [
      { path: "train.sh", text: 'echo "HF_TOKEN is ${HF_TOKEN:+set}, ${#HF_TOKEN} characters"\n' },
      {
        path: "login.sh",
        text: 'echo "$DOCKER_PASSWORD" | docker login --username x --password-stdin\n',
      },
      {
        path: "hash.sh",
        text: 'echo "$API_TOKEN" | sha256sum\necho \'write $API_TOKEN\'\necho "$PAD_TOKEN"\n',
      },
      { path: "mask.sh", text: 'echo "::add-mask::$API_TOKEN"\necho "$API_TOKEN" > token.txt\n' },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands) {
      if (!printers.has(command.name) || isContained(command) || isElsewhere(command)) continue;
      const read = command.redirects.filter(({ operator }) => operator.startsWith("<<"));
      for (const word of [...command.words, ...read.map(({ to }) => to)])
        for (const { use, secrecy: why } of secretsOf(word, secrecy))
          yield {
            message: `prints ${reasonOf(use.name, why)}`,
            source,
            at: use.at,
            confidence: why.kind === "named" ? "medium" : "high",
          };
    }
  },
};
