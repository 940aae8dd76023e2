import { type Span, span } from "../../../core/span.ts";
import { editBetween } from "../syntax/edit.ts";
import type { Grammars, Tree } from "../syntax/grammars.ts";
import type { Call, Store, Value } from "./module.ts";

/** What reading a function added to what is known of its module. */
export interface ReadFunction {
  /** Where the function stood when it was read. */
  readonly start: number;
  readonly calls: readonly Call[];
  readonly stores: readonly Store[];
  /** Which of the calls make what is raised. */
  readonly raised: readonly number[];
  /** Options of the command line that hold secrets. */
  readonly options: readonly string[];
}

/**
 * All that happened in a module before some place, as one object: the same
 * happenings lead to the same one. A function with the same text there is read
 * to the same end.
 */
export class Past {
  readonly functions = new Map<string, ReadFunction>();
  readonly #next = new Map<string, Past>();

  /** The past with one happening more. */
  after(happening: string): Past {
    const known = this.#next.get(happening);
    if (known) return known;
    const made = new Past();
    this.#next.set(happening, made);
    return made;
  }
}

/** So many times as much text as a module has is remembered of its functions: their older texts, too. */
const most = 4;

/** What is remembered of a module that is read again and again, as somebody edits it. */
export class ModuleMemo {
  #past = new Past();
  #size = 0;
  #parsed: { readonly text: string; readonly tree: Tree } | undefined;

  /** The tree of the module's text, made of the one that was asked for before it; it is the memo's. */
  parsed(text: string, grammars: Grammars): Tree {
    const before = this.#parsed;
    before?.tree.edit(editBetween(before.text, text));
    let tree = grammars.parse("python", text, before?.tree);
    // How damage is read may depend on what stood there before.
    if (before && tree.rootNode.hasError) {
      tree.delete();
      tree = grammars.parse("python", text);
    }
    before?.tree.delete();
    this.#parsed = { text, tree };
    return tree;
  }

  /** The past in which the module begins. @param size Of its text, in characters. */
  begin(imports: ReadonlyMap<string, string>, size: number): Past {
    if (this.#size > most * size) {
      this.#past = new Past();
      this.#size = 0;
    }
    return this.#past.after(JSON.stringify([...imports]));
  }

  remember(past: Past, text: string, read: ReadFunction): void {
    past.functions.set(text, read);
    this.#size += text.length;
  }
}

/** The same function, where it stands now. */
export function movedTo(start: number, read: ReadFunction): ReadFunction {
  const by = start - read.start;
  if (by === 0) return read;
  const place = (at: Span): Span => span(at.start + by, at.end + by);
  const value = <Given extends Value>(given: Given): Given => ({ ...given, at: place(given.at) });
  return {
    ...read,
    start,
    calls: read.calls.map((call) => ({
      ...call,
      args: call.args.map(value),
      at: place(call.at),
      nameAt: place(call.nameAt),
      receiver: call.receiver && value(call.receiver),
    })),
    stores: read.stores.map((store) => ({
      ...store,
      targetAt: place(store.targetAt),
      value: value(store.value),
      at: place(store.at),
    })),
  };
}
