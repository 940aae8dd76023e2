import type { Check } from "../check.ts";
import { argumentOf } from "../python/module.ts";

export const trainerToken: Check = {
  id: "trainer-token",
  title: "Hub token is given to the training arguments",
  looksAt: "python",
  severity: "high",
  confidence: "high",
  why: "The arguments are pickled whole into `training_args.bin` in each checkpoint and in the final folder. Their printed form masks the token, so it looks safe; the file holds it in clear.",
  instead:
    "Log in before (`huggingface_hub.login()`, or HF_TOKEN in the environment) and give the trainer no token.",
  references: ["https://huggingface.co/docs/transformers/main_classes/trainer"],
  examples: {
    found: [
      {
        path: "train.py",
        text: 'from transformers import TrainingArguments\nargs = TrainingArguments(output_dir="out", hub_token=«token»)\n',
      },
    ],
    ignored: [
      {
        path: "train.py",
        text: 'from transformers import TrainingArguments\nargs = TrainingArguments(output_dir="out", push_to_hub=True)\nmodel = AutoModel.from_pretrained("x", token=token)\n',
      },
      {
        path: "train.py",
        text: 'from transformers import TrainingArguments\nTrainingArguments(output_dir="out", hub_token=None)\n',
      },
    ],
  },

  *run({ calls, fragment: { source } }) {
    for (const call of calls) {
      if (!/(?:Arguments|Config)$/.test(call.method)) continue;
      const token = argumentOf(call, "hub_token") ?? argumentOf(call, "push_to_hub_token");
      if (token && token.text !== "None")
        yield { message: "keeps the hub token in training_args.bin", source, at: token.at };
    }
  },
};
