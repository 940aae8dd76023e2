import type { Check } from "../check.ts";
import { isOpened } from "../python/opened.ts";
import { type Source, sourceText } from "../python/taint.ts";

/** Exceptions of Python itself say what they are given; others may keep an object as it is. */
const plain =
  /^(?:Base)?Exception$|^(?:Value|Runtime|Type|Key|Permission|OS|IO|Lookup|Assertion|Connection|NotImplemented)Error$|^SystemExit$/;

const isMessage = (text: string, exception: string): boolean =>
  plain.test(exception) || !/^[\w.]+$/.test(text);

/** What is called only that is mostly an object, or the name of a secret: `config.secret`. */
const isReference = (from: Source): boolean =>
  from.kind === "named" && /(?:^|\.)_?(?:secrets?|credentials?|creds)$/.test(from.name);

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
        path: "d.py",
        text: "import os\nfor env in os.environ:\n    raise ValueError(f'unknown {env}')\n",
      },
      {
        path: "c.py",
        text: "def f(secret, pat, high_pass, api_key):\n    raise ValueError(f'no {pat} in {self.config.secret}')\n    raise NotAllowed(secret)\n    raise ValueError(f'{high_pass} {Method.CUSTOM_SECRET} {api_key[-4:]}')\n",
      },

      {
        path: "a.py",
        text: 'import os\nk = os.environ["API_KEY"]\nraise ValueError(f"bad key of {len(k)} characters")\n',
      },
      { path: "b.py", text: "def f(password):\n    raise AuthError(password=password)\n" },
    ],
  },

  *run({ raisedCalls, fragment: { source, text: code } }) {
    for (const { name, args } of raisedCalls)
      for (const { keyword, text, at, taint } of args) {
        const [from] = taint?.sources ?? [];
        if (!from || keyword !== undefined || !isMessage(text, name) || isReference(from)) continue;
        if (isOpened(from, code)) continue;
        const confidence = from.kind === "named" ? "low" : "high";
        yield { message: `says ${sourceText(from)}`, source, at, confidence };
      }
  },
};
