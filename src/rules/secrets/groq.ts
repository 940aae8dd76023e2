import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const groq: readonly Rule[] = [
  {
    id: "groq-api-key",
    title: "Groq API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run models at your cost and read the batches of the organisation.",
    remedy: "Delete it at console.groq.com/keys.",
    keywords: ["gsk_"],
    pattern: token(/gsk_[A-Za-z0-9]{52}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    check: {
      url: "https://api.groq.com/openai/v1/models",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401 }],
      documentation: "https://console.groq.com/docs/api-reference#models-list",
      examples: {
        active: {
          status: 200,
          body: { object: "list", data: [{ id: "model-1", object: "model" }] },
        },
        inactive: {
          status: 401,
          body: { error: { message: "Invalid API Key", code: "invalid_api_key" } },
        },
      },
    },
    references: ["https://console.groq.com/docs/quickstart"],
    examples: {
      found: ["GROQ_API_KEY=«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»"],
      ignored: ["gsk_texture_get_gl_texture_id"],
    },
  },
];
