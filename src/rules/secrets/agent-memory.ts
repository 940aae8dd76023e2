import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const agentMemory: readonly Rule[] = [
  {
    id: "mem0-api-key",
    title: "Mem0 API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change what agents remember about their users.",
    remedy: "Delete it at app.mem0.ai/dashboard/api-keys.",
    keywords: ["m0-"],
    pattern: token(/m0-[A-Za-z0-9]{40}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.mem0.ai/platform/quickstart"],
    examples: {
      found: ['MemoryClient(api_key="«m0-R6EjpH0YYPpkFy5YV0CspAw2PKEhaqvhZXWQFIII»")'],
      ignored: ["m0-your-api-key", "cortex-m0-d83bc9f5e4a0bc5ba562d8ccebfa7d931b81976b"],
    },
  },
  {
    id: "zep-api-key",
    title: "Zep API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the memory graphs of the users.",
    remedy: "Delete it in the project settings at app.getzep.com.",
    keywords: ["z_1dwlkijoi"],
    pattern: token(/z_1dWlkIjoi[A-Za-z0-9_-]{20,120}\.[A-Za-z0-9_-]{40,120}/),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://help.getzep.com/projects"],
    examples: {
      found: [
        "ZEP_API_KEY=«z_1dWlkIjoiQ35cEG5UheeiLGsZqGuzN8XTyXZjdURlSDWqbqt0hdhzwP3M79NU.I57g-Bc0pJ3eG7SIVyAaGqdXghYA-9RNTvGU_cqNGTIgk0z1HmU9IeCDth63guwC-pjR9PtoejZHnfaZ5GrHub»",
      ],
      ignored: ["z_1dWlkIjoi is how they begin"],
    },
  },
  {
    id: "letta-api-key",
    title: "Letta API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the agents, and what they remember, of the project.",
    remedy: "Delete it at app.letta.com/api-keys.",
    keywords: ["sk-let-"],
    pattern: /(?<![A-Za-z0-9_])(?<value>sk-let-[A-Za-z0-9+/]{90,104}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://docs.letta.com/quickstart"],
    examples: {
      found: [
        "LETTA_API_KEY=«sk-let-ZDJmOTZlMzYtZGE4OS00Mzc1LWI5MjQtZmMzOWI0NDljZDQxOjRkNjhhNDQ2LThjZGEtNGYzNi05ZWUzLThhYzE0YjAzMTUwNw==»",
      ],
      ignored: ["LETTA_API_KEY=sk-let-your-api-key-here"],
    },
  },
];
