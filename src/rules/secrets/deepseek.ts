import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const deepseek: readonly Rule[] = [
  {
    id: "deepseek-api-key",
    title: "DeepSeek API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models at your cost.",
    remedy: "Delete it at platform.deepseek.com/api_keys.",
    keywords: ["deepseek"],
    pattern: assigned(
      /deep[-_ ]?seek[\w .-]{0,24}?(?:key|token|secret)[\w-]{0,12}/,
      /sk-[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.deepseek.com/user/balance",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "balance_infos" }],
      inactive: [{ status: 401 }],
      facts: { balance: "balance_infos.0.total_balance", currency: "balance_infos.0.currency" },
      documentation: "https://api-docs.deepseek.com/api/get-user-balance",
      examples: {
        active: {
          status: 200,
          body: {
            is_available: true,
            balance_infos: [{ currency: "USD", total_balance: "110.00" }],
          },
        },
        inactive: {
          status: 401,
          body: {
            error: {
              message: "Authentication Fails",
              type: "authentication_error",
              code: "invalid_request_error",
            },
          },
        },
      },
    },
    references: ["https://api-docs.deepseek.com/"],
    examples: {
      found: [
        "DEEPSEEK_API_KEY=«sk-dfc25733bb88a3e88b6f8be66d15b6cc»",
        '"deepseek_api_key": "«sk-cfe722e6483237b269d76f029b9290e5»"',
      ],
      ignored: ["DEEPSEEK_API_KEY=sk-your-deepseek-key"],
    },
  },
];
