import { say } from "../../parts/notices.tsx";
import { RequestError } from "../../server/client.ts";
import { versions } from "../../server/live.ts";

/** Loads anew what settings show. */
export const reload = (): void => void versions.ledger.value++;

/**
 * Makes a change, says what became of it, and loads anew what is shown.
 *
 * @param change Gives what is said when it was made.
 * @param failed What is said before the reason when the server refused: `Not sent`.
 */
export async function changing(change: () => Promise<string>, failed: string): Promise<void> {
  try {
    say(await change());
  } catch (error) {
    if (!(error instanceof RequestError)) throw error;
    say(`${failed}: ${error.message}`);
  }
  reload();
}
