import { execFileSync } from "node:child_process";
import { parsePattern } from "../../src/engine/pattern/parse.ts";
import { compilePattern } from "../../src/engine/pattern/print.ts";

/** A pattern, and texts that it is run over. */
export interface Question {
  readonly pattern: string;
  readonly texts: readonly string[];
}

/** For each text its matches: offsets in bytes of the whole, then of each group, -1 where it took no part. */
export type Answer = readonly (readonly (readonly number[])[])[] | "refused";

/** What Go's regexp says, run once for all questions. */
export function askGo(go: string, questions: readonly Question[]): Answer[] {
  const lines = questions.map(({ pattern, texts }) =>
    JSON.stringify({ pattern, texts: texts.map((text) => Buffer.from(text).toString("base64")) }),
  );
  const said = execFileSync(go, ["run", "test/kit/matches.go"], {
    input: lines.join("\n"),
    encoding: "utf8",
    maxBuffer: 256 * 1024 * 1024,
  });
  return said
    .trim()
    .split("\n")
    .map((line) => {
      const { error, matches } = JSON.parse(line) as GoAnswer;
      return error === undefined ? matches.map((each) => each ?? []) : "refused";
    });
}

interface GoAnswer {
  readonly error?: string;
  /** `null`: none in that text. */
  readonly matches: readonly (readonly (readonly number[])[] | null)[];
}

/** What the translated pattern finds. */
export function askTranslated({ pattern, texts }: Question): Answer {
  const translated = translatedOf(pattern);
  return translated ? texts.map((text) => matchesIn(translated, text)) : "refused";
}

function translatedOf(pattern: string): RegExp | undefined {
  try {
    return compilePattern(parsePattern(pattern, "re2"), "dg");
  } catch {
    return undefined;
  }
}

/**
 * The matches in the order that Go gives them. Unlike JavaScript it takes no
 * empty one directly after another match, and goes on after an empty one with
 * the next character, not with the next byte.
 */
function matchesIn(pattern: RegExp, text: string): (readonly number[])[] {
  const bytes = Buffer.from(text);
  const subject = bytes.toString("latin1");
  const matches: (readonly number[])[] = [];
  let end = -1;
  pattern.lastIndex = 0;
  for (let found = pattern.exec(subject); found; found = pattern.exec(subject)) {
    const [whole = [0, 0], ...groups] = found.indices ?? [];
    const [from, to] = whole;
    if (from === to) pattern.lastIndex = from + widthAt(bytes, from);
    if (from === to && from === end) continue;
    end = to;
    matches.push([from, to, ...groups.flatMap((group) => group ?? [-1, -1])]);
  }
  return matches;
}

/** How many bytes the character takes that starts there. */
function widthAt(bytes: Uint8Array, at: number): number {
  let width = 1;
  while (((bytes[at + width] ?? 0) & 0xc0) === 0x80) width++;
  return width;
}
