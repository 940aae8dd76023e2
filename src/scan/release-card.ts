import type { ReleaseFile } from "./release-files.ts";

/** A value of a card's front matter. */
export interface CardValue {
  readonly value: string;
  /** From 1. */
  readonly line: number;
}

/** What stands at the top of a card, by key: the values on its line, or in the list below it. */
export type Card = ReadonlyMap<string, readonly CardValue[]>;

/**
 * The front matter of a README.md: top-level keys with one value or a list of
 * them, which is all that the Hub's own keys hold. None where there is no card.
 */
export async function cardOf(file: ReleaseFile | undefined): Promise<Card | undefined> {
  const text = await file?.text();
  if (text === undefined) return undefined;
  const lines = text.split(/\r?\n/);
  const end = lines.findIndex((line, at) => at > 0 && line.trimEnd() === "---");
  const isThere = lines[0]?.trimEnd() === "---" && end > 0;
  return entriesOf(isThere ? lines.slice(1, end) : []);
}

function entriesOf(lines: readonly string[]): Card {
  const card = new Map<string, CardValue[]>();
  let values: CardValue[] = [];
  for (const [at, line] of lines.entries()) {
    const [, key, rest = ""] = /^([A-Za-z][\w-]*):(?:\s(.*))?$/.exec(line) ?? [];
    if (key !== undefined) card.set(key, (values = []));
    const found = key === undefined ? /^\s*-\s+(.*)$/.exec(line)?.[1] : rest;
    // The front matter starts on the second line.
    for (const value of plainValues(found ?? "")) values.push({ value, line: at + 2 });
  }
  return card;
}

/** `a`, `"a"`, `[a, b]`, without remarks. */
const plainValues = (text: string): string[] =>
  text
    .replace(/\s#.*$/, "")
    .replace(/^\s*\[(.*)\]\s*$/, "$1")
    .split(",")
    .map((each) => each.trim().replace(/^(["'])(.*)\1$/, "$2"))
    .filter((each) => each !== "");
