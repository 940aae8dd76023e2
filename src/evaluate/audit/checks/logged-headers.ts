import type { Check } from "../check.ts";
import { sinkOf } from "../python/sinks.ts";

export const loggedHeaders: Check = {
  id: "logged-headers",
  title: "Code logs the headers of requests",
  looksAt: "python",
  severity: "medium",
  confidence: "medium",
  why: "Headers carry tokens and cookies of whoever asks, or of the job itself.",
  instead: "Log the names of the headers, or leave out `Authorization` and `Cookie`.",
  references: ["https://cwe.mitre.org/data/definitions/532.html"],
  examples: {
    found: [
      { path: "a.py", text: "print(«response.request.headers»)\n" },
      { path: "b.py", text: 'import logging\nlogging.info("headers %s", «request.headers»)\n' },
    ],
    ignored: [
      { path: "a.py", text: 'print(response.headers["content-type"])\nprint(df.headers_count)\n' },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls)
      if (sinkOf(call)?.kind === "log")
        for (const { text, at } of call.args)
          if (/(?:^|\.)(?:request|req|session|client)\.headers$|^(?:self\.)?headers$/.test(text))
            yield { message: `logs ${text}`, source, at };
  },
};
