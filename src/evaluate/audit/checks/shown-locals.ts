import type { Check } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";

const ofTracebacks = new Set(["show_locals", "include_local_variables", "tracebacks_show_locals"]);

/** What an argument of a call shows that is `True`. */
function shownBy(keyword: string, method: string): string | undefined {
  if (keyword === "send_default_pii") return "sends who asked, with headers and cookies";
  // Of Loguru, `logger.add(…, diagnose=True)`; other functions have other options of that name.
  const isOfLoguru = keyword === "diagnose" && /^(?:add|dict)$/.test(method);
  return ofTracebacks.has(keyword) || isOfLoguru
    ? "shows the values of variables in tracebacks"
    : undefined;
}

export const shownLocals: Check = {
  id: "shown-locals",
  title: "Tracebacks show the values of variables",
  looksAt: "python",
  severity: "medium",
  confidence: "high",
  why: "An error in training then prints every variable around it, a token that a function was given too; services that collect errors store it.",
  instead:
    "Turn it off where jobs run: no `show_locals`, `diagnose=False`, `include_local_variables=False`.",
  references: [
    "https://rich.readthedocs.io/en/stable/traceback.html",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      { path: "a.py", text: "from rich.traceback import install\ninstall(show_locals=«True»)\n" },
      { path: "b.py", text: 'from loguru import logger\nlogger.add("x.log", diagnose=«True»)\n' },
      { path: "c.py", text: "import sentry_sdk\nsentry_sdk.init(dsn, send_default_pii=«True»)\n" },
    ],
    ignored: [
      { path: "b.py", text: "poll_logs(project, diagnose=True)\n" },

      {
        path: "a.py",
        text: "from rich.traceback import install\ninstall(show_locals=False)\ninstall()\n",
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const { args, method } of calls)
      for (const { keyword = "", text, at } of args) {
        const message = text === "True" ? shownBy(keyword, method) : undefined;
        if (message !== undefined)
          yield { message, source, at, ...(isForTests(source.path) && { severity: "low" }) };
      }
  },
};
