import { spawnSync } from "node:child_process";
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

/**
 * A Python that has all of these modules, or nothing, said aloud.
 *
 * @throws {Error} There is none, and all tests must run.
 */
export function pythonWith(...modules: readonly string[]): string | undefined {
  const python = program("python3", "python");
  if (!python) return undefined;
  const missing = modules.filter(
    (module) => spawnSync(python, ["-c", `import ${module}`]).status !== 0,
  );
  if (missing.length === 0) return python;
  const message = `${python} has no ${missing.join(", ")}: its tests do not run`;
  if (all) throw new Error(message);
  console.warn(`SKIPPED: ${message}`);
  return undefined;
}
