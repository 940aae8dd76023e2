import { type Chain, chainOf, opened } from "./chain.ts";
import { added, type Extent, lengths, nothing } from "./extent.ts";
import { contains, type ByteSet, bytesOf, type Node, sizeOf } from "./node.ts";
import { hitsPerMegabyte, type Unit } from "./rarity.ts";

export type { Unit } from "./rarity.ts";

/** Where a literal stands in a pattern. */
export interface Place {
  /** How many bytes of a match can stand before it. A maximum of 0: it starts the match. */
  readonly before: Extent;
  /** The nodes before it, the nearest first. */
  readonly lead: Chain;
  /** The nodes after it. */
  readonly tail: Chain;
}

export interface Literal {
  /** At least two bytes, at most 16. */
  readonly units: readonly Unit[];
  /** Of a match that holds the literal, one of these says how it stands there. */
  readonly places: readonly Place[];
}

/** Of these literals at least one stands in every match. */
export interface LiteralSet {
  readonly literals: readonly Literal[];
  /** How often any of them is to be expected in a megabyte of ordinary text. */
  readonly hitsPerMegabyte: number;
}

const most = { bytes: 16, literals: 64, bytesOfASet: 40, positions: 2000 };

/**
 * The set of literals that costs a scan least, of those that the pattern
 * requires; `undefined` if it requires none of two bytes. Run it over a pattern
 * without its lead (`stripLead`): a literal at the start is the cheapest.
 */
export function requiredLiterals(node: Node): LiteralSet | undefined {
  const search = new Search();
  const best = search.best(chainOf([node]), undefined, { before: nothing, lead: undefined });
  if (!best) return undefined;
  const literals = merged(best.pieces);
  return { literals, hitsPerMegabyte: sum(literals.map(({ units }) => hitsPerMegabyte(units))) };
}

/** A literal at one place. */
type Piece = Pick<Literal, "units"> & Place;

interface Candidate {
  readonly pieces: readonly Piece[];
  readonly cost: number;
}

/**
 * What a scan pays for the set, in hits per megabyte. A hit within a match is
 * dearer than one at its start, because the pattern has to be tried from many
 * places. A literal that is never hit costs, too: a thousand of them slowed the
 * prototype's automaton by a fifth, about as much as 3,000 hits per megabyte do.
 */
const costOf = (pieces: readonly Piece[]): number =>
  sum(pieces.map(({ units, before }) => 3 + (before.max === 0 ? 1 : 2) * (1 + rateOf(units))));

const rates = new Map<string, number>();
/** `hitsPerMegabyte`, remembered: the search asks for the same literals again and again. */
function rateOf(units: readonly Unit[]): number {
  const key = keyOf(units);
  const rate = rates.get(key) ?? hitsPerMegabyte(units);
  if (rates.size > 100_000) rates.clear();
  rates.set(key, rate);
  return rate;
}

const keyOf = (units: readonly Unit[]): string =>
  String.fromCharCode(...units.map(({ byte, fold }) => byte + (fold ? 256 : 0)));

const sum = (numbers: readonly number[]): number => numbers.reduce((all, each) => all + each, 0);

class Search {
  /** Patterns with more places than this are not searched to their end. */
  #positions = 0;

