import type { Tracker } from "../tracker.ts";

export const comet: Tracker = {
  id: "comet",
  title: "Comet",
  packages: ["comet-ml"],
  module: "comet_ml",
  records: [
    { what: "the code" },
    { what: "changes that are not committed" },
    { what: "the command line" },
    { what: "the console" },
    { what: "the host's name and network" },
  ],
  switches: [
    {
      set: /\bCOMET_AUTO_LOG_(?:CODE|GIT_METADATA|GIT_PATCH|CLI_ARGUMENTS|ENV_\w+|OUTPUT_LOGGER)\b|\blog_(?:code|git_patch|git_metadata|env_details|env_host)\s*=\s*False|\bparse_args\s*=\s*False/,
      how: "ExperimentConfig(log_git_patch=False, parse_args=False, log_env_host=False)",
      stops: "changes, command line and host",
    },
  ],
  references: ["https://www.comet.com/docs/v2/guides/experiment-management/configure-sdk/"],
};
