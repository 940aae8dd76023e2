import type { Check } from "../check.ts";
import { powershellStep } from "../pipeline/github-examples.ts";
import { reasonOf } from "../shell/secrecy.ts";

const printers =
  /^(?:Write-(?:Host|Output|Verbose|Debug|Warning|Information|Error)|echo|\[Console\]::WriteLine)\b/i;
/** Piped on, written to a file, or a command to the runner. */
const harmless = /\||(?:^|\s)\d?>{1,2}|::add-mask::|issecret=true|task\.setsecret/i;

export const powershellPrintedSecret: Check = {
  id: "powershell-printed-secret",
  title: "PowerShell prints a secret",
  looksAt: "powershell",
  severity: "high",
  confidence: "high",
  why: "Whoever may read the log may read the secret. Runners mask only values that they know, and only as they were given.",
  instead: "Print that it is set (`[bool]$env:TOKEN`), never the value.",
  references: ["https://cwe.mitre.org/data/definitions/532.html"],
  examples: {
    found: [
      powershellStep('Write-Host "token «$env:HF_TOKEN»"', "Write-Output «${{ secrets.T }}»"),
      {
        path: "azure-pipelines.yml",
        text: `steps:
  - pwsh: echo "«$env:X»"
    env: {X: $(hubToken)}
`,
      },
    ],
    ignored: [
      powershellStep(
        'Write-Host "$($env:HF_TOKEN.Length)"',
        "$key = $env:HF_TOKEN",
        'Write-Host "::add-mask::$env:HF_TOKEN"',
        "Write-Host [bool]$env:NAME",
        "Write-Output $env:HF_TOKEN | docker login --password-stdin",
      ),
    ],
  },

  *run({ lines, fragment: { source } }) {
    for (const { text, secrets } of lines) {
      if (!printers.test(text) || harmless.test(text)) continue;
      for (const { name, at, secrecy } of secrets)
        yield {
          message: `prints ${reasonOf(name, secrecy)}`,
          source,
          at,
          ...(secrecy.kind === "named" && { confidence: "medium" }),
        };
    }
  },
};
