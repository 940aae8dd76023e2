import type { Check } from "../check.ts";
import { argumentOf, type Call } from "../python/module.ts";
import { recordedBy, sinkOf } from "../python/sinks.ts";
import { sourceText } from "../python/taint.ts";

/** Without a stream `yaml.dump` gives the text back. */
const givesText = (call: Call): boolean =>
  /^yaml\.(?:safe_)?dump$/.test(call.name) && !argumentOf(call, "stream", 1);

export const savedSecret: Check = {
  id: "saved-secret",
  title: "File is written with a secret in it",
  looksAt: "python",
  severity: "medium",
  confidence: "medium",
  why: "Files that a job writes lie beside the weights, and go where they go: into the artifact, the bucket, the hub. A pickle shows nothing of it to who looks at its text.",
  instead:
    "Leave the secret out of what is written; read it from the environment when it is needed.",
  references: ["https://cwe.mitre.org/data/definitions/312.html"],
  examples: {
    found: [
      {
        path: "train.py",
        text: 'import argparse, torch\np = argparse.ArgumentParser()\np.add_argument("--hub-token")\nargs = p.parse_args()\ntorch.save(«args», "args.bin")\n',
      },
      {
        path: "dump.py",
        text: 'import json, os\njson.dump(«dict(os.environ)», open("env.json", "w"))\n',
      },
      {
        path: "write.py",
        text: 'import os\nwith open("out.txt", "w") as f:\n    f.write(«os.environ["API_KEY"]»)\n',
      },
    ],
    ignored: [
      { path: "text.py", text: "import yaml\ntext = yaml.dump({'k': api_key})\n" },
      { path: "train.py", text: 'import torch\ntorch.save(model.state_dict(), "m.pt")\n' },
      {
        path: "hash.py",
        text: 'import hashlib, json, os\njson.dump({"key": hashlib.sha256(os.environ["API_KEY"].encode()).hexdigest()}, f)\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      const sink = sinkOf(call);
      if (sink?.kind !== "file" || givesText(call)) continue;
      for (const { at, taint } of recordedBy(call, sink)) {
        const [first] = taint?.sources ?? [];
        if (!first) continue;
        const confidence = first.kind === "named" ? "low" : "high";
        yield {
          message: `writes ${sourceText(first)}`.replace("%", sink.title),
          source,
          at,
          confidence,
        };
      }
    }
  },
};
