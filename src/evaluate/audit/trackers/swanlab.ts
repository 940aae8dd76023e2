import type { Tracker } from "../tracker.ts";

export const swanlab: Tracker = {
  id: "swanlab",
  title: "SwanLab",
  packages: ["swanlab"],
  module: "swanlab",
  records: [
    { what: "the command line" },
    { what: "the host's name" },
    { what: "the git remote" },
    { what: "installed packages" },
    { what: "the console" },
  ],
  switches: [
    {
      set: /\bmetadata_collect\s*=\s*False|["']?\bruntime["']?\s*[:=]\s*False/,
      how: 'swanlab.Settings(probe={"runtime": False})',
      stops: "machine and command line",
    },
  ],
  references: ["https://docs.swanlab.cn/en/api/py-settings.html"],
};
