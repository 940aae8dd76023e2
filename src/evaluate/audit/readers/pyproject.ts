import { parse, TomlError } from "smol-toml";
import { span } from "../../../core/span.ts";
import {
  type Dependencies,
  normalName,
  type Package,
  type PackageIndex,
} from "../dependencies/dependencies.ts";
import { requirementOf } from "../dependencies/requirement.ts";
import type { Reader } from "../reader.ts";

/** What a Python project needs: https://packaging.python.org/en/latest/specifications/pyproject-toml/ */
export const pyproject: Reader = {
  id: "pyproject",
  title: "Python projects",
  path: /(?:^|\/)pyproject\.toml$/,
  grammars: [],
  damage: ({ text }) => {
    const document = parsed(text);
    return document instanceof TomlError ? `line ${document.line}: no TOML` : undefined;
  },

  *read(source) {
    const document = parsed(source.text);
    const said = document instanceof TomlError ? [] : [...stringsIn(document, [])];
    const [forPackages, forIndexes] = [placer(source.text), placer(source.text)];
    const of: Dependencies = {
      source,
      ecosystem: "python",
      kind: "list",
      packages: said.flatMap(({ path, text }) => packageOf(path, text, forPackages)),
      indexes: said.flatMap(({ path, text }) => indexOf(path, text, forIndexes)),
    };
    yield { kind: "dependencies", of };
  },
};

/** The document, or what is wrong with it. */
function parsed(text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    if (error instanceof TomlError) return error;
    throw error;
  }
}

interface Said {
  readonly path: readonly string[];
  readonly text: string;
}

function* stringsIn(value: unknown, path: readonly string[]): Generator<Said> {
  if (typeof value === "string") yield { path, text: value };
  else if (typeof value === "object" && value !== null)
    for (const [key, inside] of Object.entries(value)) yield* stringsIn(inside, [...path, key]);
}

type Placer = (text: string) => number | undefined;

/** Where a string stands: the parser keeps no places, so that each is looked for once, in quotes or as a key. */
function placer(document: string): Placer {
  const last = new Map<string, number>();
  return (text) => {
    const from = last.get(text) ?? 0;
    const found = [`"${text}"`, `'${text}'`]
      .map((each) => document.indexOf(each, from))
      .filter((each) => each >= 0);
    if (found.length === 0) return undefined;
    const start = Math.min(...found) + 1;
    last.set(text, start);
    return start;
  };
}

/** Lists of PEP 621 and PEP 735, and what else lists requirements. */
const lists =
  /^(?:project\.(?:dependencies|optional-dependencies\.[^.]+)|dependency-groups\.[^.]+|build-system\.requires|tool\.(?:uv\.dev-dependencies|pdm\.dev-dependencies\.[^.]+))\.\d+$/;
const poetry = /^tool\.poetry\.(?:group\.[^.]+\.)?(?:dev-)?dependencies\.([^.]+)(?:\.version)?$/;
const addresses =
  /^tool\.(?:(?:uv\.index|poetry\.source|pdm\.source|uv)\.(?:\d+\.)?(?:url|index-url|extra-index-url\.?\d*))$/;

function packageOf(path: readonly string[], text: string, placed: Placer): Package[] {
  const where = path.join(".");
  const name = poetry.exec(where)?.[1];
  const start = placed(text);
  if (start === undefined) return [];
  if (name !== undefined && name !== "python")
    return [
      {
        name: normalName(name),
        version: /^\d[\w.]*$/.test(text) ? text : undefined,
        at: span(start, start + text.length),
      },
    ];
  const found = lists.test(where) ? requirementOf(text, start) : undefined;
  return found ? [found] : [];
}

function indexOf(path: readonly string[], text: string, placed: Placer): PackageIndex[] {
  const where = path.join(".");
  const start = addresses.test(where) ? placed(text) : undefined;
  if (start === undefined) return [];
  return [{ url: text, isExtra: /extra/.test(where), at: span(start, start + text.length) }];
}
