import { contentsOf } from "../corpora/walk.ts";

/** How much text is read, how many texts a word must stand in, and how many pieces are made. */
const sizes = { bytes: 80_000_000, text: 40_000, texts: 4, pieces: 4000 };

const endings = [".py", ".ts", ".js", ".md", ".rst", ".txt", ".json", ".yaml", ".html"];

/** Words of this machine's texts, with the number of texts that each stands in. */
export function wordsOf(): Map<string, number> {
  const counts = new Map<string, number>();
  let read = 0;
  for (const content of contentsOf(endings)) {
    const text = content.toString("latin1", 0, sizes.text);
    if (isMinified(text)) continue;
    for (const word of new Set(text.match(/[A-Z]?[a-z]+|[A-Z]+(?![a-z])/g)?.map(lower)))
      if (word.length > 1 && word.length <= 20) counts.set(word, (counts.get(word) ?? 0) + 1);
    if ((read += text.length) > sizes.bytes) break;
  }
  return new Map([...counts].filter(([, count]) => count >= sizes.texts));
}

const lower = (word: string): string => word.toLowerCase();

const isMinified = (text: string): boolean => text.length / text.split("\n").length > 200;

interface Spelt {
  parts: string[];
  readonly weight: number;
}

/**
 * The pieces that words are best spelt with: the pair that is the commonest is
 * joined, again and again (byte-pair encoding). A word counts by the root of its
 * texts, lest a few that are everywhere decide.
 */
export function piecesOf(words: ReadonlyMap<string, number>): string[] {
  const spelt = [...words].map(([word, count]): Spelt => {
    return { parts: [...word], weight: Math.sqrt(count) };
  });
  const pairs = new Pairs();
  for (const each of spelt) pairs.count(each, 1);
  const pieces = new Set<string>();
  while (pieces.size < sizes.pieces) {
    const best = pairs.best();
    pieces.add(best.replace(" ", ""));
    for (const each of pairs.with(best)) {
      pairs.count(each, -1);
      each.parts = joined(each.parts, best);
      pairs.count(each, 1);
    }
  }
  return [...pieces].sort();
}

function joined(parts: readonly string[], pair: string): string[] {
  const made: string[] = [];
  for (let at = 0; at < parts.length; at++)
    if (`${parts[at]} ${parts[at + 1]}` === pair) made.push(`${parts[at]}${parts[++at]}`);
    else made.push(parts[at] ?? "");
  return made;
}

/** How much each pair of neighbours weighs, and where it stands. */
class Pairs {
  readonly #weights = new Map<string, number>();
  readonly #places = new Map<string, Set<Spelt>>();

  count(spelt: Spelt, sign: 1 | -1): void {
    const { parts, weight } = spelt;
    for (let at = 1; at < parts.length; at++) {
      const pair = `${parts[at - 1]} ${parts[at]}`;
      this.#weights.set(pair, (this.#weights.get(pair) ?? 0) + sign * weight);
      const places = this.#places.get(pair) ?? new Set();
      this.#places.set(pair, sign > 0 ? places.add(spelt) : places);
    }
  }

  best(): string {
    let best = "";
    let most = 0;
    for (const [pair, weight] of this.#weights) if (weight > most) [best, most] = [pair, weight];
    return best;
  }

  with(pair: string): Spelt[] {
    return [...(this.#places.get(pair) ?? [])].filter(({ parts }) =>
      parts.some((part, at) => `${part} ${parts[at + 1]}` === pair),
    );
  }
}

/** -2·log2 of the chance that a letter follows another, one letter for each ("a" is certain), 26 rows of 26. */
export function pairsOf(words: ReadonlyMap<string, number>): string[] {
  const counts = Array.from({ length: 26 }, () => new Float64Array(26).fill(1));
  for (const [word, count] of words)
    for (let at = 1; at < word.length; at++) {
      const row = counts[word.charCodeAt(at - 1) - 97] as Float64Array;
      row[word.charCodeAt(at) - 97] = (row[word.charCodeAt(at) - 97] ?? 0) + Math.sqrt(count);
    }
  return counts.map((row) => {
    const sum = row.reduce((all, each) => all + each);
    return Array.from(row, (each) => costLetter(each / sum)).join("");
  });
}

const costLetter = (chance: number): string =>
  String.fromCharCode(97 + Math.min(25, Math.round(-2 * Math.log2(chance))));

/** Sorted pieces as one text: before each the number of letters that it shares with the one before. */
export function packed(pieces: readonly string[]): string {
  const shared = (at: number): number => {
    const [one = "", other = ""] = [pieces[at - 1], pieces[at]];
    let length = 0;
    while (length < one.length && one[length] === other[length]) length++;
    return Math.min(length, other.length - 1);
  };
  return pieces.map((piece, at) => `${shared(at)}${piece.slice(shared(at))}`).join("");
}
