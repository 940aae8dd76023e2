import type { Fragment } from "../fragment.ts";
import { powershellScript } from "../powershell/powershell-script.ts";
import { pythonModule } from "../python/module.ts";
import type { Known } from "../shell/secrecy.ts";
import { shellScript } from "../shell/shell-script.ts";
import type { Grammar, Grammars } from "../syntax/grammars.ts";
import type { Step } from "./pipeline.ts";

/** What code of steps is read with. */
export const codeGrammars: readonly Grammar[] = ["bash", "python"];

/** What is known of a step's code besides its text. */
export interface CodeAround {
  readonly grammars: Grammars;
  /** For people: `step "Train" of job train`. */
  readonly title: string;
  readonly known: Known;
}

/**
 * The code of a step, by what runs it.
 *
 * @param shell As the system has it: `bash`, `python3`, `pwsh`, `bash -e {0}`.
 */
export function codeOf(
  fragment: Fragment,
  shell: string,
  { grammars, title, known }: CodeAround,
): Pick<Step, "script" | "python" | "powershell"> {
  if (/^(?:\S*\/)?(?:ba|z|k|da|a)?sh\b/.test(shell))
    return { script: shellScript(fragment, grammars, { where: "pipeline", title, known }) };
  if (/^(?:\S*\/)?python/.test(shell))
    return { script: undefined, python: pythonModule(fragment, grammars) };
  if (/^(?:pwsh|powershell)\b/i.test(shell))
    return { script: undefined, powershell: powershellScript(fragment, known) };
  return { script: undefined };
}
