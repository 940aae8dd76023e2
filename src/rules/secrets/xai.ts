import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const xai: readonly Rule[] = [
  {
    id: "xai-api-key",
    title: "xAI API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run Grok models at your cost and read the files of the team.",
    remedy: "Delete it at console.x.ai under API keys.",
    keywords: ["xai-"],
    pattern: token(/xai-[A-Za-z0-9_-]{70,120}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://docs.x.ai/docs/overview"],
    examples: {
      found: [
        "XAI_API_KEY=«xai-oxcqmJImDA0Z0aH7rOyXGlavR9nzpzGIH9xXYxJnY3RLxbErxmvMAwJDZnvMoWYG69g5vFO2A1rkhkl9»",
      ],
      ignored: ["xai-explainability-toolkit"],
    },
  },
];
