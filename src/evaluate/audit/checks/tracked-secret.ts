import type { Check } from "../check.ts";
import { recordedBy, sinkOf } from "../python/sinks.ts";
import { sourceText } from "../python/taint.ts";

export const trackedSecret: Check = {
  id: "tracked-secret",
  title: "Run's record in a tracker is given a secret",
  looksAt: "python",
  severity: "high",
  confidence: "high",
  why: "What a tracker is told is stored with the run, shown on its page, and copied into its files beside the checkpoint: to all who may see the project, and to everybody where it is public.",
  instead:
    "Give the tracker the settings that you choose by name, not all arguments or the environment.",
  references: [
    "https://docs.wandb.ai/guides/track/config/",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      {
        path: "train.py",
        text: 'import os, wandb\nwandb.init(project="x", config=«dict(os.environ)»)\n',
      },
      {
        path: "train.py",
        text: 'import mlflow, os\nmlflow.log_params(«{"lr": 1, "token": os.environ["HF_TOKEN"]}»)\n',
      },
      {
        path: "train.py",
        text: 'import argparse, wandb\np = argparse.ArgumentParser()\np.add_argument("--wandb_key")\nargs = p.parse_args()\nrun = wandb.init()\nrun.config.update(«args»)\n',
      },
    ],
    ignored: [
      {
        path: "train.py",
        text: 'import os, wandb\nwandb.login(key=os.environ["WANDB_API_KEY"])\nwandb.init(project="x", config={"lr": 1})\n',
      },
      {
        path: "train.py",
        text: 'import argparse, wandb\np = argparse.ArgumentParser()\np.add_argument("--lr")\nwandb.init(config=vars(p.parse_args()))\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      const sink = sinkOf(call);
      if (sink?.kind !== "tracker") continue;
      for (const { at, taint } of recordedBy(call, sink)) {
        const [first] = taint?.sources ?? [];
        if (!first) continue;
        const confidence = first.kind === "named" ? "low" : "high";
        yield {
          message: `% records ${sourceText(first)}`.replace("%", sink.title),
          source,
          at,
          confidence,
        };
      }
    }
  },
};
