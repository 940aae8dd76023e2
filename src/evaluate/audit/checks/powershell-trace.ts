import type { Check } from "../check.ts";
import { powershellStep } from "../pipeline/github-examples.ts";

export const powershellTrace: Check = {
  id: "powershell-trace",
  title: "PowerShell prints each line with its values",
  looksAt: "powershell",
  severity: "medium",
  confidence: "high",
  why: "`Set-PSDebug -Trace` writes each line to the log as it runs, and with `2` each value that is assigned.",
  instead: "Take it out.",
  references: [
    "https://learn.microsoft.com/powershell/module/microsoft.powershell.core/set-psdebug",
  ],
  examples: {
    found: [powershellStep("«Set-PSDebug -Trace 2»", "make")],
    ignored: [powershellStep("Set-PSDebug -Off", "Set-PSDebug -Strict")],
  },

  *run({ lines, fragment: { source } }) {
    for (const { text, at } of lines)
      if (/^Set-PSDebug\b.*-Trace\s+[12]/i.test(text))
        yield { message: "prints each line as it runs", source, at };
  },
};
