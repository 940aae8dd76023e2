import type { Traffic } from "../core/report.ts";
import type { Remotes } from "./remote.ts";

/** Servers, which are asked only where there is something to ask: loading what does so takes time. */
export class LazyRemotes {
  #loading: Promise<Remotes> | undefined;
  #loaded: Remotes | undefined;

  async get(): Promise<Remotes> {
    this.#loading ??= import("./remote.ts").then((module) => (this.#loaded = new module.Remotes()));
    return this.#loading;
  }

  /** What went over the network so far, on this thread. */
  get traffic(): Traffic {
    return this.#loaded?.traffic ?? { requests: 0, bytes: 0 };
  }
}
