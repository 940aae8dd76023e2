import type { Check } from "../check.ts";
import { powershellStep } from "../pipeline/github-examples.ts";

const dump =
  /^(?:Get-ChildItem|gci|dir|ls|Get-Item)\s+(?:-Path\s+)?["']?env:(?:\\?\*?)["']?(?:\s*\||\s*$)|^\[(?:System\.)?Environment\]::GetEnvironmentVariables\(\)(?:\s*\||\s*$)|^env\s*$/i;

/** Only names, a count or nothing gets to the log. */
const withoutValues =
  /\|\s*(?:Select-Object\s+(?:-ExpandProperty\s+)?Name|Measure-Object|Out-Null|Out-File|Set-Content)/i;

export const powershellEnvironment: Check = {
  id: "powershell-environment",
  title: "PowerShell prints the whole environment",
  looksAt: "powershell",
  severity: "high",
  confidence: "high",
  why: "Each variable is written to the log, those with secrets too. Runners mask only values that they know, and only as they were given.",
  instead: "Print the variables that you need by name.",
  references: [
    "https://learn.microsoft.com/powershell/module/microsoft.powershell.core/about/about_environment_variables",
    "https://cwe.mitre.org/data/definitions/526.html",
  ],
  examples: {
    found: [
      powershellStep(
        "«Get-ChildItem Env:»",
        "«dir env: | Sort-Object Name»",
        "«[Environment]::GetEnvironmentVariables()»",
      ),
    ],
    ignored: [
      powershellStep(
        "Get-ChildItem out",
        "$names = Get-ChildItem Env:",
        "Write-Host $env:PATH",
        "Get-ChildItem Env:PATH",
      ),
    ],
  },

  *run({ lines, fragment: { source } }) {
    for (const { text, at } of lines)
      if (dump.test(text) && !withoutValues.test(text))
        yield { message: "prints every variable, those that hold secrets too", source, at };
  },
};
