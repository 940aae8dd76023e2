import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

const viewer: LiveCheck = {
  url: "https://api.wandb.ai/graphql",
  method: "POST",
  selfHosted: "wandb",
  body: { kind: "json", fields: { query: "query { viewer { username email entity } }" } },
  auth: { kind: "basic", user: "api", password: "{value}" },
  active: [{ status: 200, json: "data.viewer.username" }],
  inactive: [{ status: 401 }, { status: 200, json: "data", text: /^\{"viewer":null\}$/ }],
  facts: { user: "data.viewer.username", entity: "data.viewer.entity", email: "data.viewer.email" },
  documentation: "https://docs.wandb.ai/ref/python/public-api/api/",
  examples: {
    active: {
      status: 200,
      body: { data: { viewer: { username: "ada", email: "ada@example.org", entity: "lab" } } },
    },
    inactive: { status: 401, body: { errors: [{ message: "user is not logged in" }] } },
  },
};

export const wandb: readonly Rule[] = [
  {
    id: "wandb-api-key",
    title: "Weights & Biases API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, change and delete every run, artifact and report of the user and the user's teams.",
    remedy:
      "Delete it at wandb.ai/settings#api, then look at the runs and artifacts that were added since.",
    keywords: ["wandb", "weights"],
    pattern: assigned(
      /(?:wandb[\w .-]{0,24}?(?:key|token|secret|pass(?:word)?|login)|weights[-_ ](?:and|&)[-_ ]biases[\w .-]{0,12}?(?:key|token)|wandb(?=["'\]]{0,3}[ \t]{0,4}[:=])|wandb\.login\([^()\n]{0,40}?(?:key)?)[\w-]{0,12}(?:[ \t]--[\w-]{1,20}){0,2}/,
      /[0-9a-f]{40}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    check: viewer,
    references: ["https://docs.wandb.ai/support/find_api_key/"],
    examples: {
      found: [
        "WANDB_API_KEY=«bf765e8e11f30626b700c1281fa00302b0f68a69»",
        'wandb.login(key="«983662ceff7a623ebc42b2502110264482bb12f3»")',
        "wandb login --relogin «974a4a00f0f606a539879c9864f89d65a8dcd64f»",
        '["train.py", "--wandb_key", "«d3e99334b5437642e89b28fbcb4dca733fa698bb»"]',
        '$.environment.WANDB_API_KEY="«3f2dc08bcdc6e102a19bd1237e7d89889fef56d6»"',
      ],
      ignored: [
        "wandb_commit = 5f476da476c4dd864e5a46e1f76b9f83bbc9a9d6",
        "WANDB_API_KEY=YOUR_API_KEY",
        "wandb/sdk at e6b6e7e36f74257a43e361baf972505301e900fb",
      ],
    },
  },
  {
    id: "wandb-api-key-v1",
    title: "Weights & Biases API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, change and delete every run, artifact and report of the user and the user's teams.",
    remedy:
      "Delete it at wandb.ai/settings#api, then look at the runs and artifacts that were added since.",
    keywords: ["wandb_v1_"],
    pattern: token(/wandb_v1_[A-Za-z0-9_]{77}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: viewer,
    references: ["https://docs.wandb.ai/support/find_api_key/"],
    examples: {
      found: [
        "api_key: «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»",
      ],
      ignored: ["wandb_v1_settings_of_the_run"],
    },
  },
  {
    id: "wandb-netrc-password",
    title: "Weights & Biases API key in a .netrc file",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, change and delete every run, artifact and report of the user and the user's teams.",
    remedy: "Delete it at wandb.ai/settings#api, and keep .netrc out of what is uploaded.",
    keywords: ["api.wandb.ai"],
    pattern:
      /api\.wandb\.ai"?\s{1,20}login\s{1,20}\S{1,60}\s{1,20}password\s{1,20}(?<value>(?:wandb_v1_)?[A-Za-z0-9_]{40,90})(?![A-Za-z0-9_])/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    check: viewer,
    references: ["https://docs.wandb.ai/models/ref/cli/wandb-login"],
    examples: {
      found: [
        "machine api.wandb.ai\n  login user\n  password «c94c523720fbeabc75b4a9f7ffb228234d647afe»",
      ],
      ignored: ["machine api.wandb.ai login user password $WANDB_API_KEY"],
    },
  },
];
