import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const jina: readonly Rule[] = [
  {
    id: "jina-api-key",
    title: "Jina AI API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Make embeddings and read pages at your cost.",
    remedy: "Delete it at jina.ai/api-dashboard/key-manager.",
    keywords: ["jina_"],
    pattern: token(/jina_[A-Za-z0-9]{32}[A-Za-z0-9_-]{28}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://jina.ai/embeddings/"],
    examples: {
      found: ["JINA_API_KEY=«jina_2b9ab1d7781b72975907483f5334b277qrdzHyHmd1xM34WBQNAilWPW0Cuv»"],
      ignored: ["jina_embeddings_v3_is_a_model_with_task_adapters_for_retrieval"],
    },
  },
];
