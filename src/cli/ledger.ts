import { TareError } from "../core/error.ts";
import type { Happening } from "../ledger/event.ts";
import { record } from "../ledger/ledger.ts";
import type { Shell } from "./command.ts";

/**
 * Writes to a project's ledger what happened. A ledger that cannot be written is
 * said, and no reason to fail: what was asked for is done.
 */
export async function noted(
  project: string,
  happenings: readonly Happening[],
  shell: Shell,
): Promise<void> {
  try {
    await record(project, happenings);
  } catch (error) {
    if (!(error instanceof TareError)) throw error;
    shell.err(`tare: note: ${error.message}\n`);
  }
}
