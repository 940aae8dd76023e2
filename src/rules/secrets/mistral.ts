import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const mistral: readonly Rule[] = [
  {
    id: "mistral-api-key",
    title: "Mistral AI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models at your cost and read the files and fine-tuned models of the workspace.",
    remedy: "Delete it at console.mistral.ai/api-keys.",
    keywords: ["mistral"],
    pattern: assigned(
      /mistral(?:ai)?[\w .-]{0,24}?(?:key|token|secret|\(api_key)[\w-]{0,12}/,
      /[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.mistral.ai/v1/models",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401 }],
      documentation: "https://docs.mistral.ai/api/endpoint/models",
      examples: {
        active: {
          status: 200,
          body: { object: "list", data: [{ id: "model-1", object: "model" }] },
        },
        inactive: { status: 401, body: { detail: "Unauthorized" } },
      },
    },
    references: ["https://docs.mistral.ai/getting-started/quickstart"],
    examples: {
      found: [
        'MISTRAL_API_KEY="«vXc3r2pNIuUj5JyrGTVNeudrnX7zqLdq»"',
        'client = Mistral(api_key="«kwF5WKfkvQvoeCa5dCI32jvAPZWZp8wv»")',
      ],
      ignored: [
        'mistral_tokenizer_path = "63zaUdKHTAA7NfyaF8QuOdULXy1B3D9"',
        "MISTRAL_API_KEY=$MISTRAL_API_KEY",
      ],
    },
  },
];
