import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const replicate: readonly Rule[] = [
  {
    id: "replicate-api-token",
    title: "Replicate API token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run models at your cost, and read or replace the models and predictions of the account.",
    remedy: "Revoke it at replicate.com/account/api-tokens.",
    keywords: ["r8_"],
    pattern: token(/r8_[A-Za-z0-9]{37}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://replicate.com/docs/topics/security/api-tokens"],
    examples: {
      found: ["REPLICATE_API_TOKEN=«r8_Dbih4E5eqd67hmAAhAMvjDPwWhazHti1hPWu9»"],
      ignored: ["r8_unorm_srgb", "var8_7mMtTfNVdPgAU3ygB5nGCZdMjq5Ss4NJFAf16"],
    },
  },
];
