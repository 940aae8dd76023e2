import type { AuditFix, Check } from "../check.ts";
import type { Command } from "../shell/script.ts";
import { secretsOf } from "../shell/secrecy.ts";
import type { SourceText } from "../text.ts";

/** `set -x`, `set -euxo pipefail`, `set -o xtrace`; `bash -x script`. */
const traces = ({ name, words }: Command): boolean => {
  const texts = words.map(({ text }) => text);
  const flags = texts.slice(0, texts.includes("--") ? texts.indexOf("--") : undefined);
  if (name === "set") return flags.some((each, index) => isTrace(each, flags[index - 1], "-"));
  return /^(?:ba|z|k|da)?sh$/.test(name) && flags.some((each) => /^-[a-wyz]*x/.test(each));
};

/** `-x`, `-eux`, `-o xtrace`, by `-`; by `+` it is switched off. */
const isTrace = (flag: string, before: string | undefined, by: "-" | "+"): boolean =>
  (flag.startsWith(by) && /^.[a-wyzA-Z]*x/.test(flag)) ||
  (flag === "xtrace" && before?.startsWith(by) === true && before.endsWith("o"));

/** `set -eux` as `set -eu`; what has no other letter is turned off instead. */
function withoutTrace({ words, at }: Command, { text }: SourceText): AuditFix {
  const letters = words.find((each) => /^-[a-wyzA-Z]*x/.test(each.text));
  const isAlone = letters?.text === "-x" || !letters;
  const edit = isAlone
    ? { at, to: text.slice(at.start, at.end).replace(/\s-(?=x\b|o\s+xtrace)/, " +") }
    : { at: letters.at, to: letters.text.replace("x", "") };
  return { safety: "safe", title: "Let the shell run without printing", edits: [edit] };
}

export const printedCommands: Check = {
  id: "printed-commands",
  title: "Shell prints each command with its values",
  looksAt: "script",
  severity: "medium",
  confidence: "medium",
  why: "With `set -x` the shell writes each command to the log after it has filled in the variables: tokens on command lines and in assignments stand there in clear, also those that the runner does not know and so does not mask.",
  instead: "Take `set -x` out, or put `set +x` before the first command that handles a secret.",
  references: [
    "https://www.gnu.org/software/bash/manual/html_node/The-Set-Builtin.html",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      { path: "train.sh", text: '«set -euxo pipefail»\npython train.py --token "$HF_TOKEN"\n' },
      {
        path: ".gitlab-ci.yml",
        text: "upload:\n  script:\n    - «bash -x ./upload.sh»\n",
      },
    ],
    ignored: [
      {
        path: "off.sh",
        text: 'trace=$(set +o | grep xtrace)\nset +o xtrace\n(set -x; make)\nlogin "$HF_TOKEN"\nset -o xtrace\nset +o xtrace\nlogin "$HF_TOKEN"\n',
      },

      { path: "train.sh", text: "set -euo pipefail\npython train.py\n" },
      { path: "test.sh", text: "set -x\nmake test\n" },
      { path: "copy.sh", text: "tar -x -f weights.tar\nset -- -x\n" },
    ],
  },

  *run({ commands, secrecy, where, fragment: { source } }) {
    for (const [index, command] of commands.entries()) {
      if (!traces(command)) continue;
      const { until = Infinity } = command;
      const after = commands.slice(index + 1).filter(({ at }) => at.start < until);
      const off = after.findIndex(
        ({ name, words }) =>
          name === "set" && words.some(({ text }, at) => isTrace(text, words[at - 1]?.text, "+")),
      );
      const shown = after.slice(0, off < 0 ? undefined : off);
      const handles = shown.some(({ words, assignments }) =>
        [...words, ...assignments.map(({ value }) => value)].some(
          (word) => secretsOf(word, secrecy).length > 0,
        ),
      );
      // Of a script that handles no secret, only a pipeline's is known to be given some.
      if (!handles && where !== "pipeline") continue;
      yield {
        message: handles
          ? "prints commands that have secrets in them"
          : "prints each command with its values",
        source,
        at: command.at,
        fix: withoutTrace(command, source),
        ...(handles ? { severity: "high", confidence: "high" } : { severity: "low" }),
      };
    }
  },
};
