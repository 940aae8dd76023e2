import type { Check } from "../check.ts";
import { sinkOf } from "../python/sinks.ts";

export const printedLocals: Check = {
  id: "printed-locals",
  title: "Code prints all variables",
  looksAt: "python",
  severity: "high",
  confidence: "medium",
  why: "All that is in reach is printed, tokens too, whatever their names.",
  instead: "Print the variables that you need by name.",
  references: ["https://cwe.mitre.org/data/definitions/532.html"],
  examples: {
    found: [
      { path: "a.py", text: "print(«locals()»)\n" },
      { path: "b.py", text: "import logging\nlogging.debug(«globals()»)\n" },
    ],
    ignored: [{ path: "a.py", text: "print(locals().keys())\nf(locals())\n" }],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls)
      if (sinkOf(call)?.kind === "log")
        for (const { text, at } of call.args)
          if (/^(?:dict\()?(?:locals|globals|vars)\(\)\)?$/.test(text))
            yield { message: `prints ${text}`, source, at };
  },
};
