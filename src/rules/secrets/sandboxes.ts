import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const sandboxes: readonly Rule[] = [
  {
    id: "e2b-api-key",
    title: "E2B API key or access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start sandboxes at your cost, and run code in those that stand.",
    remedy: "Delete it at e2b.dev/dashboard under Keys.",
    keywords: ["e2b_"],
    pattern: token(/(?:sk_)?e2b_[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://e2b.dev/docs/api-key"],
    examples: {
      found: [
        "E2B_API_KEY=«e2b_f83cfb01c5cfca84f943ae54b11847388d87d7eb»",
        "E2B_ACCESS_TOKEN=«sk_e2b_ac548ff40bb3249fe054fcbc6fcbbf545c1b8ef6»",
      ],
      ignored: ["E2B_API_KEY=e2b_...", "h264e2b_f782d996eeed7cf3a0bb43fb2fae4b39ee5b75dc"],
    },
  },
  {
    id: "daytona-api-key",
    title: "Daytona API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start sandboxes at your cost, and run code in those that stand.",
    remedy: "Delete it at app.daytona.io/dashboard/keys.",
    keywords: ["dtn_"],
    pattern: token(/dtn_[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://www.daytona.io/docs/en/api-keys/"],
    examples: {
      found: [
        "DAYTONA_API_KEY=«dtn_a18a70340bd9cfb8c7c1150e7b93894be907000322445a8e8dd143eecbe0d259»",
      ],
      ignored: ["dtn_your-daytona-key"],
    },
  },
  {
    id: "browserbase-api-key",
    title: "Browserbase API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Drive browsers at your cost, and watch recorded sessions with what was typed in them.",
    remedy: "Regenerate it in the settings of the project at browserbase.com.",
    keywords: ["bb_live_", "bb_test_"],
    pattern: token(/bb_(?:live|test)_[A-Za-z0-9_-]{26,30}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://docs.browserbase.com/guides/authentication"],
    examples: {
      found: ["BROWSERBASE_API_KEY=«bb_live_J47gIBQbyqcbNya0wpDVnDvz6n1»"],
      ignored: ["bb_live_scores_of_the_season"],
    },
  },
  {
    id: "prime-intellect-key",
    title: "Prime Intellect API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Rent GPUs at your cost and reach the pods that run.",
    remedy: "Delete it at app.primeintellect.ai/dashboard/tokens.",
    keywords: ["pit_"],
    pattern: token(/pit_[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.primeintellect.ai/api-reference/api-keys"],
    examples: {
      found: [
        "PRIME_API_KEY=«pit_f18339ff88cd33c39fe8d7515a18a0974f31a0d4cbbf46abda719b9dbf6f9eb9»",
      ],
      ignored: ["pit_stop_times"],
    },
  },
];
