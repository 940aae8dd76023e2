import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "../measure.ts";
import { printed } from "./peer.ts";

/**
 * The `bin` folder of a Python environment in `data/NAME`, made when it is not there or does not run.
 *
 * @param pins What is installed: `detect-secrets==1.5.0`.
 * @param options Of `python3 -m venv`.
 */
export function venv(
  name: string,
  pins: readonly string[],
  options: readonly string[] = [],
): string {
  const folder = join(dataFolder, name);
  const done = join(folder, "done");
  const bin = join(folder, "bin");
  if (existsSync(done)) return bin;
  printed("python3", ["-m", "venv", "--clear", ...options, folder]);
  printed(join(bin, "python"), ["-m", "pip", "install", "--quiet", ...pins]);
  printed("touch", [done]);
  return bin;
}
