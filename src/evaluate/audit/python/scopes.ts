import type { Past } from "./module-memo.ts";
import { spelledTaint, type Taint } from "./taint.ts";

interface Scope {
  readonly taints: Map<string, Taint | undefined>;
  /** What a name is an instance of: `api` of `huggingface_hub.HfApi`. */
  readonly kinds: Map<string, string>;
  readonly name: string | undefined;
  /** Of the function that it is of. */
  readonly parameters: readonly string[];
}

const newScope = (name: string | undefined, parameters: readonly string[] = []): Scope => ({
  taints: new Map(),
  kinds: new Map(),
  name,
  parameters,
});

/** What is known of names, by the functions and classes that they stand in. */
export class Scopes {
  /** The innermost last. */
  readonly #scopes: Scope[] = [newScope(undefined)];
  /** What led to what is known here; none where nobody asks for it. */
  past: Past | undefined;

  /** Runs something in a scope of its own. */
  inside(name: string | undefined, run: () => void, parameters: readonly string[] = []): void {
    const { past } = this;
    this.past = past?.after("inside");
    this.#scopes.push(newScope(name, parameters));
    run();
    this.#scopes.pop();
    this.past = past;
  }

  /** The function or class that the scope is of. */
  get name(): string | undefined {
    return this.#scope.name;
  }

  /** Of the function that the scope is of. */
  get parameters(): readonly string[] {
    return this.#scope.parameters;
  }

  set(name: string, taint: Taint | undefined): void {
    this.#scope.taints.set(name, taint);
    this.past = this.past?.after(`holds\0${name}\0${spelledTaint(taint)}`);
  }

  /** @param kind What it is an instance of; none where that is not known. */
  become(name: string, kind: string | undefined): void {
    if (kind === undefined) this.#scope.kinds.delete(name);
    else this.#scope.kinds.set(name, kind);
    this.past = this.past?.after(`is\0${name}\0${kind ?? ""}`);
  }

  /** What gets into a name, in this scope or one around it. */
  taint(name: string): Taint | undefined {
    return this.#scopes.findLast(({ taints }) => taints.has(name))?.taints.get(name);
  }

  isSet(name: string): boolean {
    return this.#scopes.some(({ taints }) => taints.has(name));
  }

  kind(name: string): string | undefined {
    return this.#scopes.findLast(({ kinds }) => kinds.has(name))?.kinds.get(name);
  }

  get #scope(): Scope {
    return this.#scopes.at(-1) ?? newScope(undefined);
  }
}
