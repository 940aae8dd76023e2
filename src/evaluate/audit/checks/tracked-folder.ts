import type { Check } from "../check.ts";

const takers =
  /^(?:wandb\.(?:init\.)?(?:save|log_code|log_artifact)|mlflow\.log_artifacts?|comet_ml\.\w+\.log_(?:asset_folder|code)|clearml\.\w+\.upload_artifact)$/;
const whole = /^(?:\.|\.\/|\*|\*\*\/\*|\.\/\*|~)$/;

export const trackedFolder: Check = {
  id: "tracked-folder",
  title: "Tracker takes the whole working folder",
  looksAt: "python",
  severity: "medium",
  confidence: "high",
  why: "Everything in the folder becomes part of the run: `.env`, keys, notebooks and logs too.",
  instead: "Name the files or the folder that belong to the run.",
  references: ["https://docs.wandb.ai/guides/track/save-restore/"],
  examples: {
    found: [
      { path: "train.py", text: 'import wandb\nwandb.save(«"*"»)\n' },
      { path: "train.py", text: 'import wandb\nrun = wandb.init()\nrun.log_code(«"."»)\n' },
      { path: "train.py", text: 'import mlflow\nmlflow.log_artifacts(«"."»)\n' },
    ],
    ignored: [
      { path: "train.py", text: 'import wandb\nwandb.save("*.pt")\n' },
      { path: "train.py", text: 'import mlflow\nmlflow.log_artifacts("out")\nplt.save("*")\n' },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      const [first] = call.args;
      if (!takers.test(call.name) || !first || !whole.test(first.literal ?? "")) continue;
      yield { message: `takes all of '${first.literal ?? ""}'`, source, at: first.at };
    }
  },
};
