import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import type { Decision } from "../fortify/clean/plan.ts";
import { changeLines, changesOf, type Shown } from "./clean-changes.ts";
import type { Shell } from "./command.ts";

/**
 * Asks for each value of a file whether it is to be changed. Who quits keeps what
 * was answered before, and changes nothing more.
 */
export const chooser =
  (shell: Shell) =>
  async (edits: readonly Decision[]): Promise<ReadonlySet<Decision>> => {
    const answers = createInterface({ input: Readable.from(shell.stdin()) });
    const lines = answers[Symbol.asyncIterator]();
    const wanted = new Set<Decision>();
    const always = new Set<string>();
    try {
      for (const each of changesOf(edits)) {
        const { rule } = each.entry.finding;
        const answer = always.has(rule) ? "y" : await asked(each, lines, shell);
        if (answer === "q") break;
        if (answer === "a") always.add(rule);
        if (answer !== "n") for (const decision of each.decisions) wanted.add(decision);
      }
    } finally {
      answers.close();
    }
    return wanted;
  };

const question = "Change it? y yes, n no, a all of this rule, q nothing more: ";
const known = new Set(["y", "n", "a", "q"]);

/** What the user says; `q` where standard input is at its end. */
async function asked(change: Shown, lines: AsyncIterator<string>, shell: Shell): Promise<string> {
  for (const line of changeLines(change, shell)) shell.err(line);
  for (;;) {
    shell.err(question);
    const { value, done } = await lines.next();
    if (done === true) return "q";
    const answer = value.trim().toLowerCase().slice(0, 1);
    if (known.has(answer)) return answer;
  }
}
