import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { uuid } from "../shapes.ts";
import { token } from "../token.ts";

export const voiceAgents: readonly Rule[] = [
  {
    id: "vapi-api-key",
    title: "Vapi API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Call telephones with your agents at your cost, and read their transcripts.",
    remedy: "Delete it at dashboard.vapi.ai/org/api-keys.",
    keywords: ["vapi"],
    pattern: assigned(/(?<![A-Za-z])vapi[\w .-]{0,16}?(?:key|token)[\w-]{0,12}/, uuid),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.vapi.ai/quickstart"],
    examples: {
      found: ["VAPI_PRIVATE_KEY=«dcf7507d-d890-49f7-9469-8aba2eac8e22»"],
      ignored: ["VAPI_ASSISTANT_ID=472f45b6-a1a3-464f-b1ce-9b79d01c3130"],
    },
  },
  {
    id: "retell-api-key",
    title: "Retell AI API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Call telephones with your agents at your cost, and read their transcripts.",
    remedy: "Delete it at dashboard.retellai.com under API keys.",
    keywords: ["key_"],
    pattern: token(/key_[0-9a-f]{28}/),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://docs.retellai.com/accounts/api-keys-overview"],
    examples: {
      found: ["RETELL_API_KEY=«key_eb6456504beb4b94b034278ace1b»"],
      ignored: ["key_e24f8d5545828aa6e88e6c83", "monkey_f27af269f21863101fce29da1c87"],
    },
  },
  {
    id: "bland-api-key",
    title: "Bland AI API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Call telephones with your agents at your cost, and read their transcripts.",
    remedy: "Regenerate it at app.bland.ai/dashboard/settings.",
    keywords: ["bland"],
    pattern: assigned(
      /(?<![A-Za-z])bland(?:[-_]?ai)?[-_ ]?(?:api)?[-_ ]?key[\w-]{0,12}/,
      /(?:org_|sk-)[0-9a-z-]{40,100}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://docs.bland.ai/api-v1/authentication"],
    examples: {
      found: [
        "BLAND_API_KEY=«org_a33f78cbe98c2ec6eb0d722eb13630f0f5d3886e8b7dab360f778c0de1d7fa11»",
      ],
      ignored: ["BLAND_API_KEY=sk-your-key"],
    },
  },
  {
    id: "livekit-api-secret",
    title: "LiveKit API secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign tokens for every room: listen, speak, record.",
    remedy:
      "Delete the key in the settings of the project at cloud.livekit.io, or in the server configuration.",
    keywords: ["livekit"],
    pattern: assigned(/live_?kit[\w .-]{0,16}?secret[\w-]{0,12}/, /[A-Za-z0-9]{36,64}/),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.livekit.io/home/get-started/authentication/"],
    examples: {
      found: ["LIVEKIT_API_SECRET=«226dgJ8O8WwkBt0odm0DaLODcCSTPIAxCqSfKsenwpuh»"],
      ignored: ["LIVEKIT_API_SECRET=your-api-secret"],
    },
  },
  {
    id: "livekit-key-pair",
    title: "LiveKit key and secret in one setting",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign tokens for every room: listen, speak, record.",
    remedy:
      "Delete the key in the settings of the project at cloud.livekit.io, or in the server configuration.",
    keywords: ["api"],
    pattern:
      /(?<![A-Za-z0-9])API[A-Za-z0-9]{12}["']?[ \t]{0,2}:[ \t]{1,2}["']?(?<value>[A-Za-z0-9]{42,48})(?![A-Za-z0-9_+/=-])/,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.livekit.io/transport/self-hosting/deployment/"],
    examples: {
      found: ["  APIw5Zx8Qm3Rt7L: «A3geUBsbXUJTYVKwvRlck2JU27Ow9kfUblW4Evs3Se3s»"],
      ignored: ["APIServerConfig: cc9e547e3b2369e92ffd4910506ceb4c934aa119"],
    },
  },
];
