import { wholeOf } from "../fragment.ts";
import type { Reader } from "../reader.ts";
import { shellScript } from "../shell/shell-script.ts";

/** Shell scripts that are files of their own. */
export const shellFile: Reader = {
  id: "shell-file",
  title: "Shell scripts",
  path: /(?:\.(?:sh|bash|ksh|zsh|sbatch|slurm)|(?:^|\/)[^./]+)$/,
  isOne: ({ path, text }) =>
    /\.(?:sh|bash|ksh|zsh|sbatch|slurm)$/.test(path) ||
    /^#! ?\S*(?:\/|env )(?:ba|z|k|da)?sh\b/.test(text),
  grammars: ["bash"],

  *read(source, grammars) {
    yield { kind: "script", of: shellScript(wholeOf(source), grammars, { where: "file" }) };
  },
};
