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
  const stripper = new Stripper();
  for (let at = 0; at < text.length;) {
    const [token] = tokenAt(text, at);
    at += token.length;
    if (stripper.verbose && token === "#") at = lineEnd(text, at);
    else stripper.take(token);
  }
  const { pattern, groups } = stripper;
  return { pattern, groups };
}

/** Takes the tokens of a pattern one by one. */
class Stripper {
  pattern = "";
  verbose = false;
  readonly groups: string[] = [];
  /** Whether the groups around were read with `x`. */
  readonly #outer: boolean[] = [];

  take(token: string): void {
    const flags = /^\(\?([a-zA-Z-]*)([:)])$/.exec(token);
    if (flags) this.#flags(flags[1] ?? "", flags[2] ?? "");
    else if (token.startsWith("(")) this.#group(token);
    else if (token.startsWith("[")) this.pattern += this.verbose ? withoutBlanks(token) : token;
    else if (!(this.verbose && /^\s$/.test(token))) this.pattern += token;
    if (token === ")") this.verbose = this.#outer.pop() ?? false;
  }

  #flags(letters: string, end: string): void {
    if (end === ":") this.#outer.push(this.verbose);
    this.verbose = verboseAfter(letters, this.verbose);
    const kept = letters.replaceAll("x", "").replace(/-$/, "");
    if (end === ":" || kept !== "") this.pattern += `(?${kept}${end}`;
  }

  #group(token: string): void {
    this.#outer.push(this.verbose);
    this.groups.push(/<(.*)>/.exec(token)?.[1] ?? "");
    this.pattern += token;
  }
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
