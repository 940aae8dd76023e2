import type { Tracker } from "../tracker.ts";

export const neptune: Tracker = {
  id: "neptune",
  title: "Neptune",
  packages: ["neptune", "neptune-client"],
  module: "neptune",
  records: [
    { what: "the host's name" },
    { what: "the console" },
    { what: "tracebacks" },
    { what: "the git remote and changes", since: "1.0" },
  ],
  switches: [
    {
      set: /\bcapture_(?:stdout|stderr|traceback|hardware_metrics)\s*=\s*False/,
      how: "init_run(capture_stdout=False, capture_stderr=False, capture_traceback=False)",
      stops: "console and tracebacks",
    },
  ],
  references: ["https://docs-legacy.neptune.ai/api/neptune/#init_run"],
};
