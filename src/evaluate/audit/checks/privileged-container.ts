import type { Check, Problem } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";
import type { Data } from "../resources/data.ts";
import type { Resource } from "../resources/resource.ts";

/** What is made to have the machine: plug-ins, agents of each node. */
const agents =
  /^(?:DaemonSet|SecurityContextConstraints|PodSecurityPolicy|CustomResourceDefinition)$/;

export const privilegedContainer: Check = {
  id: "privileged-container",
  title: "Container has all rights on its machine",
  looksAt: "infrastructure",
  severity: "medium",
  confidence: "high",
  why: "Code in it reads the disks and the memory of the machine, and so the secrets of each other job there. Training code runs what was downloaded.",
  instead:
    "Take `privileged` away; give the device or the one capability that is needed (`devices:`, `cap_add:`; GPUs need neither).",
  references: [
    "https://kubernetes.io/docs/concepts/security/pod-security-standards/",
    "https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities",
  ],
  examples: {
    found: [
      {
        path: "compose.yaml",
        text: "services:\n  train:\n    image: x\n    privileged: «true»\n",
      },
      {
        path: "k8s/train.yaml",
        text: "apiVersion: batch/v1\nkind: Job\nspec:\n  template:\n    spec:\n      containers:\n        - securityContext: { privileged: «true» }\n",
      },
    ],
    ignored: [
      {
        path: "compose.yaml",
        text: "services:\n  train:\n    image: x\n    privileged: false\n    devices: [/dev/fuse]\n",
      },
      {
        path: "k8s/plugin.yaml",
        text: "apiVersion: apps/v1\nkind: DaemonSet\nspec:\n  template:\n    spec:\n      containers:\n        - securityContext: { privileged: true }\n",
      },
    ],
  },

  *run({ system, resources }) {
    if (system !== "compose" && system !== "kubernetes") return;
    for (const resource of resources)
      if (!agents.test(resource.type)) yield* below(resource, resource.data);
  },
};

function* below(resource: Resource, data: Data): Generator<Problem> {
  for (const { key, value } of data.entries())
    if (key === "privileged" && value.text === "true")
      yield {
        message: `gives ${resource.name || "it"} all rights`,
        source: resource.source,
        at: value.at,
        ...(isForTests(resource.source.path) && { severity: "low" }),
      };
    else yield* below(resource, value);
  for (const each of data.items()) yield* below(resource, each);
}
