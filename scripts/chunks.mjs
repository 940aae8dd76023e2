// Which modules of the bundle share a file. Those that a command opens anyway are one: opening sixty
// small files takes longer than running what is in them.
import { isAbsolute, resolve } from "node:path";

/** Each file's modules are these and all that they import, but for what an earlier file has. */
const roots = {
  start: ["src/cli/main.ts", "src/cli/standard-streams.ts"],
  engine: ["src/engine/matcher.ts", "src/scan/program.ts"],
  settings: [
    "src/cli/baseline.ts",
    "src/cli/built.ts",
    "src/cli/output.ts",
    "src/cli/progress.ts",
    "src/cli/settings.ts",
  ],
  scan: ["src/cli/scanning.ts", "src/report/renderers.ts", "src/scan/scan.ts"],
};

/** For rolldown: the plugin that learns what imports what, and the groups that are made of it. */
export function chunks() {
  const imports = new Map();
  const plugin = {
    name: "imports",
    moduleParsed: ({ id, importedIds }) => void imports.set(id, importedIds),
  };
  const names = Object.keys(roots);
  const groups = names.map((name, index) => {
    let members;
    return {
      name,
      priority: names.length - index,
      test: (id) => (members ??= reached(roots[name], imports)).has(id),
    };
  });
  return { plugin, groups };
}

/** The modules that are loaded with these files. What is no part of the bundle has no path. */
function reached(files, imports) {
  const met = new Set(files.map((file) => resolve(file)));
  for (const id of met) {
    if (!imports.has(id)) throw new Error(`${id} is not in the bundle: see scripts/chunks.mjs`);
    for (const each of imports.get(id)) if (isAbsolute(each)) met.add(each);
  }
  return met;
}
