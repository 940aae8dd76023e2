import { span, type Span } from "../../../core/span.ts";

export interface Token {
  readonly kind: "word" | "string" | "mark";
  /** As it is written, with its quotes. */
  readonly text: string;
  readonly at: Span;
  /** Lines that it begins and ends on, from 0. */
  readonly line: number;
  readonly endLine: number;
}

/** Comments, strings by their quotes, words with what they are read from (`params.X`), and marks. */
const pattern =
  /\/\/[^\n]*|\/\*[^]*?(?:\*\/|$)|(?<string>'''[^]*?'''|"""(?:[^"\\]|\\[^]|"(?!""))*"""|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*")|(?<word>[$A-Za-z_][\w$]*(?:\??\.[A-Za-z_]\w*)*)|(?<mark>[^\s\w])|\d[\w.]*/g;

/** The tokens of Groovy, comments left out. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = [];
  let [line, counted] = [0, 0];
  const lineAt = (at: number): number => {
    for (; counted < at; counted++) if (text[counted] === "\n") line++;
    return line;
  };
  for (const { index, 0: whole, groups } of text.matchAll(pattern)) {
    const kind = (["string", "word", "mark"] as const).find((each) => groups?.[each] !== undefined);
    if (kind === undefined) continue;
    const at = span(index, index + whole.length);
    tokens.push({ kind, text: whole, at, line: lineAt(at.start), endLine: lineAt(at.end) });
  }
  return tokens;
}
