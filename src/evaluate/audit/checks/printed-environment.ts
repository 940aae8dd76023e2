import type { Check } from "../check.ts";
import type { Command } from "../shell/script.ts";
import { isContained } from "../shell/secrecy.ts";

const isOption = (text: string): boolean => text.startsWith("-");

/** Whether the command prints every variable. */
function printsAll({ name, words, assignments }: Command): boolean {
  const texts = words.map(({ text }) => text);
  switch (name) {
    case "printenv":
    case "env":
      return texts.every((text) => isOption(text) || /^\w+=/.test(text));
    case "set":
      return texts.length === 0;
    case "export":
    case "declare":
    case "typeset":
      return (
        assignments.length === 0 &&
        texts.every(isOption) &&
        (texts.length === 0 || texts.some((text) => /^-[a-z]*p/.test(text)))
      );
    default:
      return false;
  }
}

export const printedEnvironment: Check = {
  id: "printed-environment",
  title: "Whole environment is printed",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "A step that prints its environment writes each token it was given to the log. Runners mask only values that they know, and only as they were given.",
  instead: "Print the variables that you need by name.",
  references: [
    "https://docs.github.com/actions/security-for-github-actions/security-guides/security-hardening-for-github-actions",
    "https://cwe.mitre.org/data/definitions/526.html",
  ],
  examples: {
    found: [
      { path: "train.sh", text: "«env» | sort\n" },
      { path: "debug.sh", text: "set -e\n«printenv»\n«declare -p»\n«export -p»\n" },
      { path: "dump.sh", text: "«env» > build/environment.txt\n" },
    ],
    ignored: [
      {
        path: "train.sh",
        text: "env HF_HOME=/tmp python train.py\nsetfacl -m u:1 x\necho $HOME\n",
      },
      {
        path: "has.sh",
        text: "env | grep -q CUDA\nversion=$(env | wc -l)\nprintenv HOME\nset -e\nexport A=b\n",
      },
    ],
  },

  *run({ commands, fragment: { source } }) {
    for (const command of commands) {
      const piped = command.piped.filter((name) => name !== ">");
      if (printsAll(command) && !isContained({ ...command, piped }))
        yield {
          message: "prints every variable, those that hold secrets too",
          source,
          at: command.at,
        };
    }
  },
};
