import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

const userCheck: LiveCheck = {
  url: "https://api.elevenlabs.io/v1/user",
  auth: { kind: "header", name: "xi-api-key", value: "{value}" },
  active: [
    { status: 200, json: "subscription" },
    { status: 401, json: "detail.status", text: /^missing_permissions$/ },
  ],
  inactive: [{ status: 401, json: "detail.status", text: /^invalid_api_key$/ }],
  facts: { user: "user_id", name: "first_name", plan: "subscription.tier" },
  documentation: "https://elevenlabs.io/docs/api-reference/user/get",
  examples: {
    active: {
      status: 200,
      body: { user_id: "u-1", first_name: "Ada", subscription: { tier: "creator" } },
    },
    inactive: {
      status: 401,
      body: { detail: { status: "invalid_api_key", message: "Invalid API key" } },
    },
  },
};

export const elevenlabs: readonly Rule[] = [
  {
    id: "elevenlabs-api-key",
    title: "ElevenLabs API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make speech with your cloned voices and at your cost.",
    remedy: "Delete it at elevenlabs.io/app/settings/api-keys.",
    keywords: ["sk_"],
    pattern: token(/sk_[0-9a-f]{48}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: userCheck,
    references: ["https://elevenlabs.io/docs/api-reference/authentication"],
    examples: {
      found: ["ELEVENLABS_API_KEY=«sk_0df5f97ba58574472ca6ab22257d42ae40d978605aa5028e»"],
      ignored: [
        "task_f1359e2bfb4d9ea8ca6359f736e0ccbd7d7bc3c18903e54e",
        "sk_fa94432b27241faba551c99c78ccf34d0f753cb1",
      ],
    },
  },
  {
    id: "elevenlabs-api-key-old",
    title: "ElevenLabs API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Make speech with your cloned voices and at your cost.",
    remedy: "Delete it at elevenlabs.io/app/settings/api-keys.",
    keywords: ["eleven", "xi-api-key", "xi_api_key"],
    pattern: assigned(
      /(?:eleven[-_ ]?labs?[\w .-]{0,24}?(?:key|token|secret)|xi[-_]api[-_]key)[\w-]{0,12}/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: userCheck,
    references: ["https://elevenlabs.io/docs/api-reference/authentication"],
    examples: {
      found: [
        "xi-api-key: «45a079f984e6da2afa7c2212d4d2cca6»",
        'ELEVENLABS_API_KEY="«b15f3d4caec3194d587e3d5adce1fa5a»"',
      ],
      ignored: ['elevenlabs_voice_id = "5c59486721dfaef7ae9f03830ed07d22"'],
    },
  },
];
