import type { Chain } from "./chain.ts";
import { lengths } from "./extent.ts";
import type { ByteSet, Node, Repeat } from "./node.ts";

/** Which way from a literal: on over its tail, or back over its lead. */
export type Direction = "after" | "before";

/** A state of an automaton that may be in several at once. */
export type State =
  | PassState
  | ByteState
  /** Takes none, and goes on in all of these. */
  | { readonly kind: "fork"; readonly to: State[] };

/** Everything that was asked for is there. */
export interface PassState {
  readonly kind: "pass";
}

/** Takes one byte of a set. */
export interface ByteState {
  readonly kind: "byte";
  readonly bytes: ByteSet;
  readonly next: State;
}

export const pass: PassState = { kind: "pass" };

/** What an automaton asks for at most: so many bytes, so many turns told apart, so many states. */
const most = { bytes: 64, turns: 4, states: 3000 };

/**
 * An automaton that passes wherever a match can go on after a literal, or back
 * before it; and in other places too, for it is simpler than the pattern: it
 * sees no looks and no edges, asks nothing behind the 64th byte, and does not
 * count how often a long repeat repeats.
 *
 * @param chain The nodes from the literal on, the nearest first.
 */
export function automate(chain: Chain, direction: Direction): State {
  return new Builder(direction).chain(chain, most.bytes);
}

/** Of these at least one passes. */
export const eitherOf = (states: readonly State[]): State => ({ kind: "fork", to: [...states] });

class Builder {
  readonly #direction: Direction;
  #states = 0;

  constructor(direction: Direction) {
    this.#direction = direction;
  }

  /** @param room How many bytes are still looked at. */
  chain(chain: Chain, room: number): State {
    if (!chain || room <= 0) return pass;
    const { node, next } = chain;
    return this.#node(node, this.chain(next, room - lengths(node).min));
  }

  #node(node: Node, next: State): State {
    if (++this.#states > most.states) return pass;
    switch (node.kind) {
      case "set":
        return { kind: "byte", bytes: node.bytes, next };
      case "sequence":
        return this.#sequence(node.items, next);
      case "choice":
        return { kind: "fork", to: node.options.map((option) => this.#node(option, next)) };
      case "group":
        return this.#node(node.item, next);
      case "repeat":
        return this.#repeat(node, next);
      case "reference":
        return node.sure ? this.#node(node.item, next) : pass;
      case "edge":
      case "look":
        return next;
    }
  }

  #sequence(items: readonly Node[], next: State): State {
    const inOrder = this.#direction === "after" ? items.toReversed() : items;
    return inOrder.reduce((rest, item) => this.#node(item, rest), next);
  }

  #repeat({ item, min, max }: Repeat, next: State): State {
    const turns = Math.min(min, most.bytes);
    let state = turns < min ? pass : this.#optional(item, max - min, next);
    for (let turn = 0; turn < turns; turn++) state = this.#node(item, state);
    return state;
  }

  /** Up to `turns` turns; as many as there are where that is more than a few. */
  #optional(item: Node, turns: number, next: State): State {
    if (turns > most.turns) {
      const loop: State = { kind: "fork", to: [next] };
      loop.to.push(this.#node(item, loop));
      return loop;
    }
    let state = next;
    for (let turn = 0; turn < turns; turn++)
      state = { kind: "fork", to: [next, this.#node(item, state)] };
    return state;
  }
}
