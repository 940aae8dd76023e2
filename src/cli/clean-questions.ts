import { createInterface } from "node:readline";
import { Readable } from "node:stream";
import { fileOf } from "../core/blob.ts";
import { visible } from "../report/kit/escape.ts";
import type { Decision } from "../fortify/clean/plan.ts";
import { changeLines, changesOf, type Shown } from "./clean-changes.ts";
import type { Shell } from "./command.ts";

/**
 * Asks for each value of a file whether it is to be changed. Who quits keeps what
 * was answered before, and changes nothing more.
 */
export function chooser(
  shell: Shell,
): (edits: readonly Decision[]) => Promise<ReadonlySet<Decision>> {
  const answers = createInterface({ input: Readable.from(shell.stdin()) });
  const lines = answers[Symbol.asyncIterator]();
  const always = new Set<string>();
  let hasQuit = false;
  return async (edits) => {
    const wanted = new Set<Decision>();
    let file = "";
    for (const each of hasQuit ? [] : changesOf(edits)) {
      const { rule, location } = each.entry.finding;
      if (file !== fileOf(location.path)) {
        file = fileOf(location.path);
        shell.err(`\n${visible(file)}\n`);
      }
      const answer = always.has(rule) ? "y" : await asked(each, lines, shell);
      hasQuit ||= answer === "q";
      if (hasQuit) break;
      if (answer === "a") always.add(rule);
      if (answer !== "n") for (const decision of each.decisions) wanted.add(decision);
    }
    return wanted;
  };
}

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
