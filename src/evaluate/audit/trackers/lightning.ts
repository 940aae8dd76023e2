import type { Tracker } from "../tracker.ts";

export const lightning: Tracker = {
  id: "lightning",
  title: "Lightning",
  packages: ["lightning", "pytorch-lightning"],
  module: "lightning",
  records: [
    { what: "arguments of the module in each checkpoint and in hparams.yaml" },
    { what: "the configuration of its command line" },
  ],
  switches: [
    {
      set: /\bsave_hyperparameters\([^)]*ignore\s*=|\bsave_config_callback\s*=\s*None/,
      how: 'self.save_hyperparameters(ignore=["token"])',
      stops: "what is named",
    },
  ],
  references: [
    "https://lightning.ai/docs/pytorch/stable/common/checkpointing_basic.html#save-hyperparameters",
  ],
};
