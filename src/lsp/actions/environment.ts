import type { TextDocument } from "vscode-languageserver-textdocument";
import type { Span } from "../../core/span.ts";
import { type Action, lineAt, plainPlaceOf, replaced } from "./action.ts";

/**
 * Reads a secret of Python code from the environment. Offered only where the
 * value is all of a plain string literal that is assigned, passed or returned.
 */
export const readFromEnvironment: Action = ({ document, found }) => {
  const at = found.finding.class === "secret" ? plainPlaceOf(found) : undefined;
  if (!at || document.languageId !== "python") return undefined;
  const text = document.getText();
  const literal = literalAround(text, at);
  if (!literal) return undefined;
  const name = nameBefore(text, literal.start) ?? constantCase(found.finding.rule);
  return {
    title: `Read ${name} from the environment`,
    edits: [
      replaced(document, literal, `os.environ["${name}"]`),
      ...importOf(document).map((offset) =>
        replaced(document, { start: offset, end: offset }, `import os${endOfLine(text)}`),
      ),
    ],
  };
};

/** The literal with its quotes. A prefix, a triple quote and neighbours that it is joined with are left alone. */
function literalAround(text: string, { start, end }: Span): Span | undefined {
  const quote = text[start - 1];
  if ((quote !== '"' && quote !== "'") || text[end] !== quote || text[end + 1] === quote)
    return undefined;
  const line = lineAt(text, start);
  const before = text.slice(line.start, start - 1);
  const after = text.slice(end + 1, line.start + line.text.length);
  const isValue =
    /(?:(?<![=!<>])=|[(,[:]|\breturn)\s*$/.test(before) && /^\s*(?:[,)\]}#]|$)/.test(after);
  // An odd number of quotes before: the line is inside another string.
  const isCode = !before.includes("#") && (before.match(/["']/g) ?? []).length % 2 === 0;
  return isValue && isCode ? { start: start - 1, end: end + 1 } : undefined;
}

/** The variable, keyword or key that the literal is given to, as the environment spells names. */
function nameBefore(text: string, literal: number): string | undefined {
  const line = lineAt(text, literal);
  const before = text.slice(line.start, literal);
  const [, name] = /["']?([A-Za-z_]\w*)["']?\]?\s*(?::\s*\w+\s*)?[=:]\s*$/.exec(before) ?? [];
  return name === undefined ? undefined : constantCase(name);
}

const constantCase = (name: string): string => name.replaceAll("-", "_").toUpperCase();

const endOfLine = (text: string): string => (text.includes("\r\n") ? "\r\n" : "\n");

/** Where `import os` is missing; none where it is not. */
function importOf(document: TextDocument): readonly number[] {
  const text = document.getText();
  if (/^import (?:[\w., ]+, ?)?os(?:,|\s|$)/m.test(text)) return [];
  const firstImport = /^(?:import|from(?! __future__)) /m.exec(text);
  return [firstImport?.index ?? afterPreamble(text)];
}

/** Behind `#!`, comments, the docstring and what must come first. */
function afterPreamble(text: string): number {
  const preamble =
    /^(?:#.*\r?\n|\s*\r?\n)*(?:(?:"""[^]*?"""|'''[^]*?''')[ \t]*\r?\n)?(?:\s*\r?\n|from __future__ .*\r?\n)*/;
  return preamble.exec(text)?.[0].length ?? 0;
}
