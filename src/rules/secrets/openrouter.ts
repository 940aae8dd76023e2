import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const openrouter: readonly Rule[] = [
  {
    id: "openrouter-api-key",
    title: "OpenRouter API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run any model at your cost.",
    remedy: "Delete it at openrouter.ai/settings/keys.",
    keywords: ["sk-or-v1-"],
    pattern: token(/sk-or-v1-[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://openrouter.ai/api/v1/key",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401, json: "error" }],
      facts: { usage: "data.usage", limit: "data.limit" },
      documentation: "https://openrouter.ai/docs/api-reference/limits",
      examples: {
        active: { status: 200, body: { data: { usage: 1.5, limit: 10, is_free_tier: false } } },
        inactive: { status: 401, body: { error: { message: "User not found.", code: 401 } } },
      },
    },
    references: ["https://openrouter.ai/docs/api-reference/authentication"],
    examples: {
      found: [
        "OPENROUTER_API_KEY=«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»",
      ],
      ignored: ["OPENROUTER_API_KEY=sk-or-v1-..."],
    },
  },
];
