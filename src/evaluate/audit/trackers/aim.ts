import type { Tracker } from "../tracker.ts";

export const aim: Tracker = {
  id: "aim",
  title: "Aim",
  packages: ["aim"],
  module: "aim",
  records: [{ what: "the console" }, { what: "what the machine does" }],
  switches: [
    {
      set: /\bcapture_terminal_logs\s*=\s*False/,
      how: "Run(capture_terminal_logs=False)",
      stops: "the console",
    },
  ],
  references: ["https://aimstack.readthedocs.io/en/latest/using/configure_runs.html"],
};
