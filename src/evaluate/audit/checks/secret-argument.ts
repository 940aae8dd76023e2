import type { Check } from "../check.ts";
import { isInUrl, isRegistryLogin, isStoredLogin, secretsAmong } from "../shell/given.ts";
import type { Command, Word } from "../shell/script.ts";
import { reasonOf } from "../shell/secrecy.ts";

/** What a shell does itself, in no process of its own. */
const builtins =
  /^(?:|:|\.|\[\[?|alias|break|case|cd|declare|echo|eval|exit|export|false|let|local|print|printf|pwd|read|readonly|return|set|shift|source|test|trap|true|type|typeset|unset|wait|\w+\+?=.*)$/;

/** What takes paths: a variable that it is given is one. */
const files =
  /^(?:basename|cat|chmod|chown|cp|dirname|du|file|find|install|ln|ls|mkdir|mktemp|mv|realpath|rm|rmdir|sha\d+sum|shred|stat|tar|tee|touch|wc)$/;

/** Whether it runs inside the shell: what that does itself, or a function, of the script or of one that it reads. */
const isInside = (name: string, script: string): boolean =>
  builtins.test(name) ||
  (/^[a-z]+_\w+$/.test(name) && /^\s*(?:source|\.)\s/m.test(script)) ||
  files.test(name) ||
  !/^[\w./${}+-]+$/.test(name) ||
  (/^[\w-]+$/.test(name) &&
    new RegExp(`(?:^|\\s)(?:function\\s+${name}\\b|${name}\\s*\\(\\))`).test(script));

/** Options that name a file: `ssh -i KEY`, `--key-file KEY`, of some programs `--key KEY`. */
const fileOption = /^-i$|(?:file|path|dir)$|^--?(?:private-?key|client-key|inkey|identity)$/;
const takesFiles = /^(?:curl|wget|openssl|kubectl|etcdctl|grpcurl|nats|mysql|psql|gpg|certtool)$/;

function isPath({ text, at }: Word, { name, words }: Command): boolean {
  const before = words.find((_, index) => words[index + 1]?.at === at)?.text ?? "";
  const option = /^(--?[\w-]+)=/.exec(text)?.[1] ?? before;
  return fileOption.test(option) || (/^--?key$/.test(option) && takesFiles.test(name));
}

export const secretArgument: Check = {
  id: "secret-argument",
  title: "Secret is given on a command line",
  looksAt: "script",
  severity: "low",
  confidence: "medium",
  why: "Whoever may list the processes of the machine sees the arguments of each: other jobs, agents, the monitoring, which keeps them. Crash reports and trackers record them, too.",
  instead: "Hand it over by the environment, a file, or standard input, as the program allows.",
  references: ["https://cwe.mitre.org/data/definitions/214.html"],
  examples: {
    found: [
      {
        path: "train.sh",
        text: `python train.py --token "«$HF_TOKEN»"
curl -H "Authorization: Bearer «$API_TOKEN»" https://example.org
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: deploy --key «\${{ secrets.KEY }}»
`,
      },
    ],
    ignored: [
      {
        path: "train.sh",
        text: `HF_TOKEN="$HF_TOKEN" python train.py
export A_TOKEN="$HF_TOKEN"
[ -z "$HF_TOKEN" ] || echo "$HF_TOKEN" | docker login --password-stdin
use() { true; }
use "$A_TOKEN"
scp -i "$DEPLOY_SSH_KEY" a host:
curl --key "$CLIENT_PRIVATE_KEY" https://example.org
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source, text } }) {
    for (const command of commands) {
      if (isInside(command.name, text) || isRegistryLogin(command) || isStoredLogin(command))
        continue;
      for (const secret of secretsAmong(command.words, secrecy))
        if (!isInUrl(secret) && !isPath(secret.word, command))
          yield {
            message: `${command.name} is given ${reasonOf(secret.name, secret.secrecy)}`,
            source,
            at: secret.at,
            ...(secret.secrecy.kind !== "named" && { confidence: "high" }),
          };
    }
  },
};
