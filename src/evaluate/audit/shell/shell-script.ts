import type { Fragment } from "../fragment.ts";
import type { Grammars } from "../syntax/grammars.ts";
import { type Script, scriptOf } from "./script.ts";
import { type Known, secrecyIn } from "./secrecy.ts";

/** Where a script stands, which says who sees what it prints. */
export type Where = "pipeline" | "file" | "image" | "makefile";

/** A shell script with what is known of its variables. */
export interface ShellScript extends Script {
  readonly where: Where;
  /** For people: `step "Train" of job train`; none where it is a file. */
  readonly title?: string;
  /** Why a variable is held for a secret, if it is. */
  readonly secrecy: Known;
}

const nothing: Known = () => undefined;

export function shellScript(
  fragment: Fragment,
  grammars: Grammars,
  { where, title, known = nothing }: { where: Where; title?: string; known?: Known },
): ShellScript {
  const script = scriptOf(fragment, grammars);
  return {
    ...script,
    where,
    ...(title !== undefined && { title }),
    secrecy: secrecyIn(script, known),
  };
}
