import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** CI sets this: there a test that cannot run is a failure, not a skip. */
const all = process.env["TARE_TEST_ALL"] === "1";

/**
 * Where a program stands, or nothing, said aloud, where the machine has none.
 *
 * @throws {Error} It is missing, and all tests must run.
 */
export function program(...names: readonly string[]): string | undefined {
  const folders = (process.env["PATH"] ?? "").split(delimiter);
  for (const name of names)
    for (const folder of folders) if (existsSync(join(folder, name))) return join(folder, name);
  const message = `${names.join(" or ")} is not installed: its tests do not run`;
  if (all) throw new Error(message);
  console.warn(`SKIPPED: ${message}`);
  return undefined;
}
