import { lengths } from "./extent.ts";
import {
  bytesOf,
  type ByteSet,
  contains,
  type Edge,
  type Look,
  type Node,
  type Repeat,
  wordBytes,
} from "./node.ts";

/** What follows: whether the rest matches from there. */
type Rest = (at: number) => boolean;

/** Turns of a group that are followed at most: each takes room on the stack. */
const mostTurns = 300;

const tables = new WeakMap<ByteSet, Uint8Array>();

/**
 * Runs patterns as a backtracking matcher does, and counts what it does: a step
 * is a byte that is looked at, or a way that is chosen. Unlike time, the count
 * is the same on every machine.
 */
export class Effort {
  readonly #text: string;
  readonly #most: number;
  readonly #groups = new Map<string, string>();
  steps = 0;

  /**
   * @param text One character per byte.
   * @param most Steps after which it gives up: everything then counts as matched.
   */
  constructor(text: string, most: number) {
    this.#text = text;
    this.#most = most;
  }

  /** Tries the pattern at a place; gives where the match ends, if there is one. */
  tryAt(node: Node, at: number): number | undefined {
    let end: number | undefined;
    this.#run(node, at, (to) => {
      end = to;
      return true;
    });
    return end;
  }

  #run(node: Node, at: number, rest: Rest): boolean {
    if (this.steps++ > this.#most) return true;
    switch (node.kind) {
      case "set":
        return this.#takes(node.bytes, at) && rest(at + 1);
      case "sequence":
        return this.#sequence(node.items, 0, at, rest);
      case "choice":
        return node.options.some((option) => this.#run(option, at, rest));
      case "group":
        return this.#run(node.item, at, (to) => {
          this.#groups.set(node.name ?? "", this.#text.slice(at, to));
          return rest(to);
        });
      case "reference": {
        const said = this.#groups.get(node.name) ?? "";
        this.steps += said.length;
        return this.#text.startsWith(said, at) && rest(at + said.length);
      }
      case "edge":
        return this.#isEdge(node.of, at) && rest(at);
      case "look":
        return this.#looks(node, at) !== node.negated && rest(at);
      case "repeat":
        return node.item.kind === "set"
          ? this.#bytes(node, node.item.bytes, at, rest)
          : this.#turns(node, 0, at, rest);
    }
  }

  // eslint-disable-next-line max-params -- the state of a recursion
  #sequence(items: readonly Node[], index: number, at: number, rest: Rest): boolean {
    const item = items[index];
    if (!item) return rest(at);
    return this.#run(item, at, (to) => this.#sequence(items, index + 1, to, rest));
  }

  /** A repeat of single bytes needs no stack. */
  // eslint-disable-next-line max-params -- a repeat, its bytes, a place, the rest
  #bytes({ min, max, lazy }: Repeat, bytes: ByteSet, at: number, rest: Rest): boolean {
    let taken = 0;
    const most = lazy ? min : max;
    while (taken < most && this.#takes(bytes, at + taken)) taken++;
    if (!lazy) {
      for (; taken >= min; taken--) if (rest(at + taken)) return true;
      return false;
    }
    if (taken < min) return false;
    while (!rest(at + taken))
      if (taken++ >= max || !this.#takes(bytes, at + taken - 1)) return false;
    return true;
  }

  // eslint-disable-next-line max-params -- the state of a recursion
  #turns(node: Repeat, turn: number, at: number, rest: Rest): boolean {
    if (this.steps > this.#most) return true;
    const again = (): boolean =>
      turn < Math.min(node.max, mostTurns) &&
      this.#run(node.item, at, (to) =>
        to === at && turn >= node.min ? false : this.#turns(node, turn + 1, to, rest),
      );
    if (turn < node.min) return again();
    return node.lazy ? rest(at) || again() : again() || rest(at);
  }

  #takes(bytes: ByteSet, at: number): boolean {
    this.steps++;
    let table = tables.get(bytes);
    if (!table) {
      table = new Uint8Array(256);
      for (const byte of bytesOf(bytes)) table[byte] = 1;
      tables.set(bytes, table);
    }
    return at < this.#text.length && table[this.#text.charCodeAt(at)] === 1;
  }

  #looks({ ahead, item }: Look, at: number): boolean {
    if (ahead) return this.#run(item, at, () => true);
    const { min, max } = lengths(item);
    for (let length = min; length <= Math.min(max, at); length++)
      if (this.#run(item, at - length, (to) => to === at)) return true;
    return false;
  }

  #isEdge(edge: Edge, at: number): boolean {
    const isWord = (place: number): boolean =>
      place >= 0 && place < this.#text.length && contains(wordBytes, this.#text.charCodeAt(place));
    const ends = (place: number): boolean => /[\r\n]/.test(this.#text.charAt(place));
    switch (edge) {
      case "word":
        return isWord(at - 1) !== isWord(at);
      case "not-word":
        return isWord(at - 1) === isWord(at);
      case "text-start":
        return at === 0;
      case "text-end":
        return at === this.#text.length;
      case "line-start":
        return at === 0 || ends(at - 1);
      case "line-end":
        return at === this.#text.length || ends(at);
    }
  }
}
