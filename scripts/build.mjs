// Builds the package into dist/: indexes, compiled rules, declarations, the
// bundled code, and the schemas of the report, of dossiers, of tare.yaml and of receipts. Bundled, because a start that opens
// three hundred modules takes longer than a scan.
import { execFileSync } from "node:child_process";
import { chmod, copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { build } from "rolldown";
import { build as buildPages } from "vite";
import { chunks } from "./chunks.mjs";

const require = createRequire(import.meta.url);
const typescript = require.resolve("typescript/package.json");
const run = (...args) => execFileSync(process.execPath, args, { stdio: "inherit" });

await rm("dist", { recursive: true, force: true });
run("scripts/index.mjs");
run("scripts/program.mjs");
run(join(dirname(typescript), "bin", "tsc"), "-p", "tsconfig.build.json");
const { plugin, groups } = chunks();
await build({
  input: {
    bin: "src/cli/bin.ts",
    index: "src/index.ts",
    redact: "src/redact.ts",
    pino: "src/pino.ts",
    worker: "src/scan/worker.ts",
    "engine-worker": "src/server/database/engine-worker.ts",
  },
  platform: "node",
  // The oldest Node that package.json allows: it does not know `using` yet.
  transform: { target: "node22.18" },
  // What a package wrote for bundlers; the other one of jsonc-parser asks for its parts only when it runs.
  resolve: { mainFields: ["module", "main"] },
  // What is loaded where it is installed is not part of the bundle.
  external: [/^node:/, "@lydell/node-pty", "@electric-sql/pglite", "pg"],
  plugins: [plugin],
  output: {
    dir: "dist",
    format: "esm",
    chunkFileNames: "[name].js",
    codeSplitting: { groups },
    minify: {
      compress: false,
      mangle: false,
      codegen: { removeWhitespace: true, legalComments: "none" },
    },
  },
});
// The dashboard. Behind each other, since the first empties the folder of the second.
for (const mode of ["production", "report"])
  await buildPages({ configFile: "ui/vite.config.ts", mode, logLevel: "warn" });
await copyFile("src/report/report.schema.json", "dist/report.schema.json");
await copyFile("src/recon/brief/brief.schema.json", "dist/brief.schema.json");
const { schema } = await import("../src/config/schema.ts");
const { receiptSchema } = await import("../src/fortify/proof/schema.ts");
for (const [name, each] of Object.entries({ config: schema, receipt: receiptSchema }))
  await writeFile(`dist/${name}.schema.json`, `${JSON.stringify(each, undefined, 2)}\n`);
await copyFile("src/scan/program.gen.bin", "dist/program.gen.bin");
const { grammars, runtime } = await import("../src/evaluate/audit/syntax/grammars.ts");
await mkdir("dist/grammars");
for (const [name, path] of Object.entries({ ...grammars, [runtime.name]: runtime.path }))
  await copyFile(require.resolve(path), `dist/grammars/${name}.wasm`);
await chmod("dist/bin.js", 0o755);
