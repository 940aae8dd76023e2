import type { Confidence } from "../core/finding.ts";
import { listed, type Numbered } from "../core/numbered.ts";
import type { Rule } from "../core/rule.ts";
import { type Span, span } from "../core/span.ts";
import { type KernelSearch, kernelSearch } from "./kernel.ts";
import { imageOf } from "./image.ts";
import { compile, type ProgramRule } from "./program.ts";
import { judge } from "./proofs.ts";
import type { Glance, Search } from "./search.ts";
import { settle } from "./settle.ts";
import { twin } from "./twin.ts";
import { type ValueBytes, ValueRuns, valueBytes } from "./value-runs.ts";
import { near, noBreaks, type Reach, textBreaks, type Window, Windows, wide } from "./windows.ts";

/** One value that a rule found. */
export interface Match {
  readonly rule: Rule;
  /** Where the value stands, in bytes of what was scanned. */
  readonly span: Span;
  readonly confidence: Confidence;
}

/** How the bytes are to be read. */
export interface Manner {
  /** 1 for each byte that ends a line: `textBreaks`, or `binaryBreaks`. */
  readonly breaks: Uint8Array;
  /** Mostly binary: only runs of printable characters are looked at. */
  readonly sparse: boolean;
}

export interface Matcher {
  /** The matches in `bytes`, in the order of their places, one at each place. */
  find(bytes: Uint8Array, manner?: Manner): Match[];
  /**
   * The matches in a text of which each line stands for itself; none at all where a
   * rule that runs over lines may match in it, or in what could follow it.
   */
  findInLines(bytes: Uint8Array): Match[] | undefined;
  /** Whether a rule may match in `bytes`, or in what could follow them. */
  mayMatch(bytes: Uint8Array): boolean;
  /** Memory to read `size` bytes into that are then searched without being copied; none before the kernel is there. */
  room(size: number): Uint8Array | undefined;
  /** See `Search`. Quickest for bytes in such memory. */
  glance(bytes: Uint8Array): Glance;
  signs(bytes: Uint8Array, mask: number): Uint32Array;
  feeds(bytes: Uint8Array): number;
}

/** Fewer bytes than this are done by the plain loop before the kernel is ready. */
const worthKernel = 64 * 1024;

const asText: Manner = { breaks: textBreaks, sparse: false };

/** Rules compiled: how each is run, and the image that says where. */
export interface Compiled {
  readonly rules: Numbered<ProgramRule>;
  /** See `imageOf`. */
  readonly image: Uint8Array;
  /** Where the image lies in memory that one matcher may have for its own: see `PlacedImage`. */
  readonly memory?: WebAssembly.Memory;
}

/** Plain data, so that it can be kept, and sent to a worker. */
export interface PlainCompiled extends Omit<Compiled, "memory"> {
  readonly rules: readonly ProgramRule[];
}

/** Compiles rules: some milliseconds for each, so tare's own are compiled when it is built. */
export function compiled(rules: readonly Rule[]): PlainCompiled {
  const program = compile(rules);
  return { rules: program.rules, image: imageOf(program) };
}

/**
 * Makes rules ready for many scans.
 *
 * @param rules In the order in which they were compiled; none where it is not looked for.
 */
