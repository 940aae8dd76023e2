import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { fileURLToPath } from "node:url";
import { Language, type Node, Parser, type Tree } from "web-tree-sitter";

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
  /** @throws {Error} The grammar was not loaded: a bug. */
  readonly parse: (grammar: Grammar, text: string) => Tree;
}

let started: Promise<void> | undefined;
const loaded = new Map<Grammar, Promise<Parser>>();

/** Loads grammars, each once: some ten milliseconds. */
export async function withGrammars(wanted: Iterable<Grammar>): Promise<Grammars> {
  const parsers = new Map<Grammar, Parser>();
  for (const grammar of new Set(wanted)) parsers.set(grammar, await parserOf(grammar));
  return {
    parse(grammar, text) {
      const tree = parsers.get(grammar)?.parse(text);
      if (!tree) throw new Error(`no tree by the grammar of ${grammar}`);
      return tree;
    },
  };
}

function parserOf(grammar: Grammar): Promise<Parser> {
  const known = loaded.get(grammar);
  if (known) return known;
  const made = load(grammar);
  loaded.set(grammar, made);
  return made;
}

async function load(grammar: Grammar): Promise<Parser> {
  await (started ??= Parser.init({ locateFile: () => fileOf(runtime.name, runtime.path) }));
  const parser = new Parser();
  parser.setLanguage(await Language.load(fileOf(grammar, grammars[grammar])));
  return parser;
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
