import { TareError } from "../core/error.ts";
import { addedEvent, momentOf } from "../ledger/added.ts";
import type { Happening } from "../ledger/event.ts";
import { contextOf } from "../scan/context.ts";
import { scanText } from "../scan/file.ts";
import { noPolicy } from "../scan/policy.ts";
import type { Shell } from "./command.ts";
import { recorded } from "./ledger.ts";
import { wordsOf } from "./ledger-words.ts";
import { text, type Values } from "./options.ts";
import { ledgerAt } from "./project.ts";
import { scanRun } from "./scanning.ts";

/**
 * Writes down what happened outside of tare, as somebody says it.
 *
 * @returns The exit status.
 * @throws {TareError} `usage`: it is no such event, holds a secret, or there is no project; `machine`: it cannot be written.
 */
export async function addToLedger(
  [type = "", ...fields]: readonly string[],
  values: Values,
  shell: Shell,
): Promise<number> {
  const happening = addedEvent(type, fields);
  const at = timeOf(values);
  const project = ledgerAt(".", values, {}, shell.env);
  if (project === undefined)
    throw new TareError("usage", "there is no ledger here to write into", {
      hint: "'mkdir .tare' begins one",
    });
  await refuseSecrets(happening, shell);
  await recorded(project, [happening], shell, at);
  shell.out(`${type}: ${wordsOf(happening)}\n`);
  return 0;
}

function timeOf(values: Values): Date | undefined {
  const given = text(values, "at");
  if (given === undefined) return undefined;
  const at = momentOf(given);
  if (!at)
    throw new TareError("usage", `--at takes a time, not '${given}'`, {
      hint: "write it as 2026-11-29T10:00Z",
    });
  if (at.getTime() > Date.now())
    throw new TareError("usage", "--at is in the future", { hint: "leave it out: it is now" });
  return at;
}

/** A ledger goes to a server and to everybody who reads it: names belong there, values do not. */
async function refuseSecrets({ type, ...data }: Happening, shell: Shell): Promise<void> {
  const settings = { config: {}, files: [], policy: noPolicy };
  const { options } = await scanRun({ class: ["secret"] }, settings, shell);
  const context = await contextOf({ ...options, targets: [] });
  for (const [name, value] of Object.entries(data)) {
    const { findings } = await scanText(context, lines(value), { shown: name, name });
    const found = findings.find((each) => each.class === "secret");
    if (found)
      throw new TareError("usage", `${type}: '${name}' holds a secret: ${found.title}`, {
        hint: "name it, as ci-deploy-key: no event holds a value",
      });
  }
}

const lines = (value: unknown): string => (Array.isArray(value) ? value.join("\n") : String(value));
