import { spawn } from "node:child_process";
import { TareError } from "../core/error.ts";
import type { Destination } from "../ledger/remote/send.ts";
import { plural } from "../report/kit/words.ts";
import { needFolder } from "../sources/if-there.ts";
import type { Shell } from "./command.ts";
import { neededLedger } from "./ledger-show.ts";

/** Where events are sent to, if anywhere. */
function destinationOf({ env }: Shell): Destination | undefined {
  const server = env["TARE_SERVER"] ?? "";
  const token = env["TARE_TOKEN"] ?? "";
  return server === "" || token === "" ? undefined : { server, token };
}

/**
 * Sends the events of a project in a process of its own, which nobody waits for:
 * no command is slower, and none fails, because a server is away.
 */
export function sendLater(project: string, shell: Shell): void {
  const { program, env } = shell;
  if (env["TARE_SERVER"] !== "" && !destinationOf(shell))
    shell.err("tare: note: TARE_SERVER is set and TARE_TOKEN is not: nothing is sent\n");
  if (!program || !destinationOf(shell)) return;
  const child = spawn(program.node, [program.file, "ledger", "send", project], {
    detached: true,
    stdio: "ignore",
    env: { ...env },
  });
  // Where there is no room for a process, the next command sends.
  child.on("error", () => undefined);
  child.unref();
}

/** Sends the events of a project now. @throws {TareError} */
export async function sendNow(folder: string, shell: Shell): Promise<number> {
  const destination = destinationOf(shell);
  if (!destination)
    throw new TareError("usage", "there is no server to send events to", {
      hint: "set TARE_SERVER to the address of 'tare serve', and TARE_TOKEN",
    });
  if (!/^https?:\/\//.test(destination.server))
    throw new TareError("usage", "TARE_SERVER is no address of a server", {
      hint: "set it to the address of 'tare serve', with http:// or https://",
    });
  await needFolder(folder, "name the project's folder");
  const { project = folder } = await neededLedger(folder);
  const { sendLedger } = await import("../ledger/remote/send.ts");
  const { stored, known, refused } = await sendLedger(project, destination, { env: shell.env });
  const isNothing = stored + known + refused.length === 0;
  const what = isNothing
    ? "nothing new to send"
    : `${plural(stored, "event")} stored, ${known} known before`;
  shell.out(`${destination.server}: ${what}\n`);
  for (const { id, reason } of refused) shell.err(`tare: note: ${id}: ${reason}\n`);
  return refused.length > 0 ? 1 : 0;
}
