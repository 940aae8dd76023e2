// Builds the package into dist/: indexes, compiled rules, compiled TypeScript, the report's schema.
import { execFileSync } from "node:child_process";
import { chmod, copyFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

const typescript = createRequire(import.meta.url).resolve("typescript/package.json");

await rm("dist", { recursive: true, force: true });
for (const script of ["scripts/index.mjs", "scripts/program.mjs"])
  execFileSync(process.execPath, [script], { stdio: "inherit" });
execFileSync(
  process.execPath,
  [join(dirname(typescript), "bin", "tsc"), "-p", "tsconfig.build.json"],
  { stdio: "inherit" },
);
await copyFile("src/report/report.schema.json", "dist/report/report.schema.json");
await copyFile("src/scan/program.gen.json", "dist/scan/program.gen.json");
await chmod("dist/cli/bin.js", 0o755);
