import type { Tracker } from "../tracker.ts";

export const clearml: Tracker = {
  id: "clearml",
  title: "ClearML",
  packages: ["clearml", "trains"],
  module: "clearml",
  records: [
    { what: "changes that are not committed" },
    { what: "arguments of the command line" },
    { what: "installed packages" },
    { what: "the host's name" },
    { what: "the git remote and commit" },
  ],
  switches: [
    {
      set: /\bauto_connect_arg_parser\s*=\s*(?:False|\{)/,
      how: 'Task.init(auto_connect_arg_parser={"token": False})',
      stops: "arguments",
    },
    {
      set: /\bstore_uncommitted_code_diff\b|\bCLEARML_(?:VCS_DIFF|SKIP_PIP_FREEZE)\b/,
      how: "sdk.development.store_uncommitted_code_diff: false",
      stops: "changes",
    },
  ],
  references: [
    "https://clear.ml/docs/latest/docs/references/sdk/task",
    "https://github.com/clearml/clearml",
  ],
};
