import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

const whoAmI: LiveCheck = {
  url: "https://huggingface.co/api/whoami-v2",
  auth: { kind: "bearer" },
  active: [{ status: 200, json: "name" }],
  inactive: [{ status: 401 }],
  facts: {
    user: "name",
    kind: "type",
    token: "auth.accessToken.displayName",
    role: "auth.accessToken.role",
  },
  documentation: "https://huggingface.co/docs/hub/api#get-apiwhoami-v2",
  examples: {
    active: {
      status: 200,
      body: {
        type: "user",
        name: "ada",
        auth: { type: "access_token", accessToken: { displayName: "ci", role: "write" } },
      },
    },
    inactive: { status: 401, body: { error: "Invalid credentials in Authorization header" } },
  },
};

export const huggingface: readonly Rule[] = [
  {
    id: "huggingface-user-token",
    title: "Hugging Face user access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read, and if its role allows it overwrite, every model and data set that the user can reach.",
    remedy:
      "Revoke it at huggingface.co/settings/tokens, then look at the account's recent commits.",
    keywords: ["hf_"],
    pattern: token(/hf_[A-Za-z0-9]{34}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: whoAmI,
    references: ["https://huggingface.co/docs/hub/security-tokens"],
    examples: {
      found: [
        "HF_TOKEN=«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»",
        '{"token": "«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»"}',
        '$.training_args.hub_token="«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»"',
        "<!--«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»-->",
        "https%3A%2F%2Fuser%3A«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»%40huggingface.co",
      ],
      ignored: [
        "hf_generateSymptomDescriptionForMetadata",
        "shelf_QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi",
        "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9",
        "hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
      ],
    },
  },
  {
    id: "huggingface-org-token",
    title: "Hugging Face organisation API token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and overwrite the models and data sets of the whole organisation.",
    remedy:
      "Delete it in the organisation's settings on huggingface.co, or ask support: these old tokens are shown no more.",
    keywords: ["api_org_"],
    pattern: token(/api_org_[A-Za-z0-9]{34}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: whoAmI,
    references: ["https://huggingface.co/docs/hub/organizations-security"],
    examples: {
      found: ["Authorization: Bearer «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»"],
      ignored: [
        "def test_api_org_inclusion_with_href_is_not_a_token(api_name):",
        "api_org_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
      ],
    },
  },
  {
    id: "huggingface-oauth-token",
    title: "Hugging Face OAuth token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Act on the Hub as the user who signed in, within the scopes that the app asked for.",
    remedy: "Remove the app at huggingface.co/settings/connected-applications.",
    keywords: ["hf_oauth_"],
    pattern: token(/hf_oauth_eyJ[A-Za-z0-9_.-]{40,}/),
    check: whoAmI,
    references: ["https://huggingface.co/docs/hub/oauth"],
    examples: {
      found: [
        '"access_token": "«hf_oauth_eyJs4ItbuEavoGfsR-1G24MboIiLqhkyl-zHwRHy3vLlqOzPN7ePspK9KIA8uJn.VZ0XX7fh4xk-byHZ1Dqx3lGQP3eNh9yttzN-wHlHknu»"',
      ],
      ignored: ["hf_oauth_expires_at_is_a_claim_of_the_session_and_nothing_else"],
    },
  },
];
