import { existsSync } from "node:fs";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import type { FolderSettings } from "../lsp/settings.ts";
import { serve } from "../lsp/server.ts";
import { needsValues } from "../scan/policy.ts";
import { usualBaseline, withKnown } from "./baseline.ts";
import type { Shell } from "./command.ts";
import { shownPath } from "./files.ts";
import { scanOptions } from "./scan-options.ts";
import { fingerprintKeyOf, scanRun } from "./scanning.ts";
import { settingsOf, withDefaults } from "./settings.ts";

/** A document that takes longer is told of as not inspected: somebody waits. */
const timeoutMs = 5000;

/** Serves an editor until it ends. @returns The exit status. */
export async function served(isUntrusted: boolean, shell: Shell): Promise<number> {
  return serve({
    input: readableOf(shell),
    output: writableOf(shell),
    isUntrusted,
    readSettings: async (folder, untrusted) => folderSettings(folder, untrusted, shell),
  });
}

function readableOf({ stdin }: Shell): Readable {
  const input = stdin();
  return input instanceof Readable ? input : Readable.from(input, { objectMode: false });
}

const writableOf = ({ write }: Shell): Writable =>
  new Writable({
    write(bytes: Uint8Array, _, done) {
      write(bytes).then(() => done(), done);
    },
  });

/** What is set for a folder, as `tare scan` and `tare audit` take it. @throws {TareError} `usage` */
async function folderSettings(
  folder: string,
  untrusted: boolean,
  shell: Shell,
): Promise<FolderSettings> {
  const settings = await settingsOf([folder], { quiet: true, untrusted }, shell);
  const values = withDefaults({}, settings, scanOptions);
  const { options } = await scanRun(values, settings, shell);
  const usual = shownPath(join(folder, usualBaseline));
  const baseline = settings.baseline ?? (!untrusted && existsSync(usual) ? usual : undefined);
  const policy =
    baseline === undefined
      ? settings.policy
      : await withKnown(settings.policy, baseline, { key: fingerprintKeyOf(shell), shell });
  const limits = { ...options.limits, timeoutMs };
  return { scan: { ...options, limits, reveal: needsValues(policy) }, policy };
}
