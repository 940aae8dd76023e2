import { wholeOf } from "../fragment.ts";
import { pythonModule } from "../python/module.ts";
import type { Reader } from "../reader.ts";

/** Python code. */
export const pythonFile: Reader = {
  id: "python-file",
  title: "Python code",
  path: /\.pyw?$/,
  grammars: ["python"],

  *read(source, grammars) {
    yield { kind: "python", of: pythonModule(wholeOf(source), grammars) };
  },
};