export function matcher(
  rules: Numbered<Rule | undefined>,
  made: Compiled = compiled(listed(rules).filter((rule) => rule !== undefined)),
): Matcher {
  const patterns = new Patterns(rules, made.rules);
  const searches = new Searches(made);
  return {
    glance: (bytes) => searches.ready().glance(bytes),
    signs: (bytes, mask) => searches.ready().signs(bytes, mask),
    feeds: (bytes) => searches.ready().feeds(bytes),
    find(bytes, manner = asText) {
      const hits = searches.for(bytes.length).hits(bytes, manner.sparse);
      return settle([...patterns.matches(asBuffer(bytes), hits, manner)]);
    },
    findInLines(bytes) {
      const hits = searches.for(bytes.length).hits(bytes, false);
      if (hits.length === 0) return [];
      if (hits.some((rule, at) => at % 2 === 1 && rules.at(rule)?.lines === "many"))
        return undefined;
      return settle([...patterns.matches(asBuffer(bytes), hits, asText)]);
    },
    mayMatch(bytes) {
      const hits = searches.for(bytes.length).hits(bytes, false);
      return hits.some((rule, at) => at % 2 === 1 && rules.at(rule) !== undefined);
    },
    room: (size) => searches.room(size),
  };
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

/** The plain loop for the first bytes, and the kernel from then on. */
class Searches {
  /** Until the kernel has it, or a copy: it takes some megabytes in each thread. */
  #image: Compiled | undefined;
  #plain: Search | undefined;
  #kernel: KernelSearch | undefined;
  #done = 0;

  constructor(image: Compiled) {
    this.#image = image;
  }

  /** The one that there is. */
  ready(): Search {
    return this.#kernel ?? (this.#plain ??= twin((this.#image as Compiled).image));
  }

  /** The one that so many bytes more are worth. */
  for(size: number): Search {
    this.#done += size;
    return this.#kernel || this.#done >= worthKernel ? this.#toKernel() : this.ready();
  }

  /** See `Matcher.room`. */
  room(size: number): Uint8Array | undefined {
    if (!this.#kernel && this.#done + size < worthKernel) return undefined;
    return this.#toKernel().room(size);
  }

  #toKernel(): KernelSearch {
    if (this.#kernel) return this.#kernel;
    const { image, memory } = this.#image as Compiled;
    this.#kernel = kernelSearch(memory ? { memory, image } : image);
    this.#image = undefined;
    this.#plain = undefined;
    return this.#kernel;
  }
}

/** The patterns of the rules, each compiled when it is first needed. */
class Patterns {
  readonly #rules: Numbered<Rule | undefined>;
  readonly #programs: Numbered<ProgramRule>;
  readonly #compiled: RegExp[] = [];
  readonly #values: ValueBytes[] = [];

  /** @param rules In the order of their programs; none where it is not wanted. */
  constructor(rules: Numbered<Rule | undefined>, programs: Numbered<ProgramRule>) {
    this.#rules = rules;
    this.#programs = programs;
  }

  /** What the rules find at their hits. */
  *matches(bytes: Buffer, hits: Uint32Array, manner: Manner): Generator<Match> {
    for (const [index, hit] of byRule(hits)) {
      const rule = this.#rules.at(index);
      if (!rule) continue;
      const { sticky, before, long } = this.#programs.at(index) as ProgramRule;
      const breaks = rule.lines === "many" ? noBreaks : manner.breaks;
      const starts = this.#worthTrying(index, hit, bytes, breaks);
      if (starts.length === 0) continue;
      const run: Run = {
        rule,
        pattern: this.#pattern(index),
        windows: new Windows(bytes, breaks),
        reach: sticky ? near : reachBack(before),
        long: long || rule.lines === "many",
      };
      yield* sticky ? atStarts(run, starts) : aroundStarts(run, starts);
    }
  }

  /** The starts that enough bytes of a value follow. */
  #worthTrying(index: number, starts: number[], bytes: Buffer, breaks: Uint8Array): number[] {
    const { value } = this.#programs.at(index) as ProgramRule;
    if (!value) return starts;
    const runs = new ValueRuns(bytes, breaks, (this.#values[index] ??= valueBytes(value)));
    return starts.filter((start) => runs.follow(start));
  }

  #pattern(index: number): RegExp {
    const { pattern, sticky, place } = this.#programs.at(index) as ProgramRule;
    const flags = `${place === "indices" ? "d" : ""}m${sticky ? "y" : "g"}`;
    return (this.#compiled[index] ??= new RegExp(pattern, flags));
  }
}

/** Hits by the number of their rule, in the order of their places. */
function byRule(hits: Uint32Array): Map<number, number[]> {
  const all = new Map<number, number[]>();
  for (let at = 0; at < hits.length; at += 2) {
    const rule = hits[at + 1] as number;
    const known = all.get(rule);
    if (known) known.push(hits[at] as number);
    else all.set(rule, [hits[at] as number]);
  }
  for (const starts of all.values()) starts.sort((one, other) => one - other);
  return all;
}

interface Run {
  readonly rule: Rule;
  readonly pattern: RegExp;
  readonly windows: Windows;
  readonly reach: Reach;
  /** Whether a match may end behind the first window although none is found in it. */
  readonly long: boolean;
}

/**
 * The reach of a rule with literals within its matches. A window is searched
 * once for all hits in it but those at its end, which the next window has to
 * reach back from: it reaches ahead some times as far as back, lest each hit in
 * a long line costs the search of a whole window.
 */
function reachBack(most: number): Reach {
  const before = Math.min(most + near.before, wide.before);
  return { before, after: Math.min(near.after + 3 * before, wide.after) };
}

/** Tries the pattern at each start alone, but not within a match of it. */
function* atStarts(run: Run, starts: readonly number[]): Generator<Match> {
  let done = 0;
  for (const start of starts) {
    if (start < done) continue;
    const found = tried(run, start, reachAt(run, start));
    if (!found) continue;
    done = found.end;
    if (found.match) yield found.match;
  }
}

/** How far a window reaches at first: all the way for what may be long in a line that is. */
const reachAt = ({ rule, long, reach, windows }: Run, start: number): Reach =>
  rule.lines === "many" || (long && windows.knownAfter(start) > reach.after)
    ? { ...reach, after: wide.after }
    : reach;

interface Found {
  readonly match: Match | undefined;
  /** Where the whole match ends, in the scanned bytes. */
  readonly end: number;
}

function tried(run: Run, start: number, reach: Reach): Found | undefined {
  const window = run.windows.at(start, reach);
  run.pattern.lastIndex = start - window.start;
  const found = run.pattern.exec(window.text);
  // What is found before a cut may be a piece of something longer, and what is
  // long may end behind it: look again at more of it.
  const isCut = window.cutEnd && (found !== null || run.long);
  if (isCut && reach.after < wide.after) return tried(run, start, { ...reach, after: wide.after });
  return found
    ? { match: matchOf(run, window, found), end: window.start + ends(found) }
    : undefined;
}

/** Searches the lines of the starts, each line once. */
function* aroundStarts(run: Run, starts: readonly number[]): Generator<Match> {
  let done = 0;
  for (const start of starts) {
    if (start < done) continue;
    let window = run.windows.at(start, run.reach);
    let all = searched(run.pattern, window);
    if (isPiece(all, window) || (run.long && window.cutEnd)) {
      window = run.windows.at(start, wide);
      all = searched(run.pattern, window);
    }
    done = window.start + window.text.length - (window.cutEnd ? run.reach.before : 0);
    for (const found of all) {
      const match = matchOf(run, window, found);
      if (match) yield match;
    }
  }
}

function searched(pattern: RegExp, { text }: Window): RegExpExecArray[] {
  pattern.lastIndex = 0;
  const all: RegExpExecArray[] = [];
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    all.push(found);
    if (found[0] === "") pattern.lastIndex++;
  }
  return all;
}

const ends = (found: RegExpExecArray): number => found.index + found[0].length;

/** Whether one of the matches may go on where the window is cut: a longer one may have been given up there. */
const isPiece = (all: readonly RegExpExecArray[], { cutStart, cutEnd }: Window): boolean =>
  all.length > 0 && (cutEnd || (cutStart && all[0]?.index === 0));

function matchOf({ rule }: Run, { start }: Window, found: RegExpExecArray): Match | undefined {
  const value = found.groups?.["value"];
  if (value === undefined) return undefined;
  const at = valueStart(found);
  const confidence = judge(rule, value, found.input.slice(Math.max(0, at - nameSize), at));
  if (confidence === undefined) return undefined;
  const from = start + at;
  return { rule, span: span(from, from + value.length), confidence };
}

/** How much of what stands before a value may name it. */
const nameSize = 120;

const valueStart = ({ index, groups, indices }: RegExpExecArray): number =>
  indices?.groups?.["value"]?.[0] ?? index + (groups?.["before"]?.length ?? 0);
