import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const langchain: readonly Rule[] = [
  {
    id: "langsmith-api-key",
    title: "LangSmith API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read every trace, with the prompts, documents and answers in it, and change data sets and prompts.",
    remedy: "Delete it at smith.langchain.com under Settings, API keys.",
    keywords: ["lsv2_", "ls__"],
    pattern: token(/(?:lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}|ls__[0-9a-f]{32})/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.smith.langchain.com/api/v1/workspaces",
      otherHosts: ["eu.api.smith.langchain.com"],
      selfHosted: "langsmith",
      auth: { kind: "header", name: "x-api-key", value: "{value}" },
      active: [{ status: 200, json: "0.id" }],
      inactive: [{ status: 401 }],
      facts: { workspace: "0.display_name" },
      documentation: "https://docs.langchain.com/langsmith/smith-api",
      examples: {
        active: { status: 200, body: [{ id: "w-1", display_name: "Lab" }] },
        inactive: { status: 401, body: { detail: "Invalid token" } },
      },
    },
    references: ["https://docs.langchain.com/langsmith/create-account-api-key"],
    examples: {
      found: [
        "LANGSMITH_API_KEY=«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»",
        'LANGCHAIN_API_KEY="«ls__2639476e28fa148076bee9c113724e5d»"',
      ],
      ignored: ["lsv2_pt_cae4502a0a62906aea7b640a847bc13"],
    },
  },
];
