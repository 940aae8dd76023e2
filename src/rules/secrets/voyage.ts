import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const voyage: readonly Rule[] = [
  {
    id: "voyage-api-key",
    title: "Voyage AI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make embeddings at your cost.",
    remedy: "Delete it at dashboard.voyageai.com under API keys.",
    keywords: ["pa-"],
    pattern: token(/pa-[A-Za-z0-9_-]{43}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "upper", "lower"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.voyageai.com/docs/api-key-and-installation"],
    examples: {
      found: ["VOYAGE_API_KEY=«pa-0GLqGg-3TVjsWup_eWzDCHvwQVPTGo3ZAhGRhfxiPxW»"],
      ignored: ["pa-systems-and-other-loudspeakers-of-the-hall-1"],
    },
  },
];
