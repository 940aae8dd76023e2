import { accessSync, constants, existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import type { Config } from "../config/config.ts";
import type { Shell } from "./command.ts";
import type { Values } from "./options.ts";
import { configName } from "./settings.ts";

/**
 * The project that a folder is in: the nearest folder with `.tare` or settings,
 * no further up than the repository. None where its ledger could not be begun.
 */
export function projectAt(start: string): string | undefined {
  for (let folder = resolve(start); ; folder = dirname(folder)) {
    const has = (name: string): boolean => existsSync(join(folder, name));
    if (has(".tare")) return folder;
    if (has(configName)) return canWrite(folder) ? folder : undefined;
    if (has(".git") || dirname(folder) === folder) return undefined;
  }
}

/**
 * The project of which the ledger is to say what a command did in a folder; none where nobody wants that. Where
 * events are sent to a server, a repository without a ledger gets one: a pipeline's checkout has none.
 */
export function ledgerAt(
  folder: string,
  values: Values,
  config: Config,
  env: Shell["env"],
): string | undefined {
  if (values["untrusted"] === true || config.ledger === false) return undefined;
  const isSent = (env["TARE_SERVER"] ?? "") !== "";
  return projectAt(folder) ?? (isSent ? repositoryAt(folder) : undefined);
}

function repositoryAt(start: string): string {
  for (let folder = resolve(start); dirname(folder) !== folder; folder = dirname(folder))
    if (existsSync(join(folder, ".git"))) return folder;
  return resolve(start);
}

function canWrite(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
