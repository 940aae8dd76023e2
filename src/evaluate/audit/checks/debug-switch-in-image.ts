import type { Check } from "../check.ts";

/** Variables that make libraries write out what they send and do. */
const switches: readonly (readonly [RegExp, RegExp])[] = [
  [
    /^(?:HF_DEBUG|WANDB_DEBUG|GIT_TRACE\w*|GIT_CURL_VERBOSE|FLASK_DEBUG|PYTHONDEVMODE)$/,
    /^(?!0$|false$|no$|$)/i,
  ],
  [/^(?:NCCL_DEBUG|UCX_LOG_LEVEL)$/, /^(?:INFO|TRACE|DEBUG|VERSION)$/i],
  [
    /^(?:TRANSFORMERS_VERBOSITY|HF_HUB_VERBOSITY|DIFFUSERS_VERBOSITY|DATASETS_VERBOSITY)$/,
    /^debug$/i,
  ],
  [/^(?:TF_LOG|TORCH_LOGS|TORCH_DISTRIBUTED_DEBUG)$/, /^(?:DEBUG|TRACE|DETAIL|\+?all)$/i],
  [/^(?:GRADIO_DEBUG|DJANGO_DEBUG)$/, /^(?:1|true|yes|on)$/i],
  [/^FLASK_ENV$/, /^development$/],
];

export const debugSwitchInImage: Check = {
  id: "debug-switch-in-image",
  title: "Image makes libraries log for debugging",
  looksAt: "dockerfile",
  severity: "low",
  confidence: "high",
  why: "In this mode libraries write out requests with their headers, paths, hosts and addresses of the cluster. In an image it is on wherever that runs, and the logs are kept.",
  instead: "Take it out; whoever debugs sets it for one run (`docker run -e`).",
  references: [
    "https://huggingface.co/docs/huggingface_hub/package_reference/environment_variables",
    "https://docs.nvidia.com/deeplearning/nccl/user-guide/docs/env.html",
  ],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nENV «NCCL_DEBUG»=INFO\nENV «FLASK_DEBUG» 1\n",
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nENV NCCL_DEBUG=WARN FLASK_DEBUG=0\nARG HF_DEBUG=1\n",
      },
    ],
  },

  *run({ source, stages }) {
    for (const { keyword, settings } of stages.find(({ isLast }) => isLast)?.instructions ?? [])
      for (const { name, nameAt, value } of keyword === "ENV" ? settings : [])
        if (switches.some(([names, on]) => names.test(name) && on.test(value?.text ?? "")))
          yield { message: `sets ${name} in each container`, source, at: nameAt };
  },
};
