import type { Remotes } from "./remote.ts";

/** Other machines, which are asked only where there is something to ask: loading that takes time. */
export class LazyRemotes implements AsyncDisposable {
  #made: Promise<Remotes> | undefined;

  async get(): Promise<Remotes> {
    this.#made ??= import("./remote.ts").then((loaded) => new loaded.Remotes());
    return this.#made;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await (await this.#made)?.[Symbol.asyncDispose]();
  }
}
