import type { Check } from "../check.ts";
import { sourceText } from "../python/taint.ts";

export const secretInException: Check = {
  id: "secret-in-exception",
  title: "Error message holds a secret",
  looksAt: "python",
  severity: "medium",
  confidence: "medium",
  why: "Whatever catches the error logs its message: the pipeline, the tracker, the service that collects errors.",
  instead: "Say which secret was refused, by its name.",
  references: ["https://cwe.mitre.org/data/definitions/209.html"],
  examples: {
    found: [
      {
        path: "a.py",
        text: 'import os\nk = os.environ["API_KEY"]\nraise ValueError(«f"bad key {k}"»)\n',
      },
    ],
    ignored: [
      {
        path: "a.py",
        text: 'import os\nk = os.environ["API_KEY"]\nraise ValueError(f"bad key of {len(k)} characters")\n',
      },
      { path: "b.py", text: "def f(password):\n    raise AuthError(password=password)\n" },
    ],
  },

  *run({ raisedCalls, fragment: { source } }) {
    for (const { args } of raisedCalls)
      for (const { keyword, at, taint } of args) {
        const [from] = taint?.sources ?? [];
        if (!from || keyword !== undefined) continue;
        const confidence = from.kind === "named" ? "low" : "high";
        yield { message: `says ${sourceText(from)}`, source, at, confidence };
      }
  },
};
