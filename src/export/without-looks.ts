import { continues, ends, lengths } from "../engine/pattern/extent.ts";
import {
  type ByteSet,
  choice,
  complement,
  intersection,
  type Look,
  type Node,
  noBytes,
  sequence,
  sizeOf,
  union,
  without,
  wordBytes,
} from "../engine/pattern/node.ts";

/** A pattern that RE2 can run. Where it is not `exact`, it also matches what the first one does not. */
export interface Lookless {
  readonly node: Node;
  readonly exact: boolean;
}

/**
 * A pattern without looks ahead and behind, which RE2 has not.
 *
 * At the ends they are written otherwise: behind the match, by taking the byte
 * that may follow; before it, by the edge of a word, or by taking what must
 * stand there. All others are left out, so that more is found. References to a
 * group become what the group may take.
 */
export function withoutLooks(pattern: Node): Lookless {
  const writer = new Writer();
  const node = writer.write(pattern, { first: true, last: true });
  return { node, exact: writer.exact };
}

/** Whether nothing of the match stands before the node, or after it: only there bytes may be taken besides. */
interface At {
  readonly first: boolean;
  readonly last: boolean;
}

const within: At = { first: false, last: false };
const nothing = sequence([]);
const word: Node = { kind: "edge", of: "word" };
const textEnd: Node = { kind: "edge", of: "text-end" };

class Writer {
  exact = true;

  write(node: Node, at: At): Node {
    switch (node.kind) {
      case "sequence":
        return this.#sequence(node.items, at);
      case "choice":
        return choice(node.options.map((each) => this.write(each, at)));
      case "group": {
        // What is taken besides must not become a part of the value.
        const item = this.write(node.item, node.name === "value" ? within : at);
        return node.name === "value" ? { ...node, item } : item;
      }
      case "repeat":
        return { ...node, item: this.write(node.item, within) };
      case "look":
        return this.#look(node, at, [], []);
      case "reference":
        this.exact = false;
        return this.write(node.item, within);
      case "set":
      case "edge":
        return node;
    }
  }

  #sequence(given: readonly Node[], at: At): Node {
    const items = withEndings(given);
    const isBare = (node: Node): boolean => lengths(node).max === 0;
    return sequence(
      items.map((item, index) => {
        const [before, after] = [items.slice(0, index), items.slice(index + 1)];
        // Of several looks at the end, only the last one may take something.
        const place = {
          first: at.first && before.every(isBare),
          last: at.last && after.length === 0,
        };
        return item.kind === "look"
          ? this.#look(item, place, before, after)
          : this.write(item, place);
      }),
    );
  }

  #look(look: Look, at: At, before: readonly Node[], after: readonly Node[]): Node {
    if (look.ahead && at.last) return this.#ending(look, before);
    if (!look.ahead && at.first) return this.#beginning(look, after);
    return this.#dropped();
  }

  #dropped(): Node {
    this.exact = false;
    return nothing;
  }

  #ending({ negated, item }: Look, before: readonly Node[]): Node {
    if (!negated) return this.write(item, within);
    const { bytes, others } = setsOf(item);
    if (others.length > 0) this.exact = false;
    if (bytes.length === 0) return nothing;
    if (isWord(ends(sequence(before))) && isWord({ bytes })) return edgeOr(bytes, []);
    return { kind: "choice", options: [{ kind: "set", bytes: complement(bytes) }, textEnd] };
  }

  #beginning({ negated, item }: Look, after: readonly Node[]): Node {
    if (!negated) return this.write(item, within);
    const { bytes, others } = setsOf(item);
    const exceptions = others.map(exceptionOf);
    const start = { bytes: continues(after) };
    if (bytes.length === 0 && exceptions.length === 0) return this.#dropped();
    const refused = union(bytes, ...exceptions.map((each) => each?.bytes ?? noBytes));
    if (!isWord(start) || refused.length === 0) return this.#dropped();
    // Of bytes that are no part of a word, the edge lets pass even what is refused.
    if (!isWord({ bytes: refused }) || exceptions.includes(undefined)) this.exact = false;
    return edgeOr(
      refused,
      exceptions.flatMap((each) => (each ? [this.write(each.unless, within)] : [])),
    );
  }
}

