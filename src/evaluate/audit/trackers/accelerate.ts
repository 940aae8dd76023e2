import type { Tracker } from "../tracker.ts";

export const accelerate: Tracker = {
  id: "accelerate",
  title: "Accelerate's trackers",
  packages: ["accelerate"],
  module: "accelerate",
  records: [{ what: "the whole configuration that trackers are started with" }],
  switches: [
    {
      set: /\binit_trackers\([^)]*\bconfig\s*=\s*\{/,
      how: 'accelerator.init_trackers("x", config={"epochs": 3})',
      stops: "all that is not named",
    },
  ],
  references: ["https://huggingface.co/docs/accelerate/usage_guides/tracking"],
};
