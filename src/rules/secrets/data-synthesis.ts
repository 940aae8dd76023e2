import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const dataSynthesis: readonly Rule[] = [
  {
    id: "gretel-api-key",
    title: "Gretel API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the projects and synthetic data of the user, and train at your cost.",
    remedy: "Regenerate it at console.gretel.ai/users/me/key.",
    keywords: ["grtu"],
    pattern: token(/grtu[0-9a-f]{60}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.gretel.ai/gretel-basics/getting-started/quickstart"],
    examples: {
      found: ["GRETEL_API_KEY=«grtuf85305b20ae354794c964613d72f47e439d10017b0803fe37c15c2f1588f»"],
      ignored: ["grtuea50dfcef92b4d65f88f"],
    },
  },
  {
    id: "mostly-ai-key",
    title: "MOSTLY AI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read the connectors and generators of the user.",
    remedy: "Regenerate it at app.mostly.ai/settings/api-keys.",
    keywords: ["mostly"],
    pattern: token(/mostly-[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://mostly.ai/docs/api"],
    examples: {
      found: [
        "MOSTLY_API_KEY=«mostly-c0826bc4075637950f7317755a802397d948eace37d0524f633ef2bf1d25d155»",
      ],
      ignored: ["mostly-ad82bb6aafb0"],
    },
  },
];
