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
    check: {
      url: "https://api.x.ai/v1/api-key",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "api_key_id" }],
      inactive: [
        { status: 200, json: "api_key_disabled" },
        { status: 200, json: "api_key_blocked" },
        { status: 400, json: "error", text: /^Incorrect API key/ },
        { status: 401 },
      ],
      facts: { name: "name", team: "team_id", rights: "acls" },
      documentation: "https://docs.x.ai/docs/api-reference#api-key-info",
      examples: {
        active: {
          status: 200,
          body: {
            redacted_api_key: "xai-...b14o",
            user_id: "u-1",
            name: "training",
            team_id: "t-1",
            acls: ["api-key:model:*"],
            api_key_id: "k-1",
            api_key_blocked: false,
            api_key_disabled: false,
          },
        },
        inactive: {
          status: 400,
          body: {
            code: "Client specified an invalid argument",
            error: "Incorrect API key provided.",
          },
        },
      },
    },
    references: ["https://docs.x.ai/docs/overview"],
    examples: {
      found: [
        "XAI_API_KEY=«xai-oxcqmJImDA0Z0aH7rOyXGlavR9nzpzGIH9xXYxJnY3RLxbErxmvMAwJDZnvMoWYG69g5vFO2A1rkhkl9»",
      ],
      ignored: ["xai-explainability-toolkit"],
    },
  },
];
