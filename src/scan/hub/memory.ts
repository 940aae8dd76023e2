import { appendFileSync } from "node:fs";
import type { FileTarget } from "../../sources/files.ts";
import type { FileResult } from "../file.ts";

/**
 * Remembers what was looked at, so that a later scan can leave it out. What is
 * clean is written down at once, and stays known however the scan ends; what
 * something was found in only when the report has it (`rest`); and what could not
 * be read wholly never.
 */
export class Memory {
  readonly #path: string;
  readonly #written = new Set<string>();

  /** @param path The file that `readSeen` reads. */
  constructor(path: string) {
    this.#path = path;
  }

  note(target: FileTarget, { tally }: FileResult): void {
    if (tally.findings.length === 0) this.#write(target, tally.gaps.length);
  }

  /** Notes what was found to hold something, too. */
  rest(
    targets: readonly FileTarget[],
    results: readonly FileResult[],
    unfinished: ReadonlySet<FileTarget>,
  ): void {
    for (const [at, target] of targets.entries())
      if (!unfinished.has(target)) this.#write(target, results[at]?.tally.gaps.length ?? 1);
  }

  #write({ remembered }: FileTarget, gaps: number): void {
    if (remembered === undefined || gaps > 0 || this.#written.has(remembered)) return;
    this.#written.add(remembered);
    appendFileSync(this.#path, `${remembered}\n`, { mode: 0o600 });
  }
}
