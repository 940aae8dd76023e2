import type { Check } from "../check.ts";
import { scalarsIn } from "../resources/data.ts";

const socket =
  /^\/(?:var\/)?run\/(?:docker|containerd\/containerd|crio\/crio|podman\/podman)\.sock(?::|$)/;

export const runtimeSocket: Check = {
  id: "runtime-socket",
  title: "Container may command the container runtime",
  looksAt: "infrastructure",
  severity: "high",
  confidence: "high",
  why: "Whoever can write to the socket is root on the machine: code in the container reads the variables and files of all other containers, with their tokens.",
  instead:
    "Leave it out. Where images have to be built, use a builder without privileges (BuildKit rootless, Kaniko); where containers have to be listed, put a proxy that only reads before it.",
  references: ["https://docs.docker.com/engine/security/protect-access/"],
  examples: {
    found: [
      {
        path: "compose.yaml",
        text: "services:\n  runner:\n    image: x\n    volumes:\n      - «/var/run/docker.sock:/var/run/docker.sock»\n",
      },
      {
        path: "k8s/runner.yaml",
        text: "apiVersion: v1\nkind: Pod\nspec:\n  volumes:\n    - hostPath: { path: «/run/containerd/containerd.sock» }\n",
      },
    ],
    ignored: [
      {
        path: "compose.yaml",
        text: "services:\n  app:\n    image: x\n    volumes:\n      - ./data:/data\n    environment:\n      SOCKET: unix:///var/run/docker.sock\n",
      },
    ],
  },

  *run({ system, source, resources }) {
    if (system !== "compose" && system !== "kubernetes") return;
    for (const { name, data } of resources)
      for (const value of scalarsIn(system === "compose" ? (data.get("volumes") ?? data) : data)) {
        if (!socket.test(value.text ?? "")) continue;
        yield { message: `hands the runtime's socket to ${name}`, source, at: value.at };
        break;
      }
  },
};
