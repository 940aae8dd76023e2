import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const cohere: readonly Rule[] = [
  {
    id: "cohere-api-key",
    title: "Cohere API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models at your cost and read the data sets and fine-tuned models of the account.",
    remedy: "Delete it at dashboard.cohere.com/api-keys.",
    keywords: ["cohere", "co_api_key"],
    pattern: assigned(
      /(?:cohere[\w .-]{0,24}?(?:key|token|secret)|(?<![A-Za-z])co_api_key|cohere\.(?:Async)?Client(?:V2)?)[\w-]{0,12}/,
      /[A-Za-z0-9]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
    ],
    check: {
      url: "https://api.cohere.com/v1/check-api-key",
      method: "POST",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "valid" }],
      inactive: [{ status: 401 }],
      facts: { organisation: "organization_id", owner: "owner_id" },
      documentation: "https://docs.cohere.com/reference/checkapikey",
      examples: {
        active: {
          status: 200,
          body: { valid: true, organization_id: "org-1", owner_id: "user-1" },
        },
        inactive: { status: 401, body: { message: "invalid api token" } },
      },
    },
    references: ["https://docs.cohere.com/reference/about"],
    examples: {
      found: [
        "CO_API_KEY=«uAihHjJkCeqIQu0bZIQPZ9muDXppeeGMEQ1aehoR»",
        'co = cohere.Client("«kmnldUCvydJG6FbnYX8iKh8J5QmhOKZTt6oGsMiY»")',
        '$.cohereApiKey="«2QHVCi7tdgZjgCFuBEfn1ZvShZUH2uhEE2zdSdsT»"',
      ],
      ignored: [
        'coherence_key = "v2GCpOFY5zEZoZKZS5K1AdQqI0cPrLyLnO0sgflzd"',
        'COHERE_API_KEY=os.environ["COHERE_API_KEY_OF_THE_PRODUCTION_ACCOUNT"]',
      ],
    },
  },
];
