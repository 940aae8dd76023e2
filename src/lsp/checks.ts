import type { TextDocument } from "vscode-languageserver-textdocument";
import { ModuleMemo } from "../evaluate/audit/python/module-memo.ts";
import { type Checked, check, type Work } from "./check.ts";
import type { Homes } from "./homes.ts";

interface Running {
  readonly version: number;
  readonly stop: AbortController;
  /** Passed on from version to version. */
  readonly memo: ModuleMemo;
  readonly result: Promise<Checked | undefined>;
}

/** What open documents give away: each version is looked at once, and no longer than it is the newest. */
export class Checks {
  readonly #homes: Homes;
  readonly #running = new Map<string, Running>();

  constructor(homes: Homes) {
    this.#homes = homes;
  }

  /** What the document as it stands now gives away; none where it was changed or closed meanwhile. */
  async of(document: TextDocument): Promise<Checked | undefined> {
    const { uri, version } = document;
    const known = this.#running.get(uri);
    if (known?.version === version) return known.result;
    known?.stop.abort();
    const stop = new AbortController();
    const memo = known?.memo ?? new ModuleMemo();
    const result = this.#check(document, { signal: stop.signal, memo });
    this.#running.set(uri, { version, stop, memo, result });
    return result;
  }

  /** Forgets a document that was closed. */
  close(uri: string): void {
    this.#running.get(uri)?.stop.abort();
    this.#running.delete(uri);
  }

  /** Looks at all anew when they are next asked for. */
  forget(): void {
    for (const uri of this.#running.keys()) this.close(uri);
  }

  async #check(document: TextDocument, work: Work): Promise<Checked | undefined> {
    const { signal } = work;
    const home = await this.#homes.of(document.uri);
    const checked = signal.aborted ? undefined : await check(document, home, work);
    return signal.aborted ? undefined : checked;
  }
}
