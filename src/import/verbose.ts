/** A pattern without `(?x)`, and the names of its groups in their order; a group without a name has an empty one. */
export interface PlainPattern {
  readonly pattern: string;
  readonly groups: readonly string[];
}

/**
 * Takes blanks and comments out of a pattern of Rust's regex crate where it is
 * read with `x`, so that RE2's language remains.
 *
 * https://docs.rs/regex/latest/regex/#grouping-and-flags
 *
 * @throws {SyntaxError} A class is made of other classes, which RE2 does not know.
 */
export function plainPattern(text: string): PlainPattern {
  const groups: string[] = [];
  const outer: boolean[] = [];
  let verbose = false;
  let pattern = "";
  for (let at = 0; at < text.length;) {
    const [token] = tokenAt(text, at);
    at += token.length;
    const flags = /^\(\?([a-zA-Z-]*)([:)])$/.exec(token);
    if (flags) {
      const [, letters = "", end = ""] = flags;
      if (end === ":") outer.push(verbose);
      verbose = verboseAfter(letters, verbose);
      const kept = letters.replaceAll("x", "").replace(/-$/, "");
      if (end === ":" || kept !== "") pattern += `(?${kept}${end}`;
    } else if (token.startsWith("(")) {
      outer.push(verbose);
      groups.push(/<(.*)>/.exec(token)?.[1] ?? "");
      pattern += token;
    } else if (token.startsWith("[")) pattern += verbose ? withoutBlanks(token) : token;
    else if (verbose && token === "#") at = lineEnd(text, at);
    else if (!(verbose && /^\s$/.test(token))) pattern += token;
    if (token === ")") verbose = outer.pop() ?? false;
  }
  return { pattern, groups };
}

const token = /\\[^]|\(\?P?<\w+>|\(\?[a-zA-Z-]*[:)]|\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]|[^]/y;

function tokenAt(text: string, at: number): readonly [string] {
  token.lastIndex = at;
  const found = token.exec(text)?.[0] ?? "";
  const inner = found.slice(1).replaceAll(/\[:\^?\w+:\]|\\[^]/g, "");
  if (found.length > 1 && found.startsWith("[") && /\[|&&|--|~~/.test(inner))
    throw new SyntaxError(`the class '${found}' is made of other classes`);
  return [found];
}

function verboseAfter(letters: string, before: boolean): boolean {
  const [on = "", off = ""] = letters.split("-");
  return off.includes("x") ? false : on.includes("x") || before;
}

/** Blanks in a class count for nothing, but where they are escaped. */
const withoutBlanks = (set: string): string =>
  set.replaceAll(/\\[^]|\s/g, (each) => (each.length === 1 ? "" : each));

function lineEnd(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}
