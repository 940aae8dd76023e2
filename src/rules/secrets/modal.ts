import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const modal: readonly Rule[] = [
  {
    id: "modal-token-secret",
    title: "Modal token secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "With the token's id: run code in your workspace, and read its secrets, volumes and logs.",
    remedy: "Delete the token at modal.com/settings/tokens.",
    keywords: ["as-"],
    pattern: token(/as-[A-Za-z0-9]{22}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper", "lower"] },
    ],
    references: ["https://modal.com/docs/reference/modal.config"],
    examples: {
      found: [
        "modal token set --token-id ak-XEp3tQ3Y7S2U9q7iEWrvTL --token-secret «as-A5knYzIEDwZQNS8LvPIfku»",
        'token_secret = "«as-OStpdFEfTybwGnNMO61pms»"',
      ],
      ignored: ["as-conservativelyAsPossible", "was-RxMS8JPAT0ecxA1bVLyOLp"],
    },
  },
];
