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
    check: {
      url: "https://api.replicate.com/v1/account",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "username" }],
      inactive: [{ status: 401 }],
      facts: { account: "username", kind: "type" },
      documentation: "https://replicate.com/docs/reference/http#account.get",
      examples: {
        active: { status: 200, body: { type: "organization", username: "acme", name: "Acme" } },
        inactive: {
          status: 401,
          body: {
            title: "Unauthenticated",
            detail: "You did not pass a valid authentication token",
            status: 401,
          },
        },
      },
    },
    references: ["https://replicate.com/docs/topics/security/api-tokens"],
    examples: {
      found: ["REPLICATE_API_TOKEN=«r8_Dbih4E5eqd67hmAAhAMvjDPwWhazHti1hPWu9»"],
      ignored: ["r8_unorm_srgb", "var8_7mMtTfNVdPgAU3ygB5nGCZdMjq5Ss4NJFAf16"],
    },
  },
];
