import { readdir, readFile } from "node:fs/promises";
import { dirname, join } from "node:path/posix";
import { expect, test } from "vitest";

/** What each folder of src/ may import besides itself; `node:*` and packages by name. The order is that of the layers. */
const layers: Readonly<Record<string, readonly string[]>> = {
  core: [],
  rules: ["core"],
  engine: [
    "core",
    "@noble/hashes/sha2.js",
    "@scure/base",
    "@scure/bip39",
    "@scure/bip39/wordlists/english.js",
  ],
  baseline: ["core"],
  config: ["core", "yaml"],
  import: ["core", "engine", "smol-toml", "yaml"],
  export: ["core", "engine"],
  decoders: ["core"],
  formats: ["core"],
  "formats/kit": ["core", "node:crypto", "node:zlib"],
  report: ["core", "node:crypto"],
  sources: ["core", "node:*"],
  "sources/bucket": ["core", "sources", "aws4fetch", "saxes", "node:*"],
  "sources/cloud": ["core", "sources", "aws4fetch", "node:*"],
  "sources/http": ["core", "undici", "node:*"],
  scan: [
    "core",
    "baseline",
    "rules",
    "engine",
    "import",
    "decoders",
    "formats",
    "sources",
    "node:*",
  ],
  verify: ["core", "rules", "aws4fetch", "undici", "node:*"],
  ledger: ["core", "valibot", "node:*"],
  "ledger/remote": ["core", "ledger", "sources"],
  attest: ["core", "config", "formats", "sources", "node:*"],
  fortify: ["core", "attest", "config", "rules", "engine", "sources", "scan", "ledger", "node:*"],
  "fortify/run": ["core", "fortify", "scan", "sources", "@lydell/node-pty", "node:*"],
  evaluate: [
    "core",
    "attest",
    "config",
    "scan",
    "sources",
    "ledger",
    "web-tree-sitter",
    "yaml",
    "dockerfile-ast",
    "jsonc-parser",
    "ignore",
    "smol-toml",
    "node:*",
  ],
  lsp: [
    "core",
    "rules",
    "scan",
    "evaluate",
    "report",
    "vscode-languageserver",
    "vscode-languageserver-protocol",
    "vscode-languageserver-protocol/node",
    "vscode-languageserver-textdocument",
    "node:*",
  ],
  recon: ["core", "report"],
  "recon/inventory": ["core", "scan", "sources", "node:*"],
  demo: ["core", "node:*"],
  server: [
    "core",
    "ledger",
    "@electric-sql/pglite",
    "@hono/node-server",
    "@hono/node-server/conninfo",
    "@valibot/to-json-schema",
    "hono",
    "openid-client",
    "pg",
    "valibot",
    "node:*",
  ],
  cli: [
    "core",
    "rules",
    "engine",
    "baseline",
    "config",
    "import",
    "export",
    "formats",
    "report",
    "sources",
    "scan",
    "verify",
    "ledger",
    "attest",
    "server",
    "fortify",
    "evaluate",
    "recon",
    "lsp",
    "demo",
    "node:*",
  ],
};

/** Files in these folders stand alone: none imports another of the same folder. */
const independent = [
  "decoders",
  "formats",
  "rules/secrets",
  "rules/clues",
  "rules/artefacts",
  "rules/benign",
  "evaluate/audit/readers",
  "evaluate/audit/checks",
  "evaluate/audit/trackers",
  "recon/brief/plays",
];

