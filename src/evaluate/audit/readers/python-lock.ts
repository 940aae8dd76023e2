import { span } from "../../../core/span.ts";
import { type Dependencies, normalName } from "../dependencies/dependencies.ts";
import type { Reader } from "../reader.ts";

/** One package of a lock in TOML, and of one in JSON. */
const entries =
  /^\[\[(?:package|packages)\]\]\r?\nname = "([^"\n]+)"\r?\nversion = "([^"\n]+)"|^ {8}"([\w.-]+)": \{[^}]*?"version": "==([^"\n]+)"/gm;

/** The locks of Poetry, uv, PDM and Pipenv. */
export const pythonLock: Reader = {
  id: "python-lock",
  title: "Locks of Python projects",
  path: /(?:^|\/)(?:poetry\.lock|uv\.lock|pdm\.lock|pylock[\w.-]*\.toml|Pipfile\.lock)$/,
  grammars: [],

  *read(source) {
    const packages = [...source.text.matchAll(entries)].map(
      ({ index, 0: whole, 1: first, 2: firstVersion, 3: second, 4: secondVersion }) => {
        const name = first ?? second ?? "";
        const start = index + whole.indexOf(`"${name}"`) + 1;
        return {
          name: normalName(name),
          version: firstVersion ?? secondVersion,
          at: span(start, start + name.length),
        };
      },
    );
    const of: Dependencies = { source, ecosystem: "python", kind: "lock", packages, indexes: [] };
    yield { kind: "dependencies", of };
  },
};
