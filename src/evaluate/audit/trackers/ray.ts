import type { Tracker } from "../tracker.ts";

export const ray: Tracker = {
  id: "ray",
  title: "Ray",
  packages: ["ray"],
  module: "ray",
  records: [
    { what: "variables of runtime_env in its logs and dashboard" },
    { what: "hosts and addresses of the cluster" },
    { what: "figures of use, sent to its makers" },
  ],
  switches: [
    {
      set: /\bRAY_USAGE_STATS_ENABLED\b|\bdisable-usage-stats\b/,
      how: "RAY_USAGE_STATS_ENABLED=0",
      stops: "figures of use",
    },
    {
      set: /\binclude_dashboard\s*=\s*False|--include-dashboard[= ]false/i,
      how: "ray.init(include_dashboard=False), and secrets mounted as files",
      stops: "variables in the dashboard",
    },
  ],
  references: [
    "https://docs.ray.io/en/latest/cluster/usage-stats.html",
    "https://github.com/ray-project/ray/issues/39502",
  ],
};