/** What follows `from` in a statement, `import` by itself, and `import(` in an expression. */
const specifier = /^(?:import|export)\b(?:[^"=()]*\bfrom)? "([^"]+)"|\bimport\("([^"]+)"\)/gm;
const specifiers = (text: string): string[] =>
  [...text.matchAll(specifier)].map(([, stated, loaded]) => stated ?? loaded ?? "");

/** The longest entry of the table that the file lies in. */
const layerOf = (file: string): string | undefined =>
  Object.keys(layers)
    .filter((layer) => file.startsWith(`${layer}/`))
    .sort((one, other) => other.length - one.length)[0];

interface Import {
  readonly file: string;
  readonly specifier: string;
}

/** Whether an entry of the table stands for what a file imports. */
const permits = (entry: string, { file, specifier }: Import): boolean =>
  specifier.startsWith(".")
    ? join(dirname(file), specifier).startsWith(`${entry}/`)
    : specifier === entry || specifier.replace(/:.*/, ":*") === entry;

function isAllowed(each: Import): boolean {
  const { file, specifier } = each;
  const layer = layerOf(file);
  if (layer === undefined) return true;
  const to = join(dirname(file), specifier);
  const isRelative = specifier.startsWith(".");
  if (isRelative && independent.includes(dirname(file)) && dirname(to) === dirname(file))
    return false;
  const isOwn = isRelative && to.startsWith(`${layer.split("/")[0]}/`);
  return isOwn || (layers[layer] ?? []).some((entry) => permits(entry, each));
}

async function allImports(): Promise<readonly Import[]> {
  const files = (await readdir("src", { recursive: true })).filter(
    (file) => file.endsWith(".ts") && !/(?:\.test|testing|\/index)\.ts$/.test(file),
  );
  const read = async (file: string): Promise<readonly Import[]> =>
    specifiers(await readFile(join("src", file), "utf8")).map((specifier) => ({ file, specifier }));
  const imports = (await Promise.all(files.map(read))).flat();
  expect(imports.length).toBeGreaterThan(files.length);
  return imports;
}

test("imports follow the layers", async () => {
  const wrong = (await allImports()).filter((each) => !isAllowed(each));
  expect(wrong).toEqual([]);
});

test("the layers allow nothing that nobody imports", async () => {
  const byLayer = Map.groupBy(await allImports(), ({ file }) => layerOf(file));
  const unused = Object.entries(layers).flatMap(([layer, allowed]) =>
    allowed
      .filter((entry) => byLayer.get(layer)?.some((each) => permits(entry, each)) !== true)
      .map((entry) => `${layer}: ${entry}`),
  );
  expect(unused).toEqual([]);
});

/** What a page takes from the house besides types: its own folder and packages that are bundled. */
const valueImport =
  /^(?:import|export) (?!type\b)(?:[^"=()]*\bfrom )?"([^"]+)"|\bimport\("([^"]+)"\)/gm;
const bundled = ["preact", "preact/hooks", "@preact/signals", "uplot"];

const isAllowedInPages = (specifier: string): boolean =>
  bundled.includes(specifier) ||
  (specifier.startsWith(".") && !/(?:\.\.\/)+(?:src|test|bench)\//.test(specifier));

test("the dashboard takes types alone from the house", async () => {
  const files = (await readdir("ui/src", { recursive: true })).filter((file) =>
    /(?<!\.test)\.tsx?$/.test(file),
  );
  const wrong: string[] = [];
  for (const file of files)
    for (const [, stated, loaded] of (await readFile(join("ui/src", file), "utf8")).matchAll(
      valueImport,
    )) {
      const specifier = stated ?? loaded ?? "";
      if (!isAllowedInPages(specifier)) wrong.push(`${file} imports ${specifier}`);
    }
  expect(wrong).toEqual([]);
  expect(files.length).toBeGreaterThan(40);
});

test("a wrong import would be seen", () => {
  expect(specifiers(`import {\n  a,\n} from "./a.ts";\nawait import("node:fs");`)).toEqual([
    "./a.ts",
    "node:fs",
  ]);
  expect(isAllowed({ file: "core/span.ts", specifier: "node:fs" })).toBe(false);
  expect(isAllowed({ file: "formats/gguf.ts", specifier: "./zip.ts" })).toBe(false);
  expect(isAllowed({ file: "formats/gguf.ts", specifier: "../scan/scan.ts" })).toBe(false);
  expect(isAllowed({ file: "formats/kit/inflate.ts", specifier: "node:zlib" })).toBe(true);
  const taken = `import { rank } from "../../src/core/finding.ts";\nimport type { A } from "../../src/a.ts";`;
  const values = [...taken.matchAll(valueImport)].map(([, stated = ""]) => stated);
  expect(values).toEqual(["../../src/core/finding.ts"]);
  expect(values.some(isAllowedInPages)).toBe(false);
});
