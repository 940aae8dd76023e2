import type { Tracker } from "../tracker.ts";

export const transformers: Tracker = {
  id: "transformers",
  title: "Transformers",
  packages: ["transformers"],
  module: "transformers",
  recordsBy: /Trainer\b|TrainingArguments\b/,
  records: [
    {
      what: "all training arguments, hub_token included, in training_args.bin beside each checkpoint",
    },
    { what: "to each tracker that is installed (report_to)", until: "5" },
  ],
  switches: [
    {
      set: /training_args\.bin|\bignore_patterns\b|\ballow_patterns\b/,
      how: "delete training_args.bin before the upload, or leave it out by ignore_patterns",
      stops: "the arguments",
    },
  ],
  references: [
    "https://huggingface.co/docs/transformers/main_classes/trainer#transformers.TrainingArguments",
  ],
};
