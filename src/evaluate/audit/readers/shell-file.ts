import { wholeOf } from "../fragment.ts";
import type { Reader } from "../reader.ts";
import { shellScript } from "../shell/shell-script.ts";

/** What `autoconf` and its kin wrote, thousands of lines that nobody changes. */
const isGenerated = (text: string): boolean =>
  /^# Generated (?:by GNU Autoconf|automatically by config\.status)|^# libtool - /m.test(
    text.slice(0, 2000),
  );

/** Shell scripts that are files of their own. */
export const shellFile: Reader = {
  id: "shell-file",
  title: "Shell scripts",
  path: /(?:\.(?:sh|bash|ksh|zsh|sbatch|slurm)|(?:^|\/)[^./]+)$/,
  isOne: ({ path, text }) =>
    (/\.(?:sh|bash|ksh|zsh|sbatch|slurm)$/.test(path) ||
      /^#! ?\S*(?:\/|env )(?:ba|z|k|da)?sh\b/.test(text)) &&
    !isGenerated(text),
  grammars: ["bash"],

  *read(source, grammars) {
    yield { kind: "script", of: shellScript(wholeOf(source), grammars, { where: "file" }) };
  },
};
