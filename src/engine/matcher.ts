import type { Confidence } from "../core/finding.ts";
import type { Rule } from "../core/rule.ts";
import type { Span } from "../core/span.ts";
import { automaton } from "./automaton.ts";
import { judge } from "./proofs.ts";
import { settle } from "./settle.ts";
import { textBreaks, type Window, windowsOf } from "./windows.ts";

/** One value that a rule found. */
export interface Match {
  readonly rule: Rule;
  /** Where the value stands, in bytes of what was scanned. */
  readonly span: Span;
  readonly confidence: Confidence;
}

export interface Matcher {
  /**
   * The matches in `bytes`, in the order of their places, one at each place.
   *
   * @param breaks 1 for each byte that ends a line: `textBreaks`, or `binaryBreaks`.
   */
  find(bytes: Uint8Array, breaks?: Uint8Array): Match[];
}

interface Program {
  readonly rule: Rule;
  readonly pattern: RegExp;
}

/** Compiles rules once for many scans. */
export function matcher(rules: readonly Rule[]): Matcher {
  const programs = rules.map((rule): Program => ({ rule, pattern: scanning(rule.pattern) }));
  const literals = [...new Set(rules.flatMap(({ keywords }) => keywords))];
  const byLiteral = literals.map((literal) =>
    [...rules.keys()].filter((index) => rules[index]?.keywords.includes(literal)),
  );
  const literalScan = automaton(literals);
  return {
    find(bytes, breaks = textBreaks) {
      const hits = new Map<number, number[]>();
      literalScan.scan(bytes, (literal, end) => {
        for (const index of byLiteral[literal] ?? []) {
          const ends = hits.get(index);
          if (ends) ends.push(end);
          else hits.set(index, [end]);
        }
      });
      const all: Match[] = [];
      for (const [index, ends] of hits) {
        const program = programs[index] as Program;
        const many = program.rule.lines === "many";
        for (const window of windowsOf(bytes, ends, many, breaks))
          all.push(...inWindow(program, window));
      }
      return settle(all);
    },
  };
}

/** The pattern with the flags that a scan needs: every match, its groups' places, lines. */
const scanning = (pattern: RegExp): RegExp =>
  new RegExp(pattern.source, [...new Set(`${pattern.flags}dgm`)].join(""));

function* inWindow({ rule, pattern }: Program, window: Window): Generator<Match> {
  pattern.lastIndex = 0;
  for (let found = pattern.exec(window.text); found; found = pattern.exec(window.text)) {
    if (found[0] === "") pattern.lastIndex++;
    const ends = found.index + found[0].length;
    // What touches a cut may be a piece of something longer: look again at more of it.
    if ((window.cutStart && found.index === 0) || (window.cutEnd && ends === window.text.length)) {
      const wider = window.widen();
      if (wider) {
        yield* inWindow({ rule, pattern }, wider);
        return;
      }
    }
    const value = found.indices?.groups?.["value"];
    if (!value) continue;
    const confidence = judge(rule, window.text.slice(value[0], value[1]));
    if (confidence === undefined) continue;
    yield {
      rule,
      span: { start: window.start + value[0], end: window.start + value[1] },
      confidence,
    };
  }
}
