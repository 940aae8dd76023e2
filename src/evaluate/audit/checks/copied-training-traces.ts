import type { Check } from "../check.ts";
import { copiedBy, spanOfAll } from "../docker/copies.ts";

/** Folders that trackers and trainers fill. */
const traces =
  /(?:^|\/)(?:wandb|mlruns|lightning_logs|\.?aim|\.neptune|\.dvc|tb_logs|tensorboard|\.ipynb_checkpoints|training_args\.bin|optimizer\.pt|optimizer\.bin)\/?$/;

export const copiedTrainingTraces: Check = {
  id: "copied-training-traces",
  title: "Image gets the records of training runs",
  looksAt: "dockerfile",
  severity: "medium",
  confidence: "medium",
  why: "What trackers and trainers write beside a model says which machine it was, who started it and with which command line, tokens in it included.",
  instead: "Copy the weights and what is needed to load them, by name.",
  references: ["https://docs.wandb.ai/models/ref/python/experiments/settings"],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nCOPY «wandb» /app/wandb\nCOPY «out/mlruns» /x\n",
      },
    ],
    ignored: [
      { path: "Dockerfile", text: "FROM python:3.11\nCOPY wandb.py out/model.safetensors /app/\n" },
      {
        path: "Dockerfile",
        text: "FROM python:3.11 AS build\nCOPY wandb /tmp/wandb\nFROM scratch\nCOPY --from=build /out /out\n",
      },
    ],
  },

  *run({ source, stages }) {
    for (const instruction of stages.find(({ isLast }) => isLast)?.instructions ?? [])
      for (const path of copiedBy(instruction)?.paths ?? [])
        if (traces.test(path.text))
          yield { message: `copies ${path.text}`, source, at: spanOfAll(path) };
  },
};
