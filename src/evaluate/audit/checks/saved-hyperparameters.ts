import type { Check } from "../check.ts";
import { isSecretIdentifier } from "../python/sources.ts";

export const savedHyperparameters: Check = {
  id: "saved-hyperparameters",
  title: "Module saves a secret with its hyperparameters",
  looksAt: "python",
  severity: "high",
  confidence: "high",
  why: "`save_hyperparameters()` puts all arguments of the constructor into each checkpoint and into `hparams.yaml`, a token that is among them too.",
  instead:
    'Leave it out: `save_hyperparameters(ignore=["token"])`, or do not pass it to the module.',
  references: ["https://lightning.ai/docs/pytorch/stable/common/checkpointing_basic.html"],
  examples: {
    found: [
      {
        path: "model.py",
        text: "class M(LightningModule):\n    def __init__(self, lr, hub_token):\n        super().__init__()\n        «self.save_hyperparameters»()\n",
      },
    ],
    ignored: [
      {
        path: "model.py",
        text: 'class M(LightningModule):\n    def __init__(self, lr, hub_token):\n        self.save_hyperparameters(ignore=["hub_token"])\n',
      },
      {
        path: "model.py",
        text: "class M(LightningModule):\n    def __init__(self, lr, pad_token):\n        self.save_hyperparameters()\n",
      },
      {
        path: "model.py",
        text: 'class M(LightningModule):\n    def __init__(self, lr, hub_token):\n        self.save_hyperparameters("lr")\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      if (call.method !== "save_hyperparameters") continue;
      const secrets = call.parameters.filter(isSecretIdentifier);
      const told = call.args.map(({ text }) => text).join(" ");
      const saved = call.args.some(({ keyword }) => keyword === undefined)
        ? secrets.filter((name) => told.includes(name))
        : secrets.filter((name) => !told.includes(name));
      if (saved.length > 0)
        yield {
          message: `saves ${saved.join(" and ")} in each checkpoint`,
          source,
          at: call.nameAt,
        };
    }
  },
};
