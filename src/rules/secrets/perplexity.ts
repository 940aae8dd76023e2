import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const perplexity: readonly Rule[] = [
  {
    id: "perplexity-api-key",
    title: "Perplexity API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run searches and models at your cost.",
    remedy: "Delete it at perplexity.ai/settings/api.",
    keywords: ["pplx-"],
    pattern: token(/pplx-[A-Za-z0-9]{40,64}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://docs.perplexity.ai/getting-started/quickstart"],
    examples: {
      found: ['PERPLEXITY_API_KEY="«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»"'],
      ignored: ['model="pplx-70b-online"'],
    },
  },
];
