import type { Tracker } from "../tracker.ts";

export const tensorboard: Tracker = {
  id: "tensorboard",
  title: "TensorBoard",
  packages: ["tensorboard", "tensorboardx"],
  module: "tensorboard",
  records: [{ what: "the host's name and process in the name of each log" }],
  switches: [
    {
      set: /\bfilename_suffix\s*=|events\.out\.tfevents|\bignore_patterns\b/,
      how: "leave out events.out.tfevents.* when you upload",
      stops: "the logs",
    },
  ],
  references: ["https://github.com/tensorflow/tensorboard"],
};
