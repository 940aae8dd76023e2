import { span, type Span } from "../../../core/span.ts";
import { alignedIn, type Fragment } from "../fragment.ts";
import type { SourceText } from "../text.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** A string that a call is given. */
export interface GroovyArgument {
  /** Of a named one: `script` of `sh(script: 'make')`. */
  readonly name: string | undefined;
  readonly nameAt: Span;
  readonly value: Fragment;
  /** Whether Groovy fills in variables: what stands in double quotes. */
  readonly isFilledIn: boolean;
}

/** A call as pipelines are written of them: `stage('x') { … }`, `sh "make"`, `X = credentials('id')`. */
export interface GroovyCall {
  readonly name: string;
  readonly at: Span;
  readonly args: readonly GroovyArgument[];
  /** Calls among the arguments. */
  readonly inner: readonly GroovyCall[];
  /** What stands in the braces behind it. */
  readonly body: readonly GroovyCall[];
  /** The variable that it is assigned to. */
  readonly to: { readonly text: string; readonly at: Span } | undefined;
}

/**
 * Reads the calls of a Jenkinsfile. Its grammar for tree-sitter stumbles over
 * `try`, `parallel` and named arguments without parentheses, and loses what
 * stands beside them; calls, strings and braces are all that is asked for.
 *
 * @see https://www.jenkins.io/doc/book/pipeline/syntax/
 */
export function groovyCalls(source: SourceText): readonly GroovyCall[] {
  const reader = new Reader(source, tokensOf(source.text));
  const calls: GroovyCall[] = [];
  // A brace too many ends a block that was never begun.
  while (!reader.isAtEnd) calls.push(...reader.block());
  return calls;
}

interface Arguments {
  readonly args: GroovyArgument[];
  readonly inner: GroovyCall[];
}

/** No Jenkinsfile nests its blocks deeper; what does is not followed. */
const deepest = 60;

class Reader {
  readonly #source: SourceText;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(source: SourceText, tokens: readonly Token[]) {
    this.#source = source;
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#next >= this.#tokens.length;
  }

  /** The calls up to the brace that ends the block. */
  block(): GroovyCall[] {
    const calls: GroovyCall[] = [];
    let to: Token | undefined;
    while (!this.isAtEnd) {
      const token = this.#tokens[this.#next++];
      if (!token) break;
      if (token.text === "}") return calls;
      if (token.text === "{") calls.push(...this.#nested());
      else if (token.kind === "word" && this.#peek("=")) to = token;
      else if (token.kind === "word") {
        calls.push(this.#call(token, to));
        to = undefined;
      } else if (token.kind === "string" && to !== undefined) {
        calls.push({
          ...empty,
          name: "",
          at: token.at,
          args: [this.#argument(token, undefined)],
          to,
        });
        to = undefined;
      }
    }
    return calls;
  }

  #nested(): GroovyCall[] {
    if (this.#depth >= deepest) return [];
    this.#depth++;
    const calls = this.block();
    this.#depth--;
    return calls;
  }

  #peek(text: string): boolean {
    return this.#tokens[this.#next]?.text === text;
  }

  #call(name: Token, to: Token | undefined): GroovyCall {
    const inParentheses = this.#peek("(");
    if (inParentheses) this.#next++;
    const { args, inner } = inParentheses ? this.#arguments(")") : this.#bare(name);
    const body = this.#peek("{") ? this.#braced() : [];
    return { name: name.text, at: name.at, args, inner, body, to };
  }

  #braced(): GroovyCall[] {
    this.#next++;
    return this.#nested();
  }

  /** Arguments without parentheses end with the line. */
  #bare(name: Token): Arguments {
    const first = this.#tokens[this.#next];
    const isGiven =
      first?.line === name.line &&
      (first.kind === "string" || first.text === "[" || this.#tokens[this.#next + 1]?.text === ":");
    return isGiven ? this.#arguments(undefined) : { args: [], inner: [] };
  }

  /** @param end What closes them; none where the line does. */
  #arguments(end: ")" | "]" | undefined): Arguments {
    const found: Arguments = { args: [], inner: [] };
    let name: Token | undefined;
    while (!this.isAtEnd) {
      const token = this.#tokens[this.#next];
      if (!token || this.#isOver(token, end)) break;
      this.#next++;
      if (token.text === end) break;
      if (token.kind === "word" && this.#peek(":")) name = token;
      else if (token.kind === "string") {
        found.args.push(this.#argument(token, name));
        name = undefined;
      } else this.#deeper(token, found);
    }
    return found;
  }

  #isOver(token: Token, end: string | undefined): boolean {
    if (end !== undefined) return false;
    const last = this.#tokens[this.#next - 1];
    return "{})".includes(token.text) || (last?.text !== "," && last?.endLine !== token.line);
  }

  #deeper(token: Token, found: Arguments): void {
    if (this.#depth >= deepest) return;
    this.#depth++;
    if (token.text === "[" || token.text === "(") {
      const { args, inner } = this.#arguments(token.text === "[" ? "]" : ")");
      found.args.push(...args);
      found.inner.push(...inner);
    } else if (token.text === "{") found.inner.push(...this.block());
    else if (token.kind === "word" && this.#peek("("))
      found.inner.push(this.#call(token, undefined));
    this.#depth--;
  }

  #argument({ at, text }: Token, name: Token | undefined): GroovyArgument {
    const quotes = /^(?:'''|"""|'|")/.exec(text)?.[0].length ?? 0;
    const raw = span(at.start + quotes, at.end - quotes);
    const written = this.#source.text.slice(raw.start, raw.end);
    return {
      name: name?.text,
      nameAt: name?.at ?? at,
      value: alignedIn(this.#source, raw, unescaped(written)),
      isFilledIn: text.startsWith('"'),
    };
  }
}

const empty = { inner: [], body: [] };

/** The escapes of Groovy that matter to a shell; a line end that is escaped is none. */
const unescaped = (text: string): string =>
  text
    .replaceAll("\\\n", "")
    .replaceAll(/\\(["'$\\nt])/g, (_whole, mark: string) =>
      mark === "n" ? "\n" : mark === "t" ? "\t" : mark,
    );
