import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned, nameOf } from "../assigned.ts";
import { token } from "../token.ts";

const modelList: LiveCheck = {
  url: "https://api.together.xyz/v1/models",
  auth: { kind: "bearer" },
  active: [{ status: 200, json: "0.id" }],
  inactive: [{ status: 401 }],
  documentation: "https://docs.together.ai/reference/models-1",
  examples: {
    active: { status: 200, body: [{ id: "model-1", object: "model" }] },
    inactive: {
      status: 401,
      body: {
        error: {
          message: "Invalid API key provided.",
          type: "invalid_request_error",
          code: "invalid_api_key",
        },
      },
    },
  },
};

export const togetherai: readonly Rule[] = [
  {
    id: "together-api-key",
    title: "Together AI API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run, fine-tune and host models at your cost, and read the files of the project.",
    remedy: "Delete it at api.together.ai/settings/api-keys.",
    keywords: ["tgp_v1_"],
    pattern: token(/tgp_v1_[A-Za-z0-9_-]{43}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: modelList,
    references: ["https://docs.together.ai/docs/quickstart"],
    examples: {
      found: ["TOGETHER_API_KEY=«tgp_v1_NS_KfarIdpkFU59T7COUsnWWpVx_CwqRLhTEupehilM»"],
      ignored: ["tgp_v1_checkpoint_loader"],
    },
  },
  {
    id: "together-api-key-old",
    title: "Together AI API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run, fine-tune and host models at your cost, and read the files of the project.",
    remedy: "Regenerate it at api.together.ai/settings/api-keys.",
    keywords: ["together"],
    pattern: assigned(nameOf(/together(?:[-_. ]?(?:ai|xyz|computer))?/), /[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: modelList,
    references: ["https://docs.together.ai/docs/quickstart"],
    examples: {
      found: [
        'TOGETHER_API_KEY="«5a05912b9f044cb27af23992ba870335083a7d86c74187af79bec48bb2f8ecc8»"',
      ],
      ignored: ["put together, the key is: 8fda2134ac38c08c8b83c4983c03a37998401178"],
    },
  },
];
