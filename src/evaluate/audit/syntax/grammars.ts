import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { Language, type Node, Parser, type Tree } from "web-tree-sitter";
import type { ModuleMemo } from "../python/module-memo.ts";

export type { Node, Tree };

/** Where each grammar is in the packages; the build copies them beside the bundle under the names here. */
export const grammars = {
  bash: "tree-sitter-bash/tree-sitter-bash.wasm",
  python: "tree-sitter-python/tree-sitter-python.wasm",
  hcl: "@tree-sitter-grammars/tree-sitter-hcl/tree-sitter-hcl.wasm",
} as const;
export type Grammar = keyof typeof grammars;
/** What runs the grammars, and where it is in its package. */
export const runtime = { name: "tree-sitter", path: "web-tree-sitter/web-tree-sitter.wasm" };

/** Trees of one language. */
export interface Grammars {
  /** @param before The tree of an older text, which was told how it was edited. */
  readonly parse: (grammar: Grammar, text: string, before?: Tree) => Tree;
  /** What is remembered of a Python file that is edited. */
  readonly memo?: ModuleMemo | undefined;
}

let started: Promise<void> | undefined;
const loaded = new Map<Grammar, Parser>();

/**
 * Makes ready what runs these grammars, if there are any. Each is loaded when a
 * text of it is first met: some ten milliseconds.
 */
export async function withGrammars(wanted: readonly Grammar[]): Promise<Grammars> {
  if (wanted.length > 0)
    await (started ??= Parser.init({ locateFile: () => fileOf(runtime.name, runtime.path) }));
  return {
    parse(grammar, text, before) {
      const tree = parserOf(grammar).parse(text, before);
      if (!tree) throw new Error(`no tree by the grammar of ${grammar}`);
      return tree;
    },
  };
}

function parserOf(grammar: Grammar): Parser {
  const known = loaded.get(grammar);
  if (known) return known;
  const made = load(readFileSync(fileOf(grammar, grammars[grammar])));
  loaded.set(grammar, made);
  return made;
}

/**
 * A grammar tells words apart in one function, which is compiled when it is first
 * called. V8 would soon compile it once more: of bash that takes a second and
 * 650 MB, and it is no faster afterwards.
 */
function load(bytes: Uint8Array<ArrayBuffer>): Parser {
  const parser = new Parser();
  compiledOnce(() => {
    parser.setLanguage(Language.loadSync(new WebAssembly.Module(bytes)));
    parser.parse(" ")?.delete();
  });
  return parser;
}

/** Whatever of WebAssembly is first called meanwhile is not compiled again while it runs. */
function compiledOnce(run: () => void): void {
  const again = ["wasm-tier-up", "wasm-dynamic-tiering"];
  for (const flag of again) setFlagsFromString(`--no-${flag}`);
  try {
    run();
  } finally {
    for (const flag of again) setFlagsFromString(`--${flag}`);
  }
}

/** Beside the bundle, else in the package that it is from. */
function fileOf(name: string, inPackage: string): string {
  const beside = fileURLToPath(new URL(`./grammars/${name}.wasm`, import.meta.url));
  return existsSync(beside) ? beside : createRequire(import.meta.url).resolve(inPackage);
}

/** All nodes below one, in the order of the text, itself first. */
export function* within(node: Node): Generator<Node> {
  yield node;
  for (const child of node.namedChildren) if (child) yield* within(child);
}
