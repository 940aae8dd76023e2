import { execFileSync } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The dashboard as a build makes it, in a folder of its own. */
export interface BuiltPages extends AsyncDisposable {
  readonly folder: string;
}

/** Builds the dashboard, and the page of one report into `report/`. Takes a second. */
export async function builtPages(): Promise<BuiltPages> {
  const folder = await mkdtemp(join(tmpdir(), "tare-pages-"));
  build("production", folder);
  build("report", join(folder, "report"));
  return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true }) };
}

/** By a process of its own: what is bundled looks at `NODE_ENV`, which a test runner sets. */
function build(mode: string, outDir: string): void {
  const args = ["build", "ui", "--mode", mode, "--outDir", outDir, "--emptyOutDir"];
  execFileSync(
    process.execPath,
    ["node_modules/vite/bin/vite.js", ...args, "--logLevel", "error"],
    {
      env: { ...process.env, NODE_ENV: "production" },
      stdio: "inherit",
    },
  );
}