  /** The cheapest set among the literals that start in the chain before `until`. */
  best(chain: Chain, until: Chain, start: Omit<Place, "tail">): Candidate | undefined {
    let found: Candidate | undefined;
    let { before, lead } = start;
    for (let at = opened(chain, until); at && at !== until; at = opened(at.next, until)) {
      if (++this.#positions > most.positions) break;
      const { node, next } = at;
      found = cheaper(found, startingAt(at, before, lead));
      if (node.kind === "choice") {
        const each = node.options.map((option) =>
          this.best(chainOf([option], next), next, { before, lead }),
        );
        found = cheaper(found, together(each));
      }
      if (node.kind === "look" && node.ahead && !node.negated)
        found = cheaper(found, this.best(chainOf([node.item]), undefined, { before, lead }));
      before = added(before, lengths(node));
      lead = { node, next: lead };
    }
    return found;
  }
}

/** The cheaper of the two, the second if they cost the same. */
function cheaper(one: Candidate | undefined, other: Candidate | undefined): Candidate | undefined {
  if (!one || !other) return one ?? other;
  return other.cost <= one.cost ? other : one;
}

/** One set for all options of a choice; `undefined` if one of them requires nothing. */
function together(each: readonly (Candidate | undefined)[]): Candidate | undefined {
  const pieces = each.flatMap((candidate) => candidate?.pieces ?? []);
  if (each.includes(undefined) || pieces.length > most.literals) return undefined;
  return { pieces, cost: costOf(pieces) };
}

/** The cheapest set of literals with which the chain starts: few short ones, or many long ones. */
function startingAt(chain: Chain, before: Extent, lead: Chain): Candidate | undefined {
  let found: Candidate | undefined;
  if (!chain || lengths(chain.node).max === 0) return undefined;
  let last = 0;
  for (let many = 1; many <= most.literals; many *= 4) {
    const pieces = prefixes(chain, most.bytes, many).map(({ units, tail }) => ({
      units,
      before,
      lead,
      tail,
    }));
    // As many literals as before are the same ones.
    if (pieces.length === last) continue;
    last = pieces.length;
    if (pieces.every(({ units }) => units.length >= 2))
      found = cheaper({ pieces, cost: costOf(pieces) }, found);
  }
  return found;
}

interface Prefix {
  readonly units: readonly Unit[];
  /** What follows the literal. */
  readonly tail: Chain;
}

/**
 * Every match of the chain starts with one of these literals: at most `many`,
 * of at most `room` bytes, none of them where the chain starts with anything.
 */
function prefixes(chain: Chain, room: number, many: number): readonly Prefix[] {
  const at = opened(chain);
  const whole = [{ units: [], tail: chain }];
  if (!at || room === 0 || many < 1) return whole;
  const { node, next } = at;
  switch (node.kind) {
    case "set":
      return afterUnit(unitsOf(node.bytes), at, room, many) ?? whole;
    case "choice":
      return (
        anyOf(
          node.options.map((option) => chainOf([option], next)),
          room,
          many,
        ) ?? whole
      );
    case "repeat":
      if (node.max > 1) return whole;
      return anyOf([chainOf([node.item], next), next], room, many) ?? whole;
    case "edge":
    case "look":
      return prefixes(next, room, many);
    case "reference":
    case "group":
    case "sequence":
      return whole;
  }
}

function afterUnit(
  units: readonly Unit[],
  at: NonNullable<Chain>,
  room: number,
  many: number,
): Prefix[] | undefined {
  if (units.length === 0 || units.length > Math.min(many, most.bytesOfASet)) return undefined;
  const rest = prefixes(at.next, room - 1, Math.floor(many / units.length));
  return units.flatMap((unit) =>
    rest.map((each) => ({ units: [unit, ...each.units], tail: each.tail })),
  );
}

function anyOf(options: readonly Chain[], room: number, many: number): Prefix[] | undefined {
  const share = Math.floor(many / options.length);
  if (share < 1) return undefined;
  return options.flatMap((option) => prefixes(option, room, share));
}

const unitsBySet = new WeakMap<ByteSet, readonly Unit[]>();

/** The bytes of a set, both cases of a letter as one; none if they are too many. */
function unitsOf(set: ByteSet): readonly Unit[] {
  const known = unitsBySet.get(set);
  if (known) return known;
  const units = sizeOf(set) > 2 * most.bytesOfASet ? [] : unitsIn(set);
  unitsBySet.set(set, units);
  return units;
}

function unitsIn(set: ByteSet): Unit[] {
  return bytesOf(set).flatMap((byte) => {
    const isSmall = byte >= 0x61 && byte <= 0x7a;
    const isCapital = byte >= 0x41 && byte <= 0x5a;
    if (isCapital && contains(set, byte + 32)) return [];
    return [{ byte, fold: isSmall && contains(set, byte - 32) }];
  });
}

/**
 * One literal for the same bytes at several places. A literal that starts with
 * another of the set is left out: where it stands the other one stands, too.
 */
function merged(pieces: readonly Piece[]): Literal[] {
  const literals: { units: readonly Unit[]; places: Place[] }[] = [];
  for (const { units, ...place } of pieces.toSorted(
    (one, other) => one.units.length - other.units.length,
  )) {
    const shorter = literals.find((each) => covers(each.units, units));
    if (!shorter) literals.push({ units, places: [place] });
    else {
      const rest = units.slice(shorter.units.length).map(nodeOf);
      shorter.places.push({ ...place, tail: chainOf(rest, place.tail) });
    }
  }
  return literals;
}

/** Whether every text that starts with `units` starts with `shorter`. */
const covers = (shorter: readonly Unit[], units: readonly Unit[]): boolean =>
  shorter.every(({ byte, fold }, at) => {
    const unit = units[at];
    if (!unit) return false;
    return fold ? unit.byte === byte || unit.byte + 32 === byte : !unit.fold && unit.byte === byte;
  });

const nodeOf = ({ byte, fold }: Unit): Node => ({
  kind: "set",
  bytes: fold
    ? [
        [byte - 32, byte - 32],
        [byte, byte],
      ]
    : [[byte, byte]],
});
