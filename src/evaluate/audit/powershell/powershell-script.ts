import { type Span, span } from "../../../core/span.ts";
import type { Fragment } from "../fragment.ts";
import { isSecretName, type Known, type Secrecy } from "../shell/secrecy.ts";

/** One line of a script. */
export interface PowershellLine {
  readonly text: string;
  readonly at: Span;
  /** What it shows that is held for a secret. */
  readonly secrets: readonly PowershellSecret[];
}

export interface PowershellSecret {
  /** Of the variable; of an expression that a pipeline fills in, that. */
  readonly name: string;
  readonly at: Span;
  readonly secrecy: Secrecy;
}

/** A script of PowerShell, line by line: no grammar is needed for what is looked for. */
export interface PowershellScript {
  readonly fragment: Fragment;
  readonly lines: readonly PowershellLine[];
}

/** `$env:TOKEN`, `${env:TOKEN}`, `$(token)` of Azure, `${{ secrets.TOKEN }}`. A property of it is another value. */
const use = /\$\{?env:(\w+)\}?(?!\.(?:Length|Count)\b)|\$\{\{([^}]*)\}\}|\$\(([\w.-]+)\)/gi;

/** @param known What the pipeline knows of variables. */
export function powershellScript(fragment: Fragment, known: Known): PowershellScript {
  const lines = [...fragment.text.matchAll(/\S[^\r\n]*/g)].map(({ index, 0: line }) => {
    const text = line.trimEnd();
    return {
      text,
      at: fragment.spanOf(span(index, index + text.length)),
      secrets: text.startsWith("#") ? [] : secretsIn(fragment, { index, text }, known),
    };
  });
  return { fragment, lines };
}

const secretsIn = (
  fragment: Fragment,
  { index: start, text }: { readonly index: number; readonly text: string },
  known: Known,
): readonly PowershellSecret[] =>
  [...text.matchAll(use)].flatMap(({ index, 0: whole, 1: variable, 2: inside, 3: macro }) => {
    const name = variable ?? inside?.trim() ?? macro ?? "";
    const secrecy = secrecyOf(name, inside === undefined ? "shell" : "pipeline", known);
    const at = fragment.spanOf(span(start + index, start + index + whole.length));
    return secrecy ? [{ name, at, secrecy }] : [];
  });

const secrecyOf = (name: string, by: "shell" | "pipeline", known: Known): Secrecy | undefined =>
  known(name, by) ?? (by === "shell" && isSecretName(name) ? { kind: "named" } : undefined);
