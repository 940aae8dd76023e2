import type { Rule } from "../../src/core/rule.ts";
import { random } from "../random.ts";

/** Bytes from one grain to the next, at most. */
const step = 1000;

/**
 * Strews examples of all rules into the text, what is to be found and the near
 * misses, some of them damaged: on lines of their own, in the midst of others,
 * directly behind a word, and wherever blocks happen to end.
 */
export function salted(bytes: Buffer, rules: readonly Rule[]): Buffer {
  const grains = rules
    .flatMap(({ examples }) => [...examples.found, ...examples.ignored])
    .map((example) => example.replaceAll(/[«»]/g, ""));
  const next = random(grains.length);
  const parts: Buffer[] = [];
  for (let at = 0, count = 0; at < bytes.length; count++) {
    const to = at + Math.floor(next() * step);
    const grain = grains[count % grains.length] ?? "";
    parts.push(bytes.subarray(at, to), Buffer.from(dressed(damaged(grain, next), next)));
    at = to;
  }
  return Buffer.concat(parts);
}

const pick = <T>(all: readonly T[], next: () => number): T | undefined =>
  all[Math.floor(next() * all.length)];

/** In one of the ways in which a value can stand. */
const dressed = (text: string, next: () => number): string =>
  pick(
    [`\n${text}\n`, ` ${text} `, text, `"${text}",`, `\r\n\t${text}\r\n`, `x=${text}\0`],
    next,
  ) ?? text;

/** As it is, or changed at one place. */
function damaged(text: string, next: () => number): string {
  const at = Math.floor(next() * text.length);
  const [before, character = "", after] = [text.slice(0, at), text[at], text.slice(at + 1)];
  const swapped =
    character === character.toLowerCase() ? character.toUpperCase() : character.toLowerCase();
  const ways = [
    text,
    text,
    before + swapped + after,
    before + after,
    before + character + character + after,
    before,
    text + text,
    `${before}\n${character}${after}`,
  ];
  return pick(ways, next) ?? text;
}
