import { TareError } from "../core/error.ts";
import { install, type Installed, uninstall } from "../fortify/hook/install.ts";
import { stages } from "../fortify/hook/script.ts";
import { beginLedger, ledgerOf } from "../ledger/ledger.ts";
import type { Shell } from "./command.ts";
import { shownPath } from "./files.ts";
import type { Values } from "./options.ts";
import { worktreeOf } from "./worktree.ts";

/** Writes hooks, and begins the ledger of the repository. @throws {TareError} */
export async function installHooks(values: Values, shell: Shell): Promise<number> {
  const { program } = shell;
  if (!program) throw new TareError("usage", "hooks are installed by the command line only");
  const worktree = await worktreeOf(values, shell);
  const asked = stages.filter((each) => values[each] === true);
  for (const stage of asked.length > 0 ? asked : (["pre-commit"] as const))
    said(install(worktree, stage, { program, force: values["force"] === true }), shell);
  beginLedger(worktree.root);
  shell.out(`${shownPath(ledgerOf(worktree.root))}: will say what was blocked\n`);
  return 0;
}

/** Takes hooks away. @throws {TareError} */
export async function uninstallHooks(values: Values, shell: Shell): Promise<number> {
  const done = uninstall(await worktreeOf(values, shell));
  for (const each of done) said(each, shell);
  if (done.length === 0) shell.out("no hook of tare's is here\n");
  return 0;
}

function said({ path, did, kept }: Installed, shell: Shell): void {
  shell.out(`${shownPath(path)}: ${did}\n`);
  if (kept !== undefined) shell.out(`the hook that was there runs first: ${shownPath(kept)}\n`);
}
