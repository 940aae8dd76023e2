import type { Tracker } from "../tracker.ts";

export const dvclive: Tracker = {
  id: "dvclive",
  title: "DVCLive",
  packages: ["dvclive"],
  module: "dvclive",
  records: [
    { what: "the working folder as an experiment's commit, files that are not committed too" },
  ],
  switches: [
    {
      set: /\bsave_dvc_exp\s*=\s*False/,
      how: "Live(save_dvc_exp=False)",
      stops: "the commit",
    },
  ],
  references: ["https://dvc.org/doc/dvclive/live"],
};
