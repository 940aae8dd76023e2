import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const stability: readonly Rule[] = [
  {
    id: "stability-api-key",
    title: "Stability AI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make images at your cost.",
    remedy: "Delete it at platform.stability.ai/account/keys.",
    keywords: ["stability", "dreamstudio"],
    pattern: assigned(
      /(?:stability(?:[-_ .]?ai)?|dreamstudio)[\w .-]{0,24}?(?:key|token|secret)[\w-]{0,12}/,
      /sk-[A-Za-z0-9]{48}/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.stability.ai/v1/user/account",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401 }],
      facts: { email: "email", organisation: "organizations.0.name" },
      documentation: "https://platform.stability.ai/docs/api-reference#tag/User",
      examples: {
        active: {
          status: 200,
          body: { id: "user-1", email: "ada@example.org", organizations: [{ name: "Lab" }] },
        },
        inactive: {
          status: 401,
          body: { id: "1", name: "unauthorized", message: "missing authorization header" },
        },
      },
    },
    references: ["https://platform.stability.ai/docs/getting-started/authentication"],
    examples: {
      found: ["STABILITY_API_KEY=«sk-Fk4ZXTNJ6MCEFk6kaJOYCQ3yxfTq1wKfXfN7ADvzRX0E8r2K»"],
      ignored: ["STABILITY_API_KEY=sk-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
    },
  },
];
