import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const fireworks: readonly Rule[] = [
  {
    id: "fireworks-api-key",
    title: "Fireworks AI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run, fine-tune and deploy models at your cost.",
    remedy: "Delete it at app.fireworks.ai/settings/users/api-keys.",
    keywords: ["fw_"],
    pattern: token(/fw_[A-Za-z0-9]{22,48}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper", "lower"] },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.fireworks.ai/inference/v1/models",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401 }],
      documentation: "https://docs.fireworks.ai/api-reference/introduction",
      examples: {
        active: {
          status: 200,
          body: { object: "list", data: [{ id: "model-1", object: "model" }] },
        },
        inactive: { status: 401, body: { error: "unauthorized" } },
      },
    },
    references: ["https://docs.fireworks.ai/api-reference/introduction"],
    examples: {
      found: [
        "FIREWORKS_API_KEY=«fw_oN8QxEC0OxZEtzuNYw6Su7BX»",
        "Authorization: Bearer «fw_wtxDQw059j6ovLqMFnxfDr»",
      ],
      ignored: ["fw_download_firmware_version", "fw_4f2a9c1e8b7d6a5f4e3c2b1a"],
    },
  },
];