/** Looks back at the byte before become a part of what takes it, where that is one byte for certain. */
function withEndings(items: readonly Node[]): readonly Node[] {
  let all: readonly Node[] = [];
  for (const item of items) {
    const keep = keptBefore(item);
    const ended = keep && sequenceEndedWith(all, keep);
    all = ended ? [ended] : [...all, item];
  }
  return all;
}

/** The bytes that may stand before a look behind, where it is about one byte. */
function keptBefore(node: Node): ByteSet | undefined {
  if (node.kind !== "look" || node.ahead || node.item.kind !== "set") return undefined;
  return node.negated ? complement(node.item.bytes) : node.item.bytes;
}

/** The node, of which the last byte is one of these; `undefined` where it may take none. */
function endedWith(node: Node, keep: ByteSet): Node | undefined {
  if (node.kind === "set") return { ...node, bytes: intersection(node.bytes, keep) };
  if (node.kind === "group") {
    const item = endedWith(node.item, keep);
    return item && { ...node, item };
  }
  if (node.kind === "sequence") return sequenceEndedWith(node.items, keep);
  if (node.kind === "choice") {
    const options = node.options.map((each) => endedWith(each, keep));
    return options.every((each) => each !== undefined) ? choice(options) : undefined;
  }
  if (node.kind !== "repeat" || node.min === 0) return undefined;
  const last = endedWith(node.item, keep);
  return last && sequence([{ ...node, min: node.min - 1, max: node.max - 1 }, last]);
}

function sequenceEndedWith(items: readonly Node[], keep: ByteSet): Node | undefined {
  const [before, last] = [items.slice(0, -1), items.at(-1)];
  if (!last) return undefined;
  const ended = endedWith(last, keep);
  if (ended) return sequence([...before, ended]);
  // A repeat that may take nothing: then what stands before it has to end so.
  const previous = before.at(-1);
  if (last.kind !== "repeat" || last.lazy || last.max === 0 || !previous) return undefined;
  const [some, none] = [endedWith({ ...last, min: 1 }, keep), endedWith(previous, keep)];
  if (!some || !none) return undefined;
  return sequence([...before.slice(0, -1), choice([sequence([previous, some]), none])]);
}

/** Whether all of these bytes can stand in a word, and there are some. */
const isWord = ({ bytes, empty = false }: { readonly bytes: ByteSet; readonly empty?: boolean }) =>
  !empty && bytes.length > 0 && sizeOf(without(bytes, wordBytes)) === 0;

/** The edge of a word, or a byte of words that is not refused, or one of these. */
function edgeOr(refused: ByteSet, unless: readonly Node[]): Node {
  const bytes = without(wordBytes, refused);
  const set: readonly Node[] = bytes.length > 0 ? [{ kind: "set", bytes }] : [];
  return choice([word, ...set, ...unless]);
}

/** The single bytes that a node takes, and its options that are no single byte. */
function setsOf(node: Node): { readonly bytes: ByteSet; readonly others: readonly Node[] } {
  const options = node.kind === "choice" ? node.options : [node];
  return {
    bytes: union(...options.map((each) => (each.kind === "set" ? each.bytes : noBytes))),
    others: options.filter((each) => each.kind !== "set"),
  };
}

/** A byte that is refused, `unless` it ends something: the end of an escape is no part of a word. */
function exceptionOf(node: Node): { readonly bytes: ByteSet; readonly unless: Node } | undefined {
  if (node.kind !== "sequence") return undefined;
  const [set, look, ...more] = node.items;
  const isSuch =
    set?.kind === "set" &&
    look?.kind === "look" &&
    !look.ahead &&
    look.negated &&
    more.length === 0;
  return isSuch ? { bytes: set.bytes, unless: look.item } : undefined;
}
