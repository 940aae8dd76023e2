import type { Tracker } from "../tracker.ts";

export const wandb: Tracker = {
  id: "wandb",
  title: "Weights & Biases",
  packages: ["wandb"],
  module: "wandb",
  records: [
    { what: "the command line" },
    { what: "host and user names" },
    { what: "the git remote and commit" },
    { what: "the console" },
    { what: "installed packages" },
    { what: "the variables of Slurm", since: "0.17" },
  ],
  switches: [
    {
      set: /\bWANDB_DISABLE_GIT\b|\bdisable_git\s*=\s*True/,
      how: "WANDB_DISABLE_GIT=true",
      stops: "the remote",
    },
    {
      set: /\bx_disable_(?:meta|machine_info)\s*=\s*True|\bWANDB_X_DISABLE_(?:META|MACHINE_INFO)\b|_disable_meta\s*=\s*True/,
      how: "wandb.Settings(x_disable_meta=True)",
      stops: "command line, host and user",
    },
    {
      set: /\bWANDB_CONSOLE\b|\bconsole\s*=\s*["']off["']/,
      how: 'wandb.Settings(console="off")',
      stops: "the console",
    },
    {
      set: /\bWANDB_MODE["']?\s*[,:=\])]+\s*["']?disabled|\bWANDB_DISABLED\b|\bmode\s*=\s*["']disabled["']/,
      how: "WANDB_MODE=disabled",
      stops: "all",
    },
  ],
  references: [
    "https://docs.wandb.ai/models/ref/python/experiments/settings",
    "https://github.com/wandb/wandb/blob/main/core/internal/monitor/system.go",
  ],
};
