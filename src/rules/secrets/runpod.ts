import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

export const runpod: readonly Rule[] = [
  {
    id: "runpod-api-key",
    title: "RunPod API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start, stop and read the pods, volumes and endpoints of the account, at your cost.",
    remedy: "Revoke it at console.runpod.io/user/settings under API keys.",
    keywords: ["rpa_"],
    pattern: token(/rpa_[A-Z0-9]{40}[A-Za-z0-9]{6}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://docs.runpod.io/get-started/api-keys"],
    examples: {
      found: ["RUNPOD_API_KEY=«rpa_NUCU8G3LP1FD9708N21M8WM25RCJM3RZ9OGLFSVZvtyz70»"],
      ignored: ["rpa_bots_are_software_robots_for_clerical_work"],
    },
  },
  {
    id: "runpod-api-key-old",
    title: "RunPod API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Start, stop and read the pods, volumes and endpoints of the account, at your cost.",
    remedy: "Revoke it at console.runpod.io/user/settings under API keys.",
    keywords: ["runpod"],
    pattern: assigned(keyOf(/runpod/), /[A-Z0-9]{40}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper"] },
      { kind: "not-placeholder" },
    ],
    references: ["https://docs.runpod.io/get-started/api-keys"],
    examples: {
      found: ['runpod.api_key = "«09J7PEOIX72DIJKFIMSDF1M62H1FC2IIO4GXNH8Z»"'],
      ignored: ["RUNPOD_API_KEY=$RUNPOD_SECRET_my_secret_name"],
    },
  },
];
