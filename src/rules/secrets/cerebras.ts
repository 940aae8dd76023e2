import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const cerebras: readonly Rule[] = [
  {
    id: "cerebras-api-key",
    title: "Cerebras API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run models at your cost.",
    remedy: "Delete it at cloud.cerebras.ai under API keys.",
    keywords: ["csk-"],
    pattern: token(/csk-[A-Za-z0-9]{48}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.cerebras.ai/v1/models",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401 }],
      documentation: "https://inference-docs.cerebras.ai/api-reference/models/list-models",
      examples: {
        active: {
          status: 200,
          body: { object: "list", data: [{ id: "model-1", object: "model" }] },
        },
        inactive: {
          status: 401,
          body: {
            message: "Wrong API Key",
            type: "invalid_request_error",
            param: "api_key",
            code: "wrong_api_key",
          },
        },
      },
    },
    references: ["https://inference-docs.cerebras.ai/quickstart"],
    examples: {
      found: ["CEREBRAS_API_KEY=«csk-r1p71l2b3zomkeaifk8u61ozq9dm8m6h4ab02bjij7iagl9w»"],
      ignored: ["csk-menu-item"],
    },
  },
];
