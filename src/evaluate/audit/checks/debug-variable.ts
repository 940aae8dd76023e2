import type { Check } from "../check.ts";
import { plainVariablesIn } from "../variables.ts";
import type { Severity } from "../../../core/finding.ts";

const on = /^(?:1|2|true|yes|on|\/dev\/stderr)$/i;
const deep = /^(?:debug|trace|trace\d|detail|10)$/i;

/** Variables, the values that make them tell, what they tell, and how bad that is where it is worse. */
const switches: readonly (readonly [RegExp, RegExp, string, Severity?])[] = [
  [/^GIT_(?:CURL_VERBOSE|TRACE_CURL)$/, on, "git log its requests with their headers", "medium"],
  [/^GIT_TRACE(?:_SETUP|_PACKET)?$/, on, "git log its commands with their arguments"],
  [/^TF_LOG(?:_CORE|_PROVIDER)?$/, deep, "Terraform log requests and what they send", "medium"],
  [
    /^HF_(?:HUB_VERBOSITY|DEBUG)$/,
    /^(?:debug|1|true|yes|on)$/i,
    "the hub's library log its requests",
  ],
  [
    /^(?:TRANSFORMERS|DATASETS|DIFFUSERS|ACCELERATE)_(?:VERBOSITY|LOG_LEVEL)$/,
    deep,
    "the library log paths and settings",
  ],
  [/^WANDB_(?:DEBUG|CORE_DEBUG)$/, on, "the tracker log what it sends"],
  [/^NCCL_DEBUG$/, /^(?:info|trace)$/i, "NCCL log hosts, addresses and interfaces"],
  [/^PYTHONVERBOSE$/, /^[1-9]$/, "Python log the path of each module"],
  [
    /^(?:BOTO_DEBUG|AWS_SDK_LOAD_DEBUG|CLOUDSDK_CORE_LOG_HTTP|AZURE_LOG_LEVEL)$/,
    /^(?:1|true|debug|all|info)$/i,
    "the client log its requests",
    "medium",
  ],
  [/^(?:GRPC_TRACE|GRPC_VERBOSITY)$/, /^(?:debug|all|http)$/i, "gRPC log addresses and headers"],
  [/^(?:NODE_DEBUG|GODEBUG)$/, /http/i, "the runtime log its requests", "medium"],
];

export const debugVariable: Check = {
  id: "debug-variable",
  title: "Program is told to log what it should keep to itself",
  looksAt: "repository",
  severity: "low",
  confidence: "high",
  why: "At this level a program logs its requests with their headers, its hosts, paths and arguments. Runners mask only what they know, and the log is kept beside the model.",
  instead: "Take it out once the fault is found, or set it by hand for one run.",
  references: [
    "https://git-scm.com/docs/git#_environment_variables",
    "https://developer.hashicorp.com/terraform/internals/debugging",
    "https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/env.html",
  ],
  examples: {
    found: [
      {
        path: "train.sh",
        text: `export «GIT_CURL_VERBOSE=1»
git fetch
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    env:
      «TF_LOG»: TRACE
      «TRANSFORMERS_VERBOSITY»: debug
    steps:
      - run: make
`,
      },
      {
        path: "Dockerfile",
        text: `FROM x
ENV «NCCL_DEBUG»=INFO
`,
      },
    ],
    ignored: [
      {
        path: "train.sh",
        text: `export GIT_TRACE=0 TF_LOG=ERROR TRANSFORMERS_VERBOSITY=error
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    env:
      NCCL_DEBUG: WARN
    steps:
      - run: make
`,
      },
    ],
  },

  *run(repository) {
    for (const { name, value, source, at } of plainVariablesIn(repository)) {
      const found = switches.find(([pattern]) => pattern.test(name));
      if (!found?.[1].test(value)) continue;
      yield {
        message: `${name} makes ${found[2]}`,
        source,
        at,
        ...(found[3] && { severity: found[3] }),
      };
    }
  },
};
