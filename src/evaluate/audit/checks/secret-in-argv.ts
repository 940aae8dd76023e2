import type { Check } from "../check.ts";
import { sourceText } from "../python/taint.ts";
const commands =
  /^(?:subprocess\.(?:run|call|check_call|check_output|Popen|getoutput|getstatusoutput)|os\.(?:system|popen|exec\w+|spawn\w+)|asyncio\.create_subprocess_(?:exec|shell)|sh\.\w+|pexpect\.(?:spawn|run))$/;

export const secretInArgv: Check = {
  id: "secret-in-argv",
  title: "Secret is put on a command line",
  looksAt: "python",
  severity: "medium",
  confidence: "high",
  why: "Other users of the machine read command lines with `ps`, audit logs keep them, trackers record them, and an error message repeats them.",
  instead: "Hand it over in the environment of the child, or on its standard input.",
  references: ["https://cwe.mitre.org/data/definitions/214.html"],
  examples: {
    found: [
      {
        path: "a.py",
        text: 'import os, subprocess\nsubprocess.run(«["hf", "login", "--token", os.environ["HF_TOKEN"]]»)\n',
      },
      {
        path: "b.py",
        text: "import os\nos.system(«f\"curl -u user:{os.environ['API_PASSWORD']} https://x\"»)\n",
      },
    ],
    ignored: [
      {
        path: "a.py",
        text: 'import os, subprocess\nsubprocess.run(["hf", "upload"], env={**os.environ})\nsubprocess.run(["x"], input=os.environ["API_KEY"])\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const { name, args } of calls) {
      const [first] = args;
      const [from] = (commands.test(name) && first?.taint?.sources) || [];
      if (!first || !from || from.kind === "whole-environment") continue;
      const confidence = from.kind === "named" ? "medium" : "high";
      yield {
        message: `puts ${sourceText(from)} on a command line`,
        source,
        at: first.at,
        confidence,
      };
    }
  },
};
