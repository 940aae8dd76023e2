import type { Check } from "../check.ts";
import { isOpened } from "../python/opened.ts";
import { sinkOf } from "../python/sinks.ts";
import { sourceText } from "../python/taint.ts";

export const loggedSecret: Check = {
  id: "logged-secret",
  title: "Code prints or logs a secret",
  looksAt: "python",
  severity: "high",
  confidence: "high",
  why: "What a training job prints is kept: by the pipeline, by the tracker that records the console, in log files beside the weights. Whoever gets one of them has the secret.",
  instead: "Log that it is set (`bool(key)`), or nothing; never the value.",
  references: ["https://cwe.mitre.org/data/definitions/532.html"],
  examples: {
    found: [
      { path: "train.py", text: 'import os\nk = os.environ["HF_TOKEN"]\nprint(«k»)\n' },
      {
        path: "train.py",
        text: "import logging, os\nlogging.info(\"key %s\", «os.getenv('WANDB_API_KEY')»)\n",
      },
      {
        path: "env.py",
        text: "import os\nfor name, value in os.environ.items():\n    print(name, «value»)\n",
      },
      {
        path: "args.py",
        text: 'import argparse\nparser = argparse.ArgumentParser()\nparser.add_argument("--hub_token")\nargs = parser.parse_args()\nlogger.info(«f"arguments {vars(args)}"»)\n',
      },
      {
        path: "train.ipynb",
        text: '{"cells": [{"cell_type": "code", "source": ["import os\\n", "t = os.environ[\'API_KEY\']\\n", "print(«t»)"]}]}',
      },
    ],
    ignored: [
      {
        path: "path.py",
        text: 'print(f"reads {settings.ENCRYPTION_KEY}")\nkey = open(settings.ENCRYPTION_KEY).read()\n',
      },
      {
        path: "train.py",
        text: 'import os\nk = os.environ["HF_TOKEN"]\nprint(len(k), bool(k), k is None)\n',
      },
      {
        path: "dict.py",
        text: 'import os\nd = {"name": "x", "key": os.environ["API_KEY"]}\nprint(d["name"])\nprint(os.environ["HOME"])\n',
      },
      {
        path: "hash.py",
        text: 'import hashlib, os\nprint(hashlib.sha256(os.environ["API_KEY"].encode()).hexdigest())\n',
      },
      {
        path: "tokens.py",
        text: "print(tokenizer.pad_token, num_tokens)\npassword = None\nprint(password)\n",
      },
    ],
  },

  *run({ calls, fragment: { source, text } }) {
    for (const call of calls) {
      if (sinkOf(call)?.kind !== "log") continue;
      for (const { at, taint } of call.args) {
        const [first] = taint?.sources ?? [];
        if (!first || isOpened(first, text)) continue;
        const isNamed = first.kind === "named";
        yield {
          message: `logs ${sourceText(first)}`,
          source,
          at,
          confidence: isNamed ? "medium" : "high",
        };
      }
    }
  },
};
