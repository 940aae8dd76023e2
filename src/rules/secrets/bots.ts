import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const bots: readonly Rule[] = [
  {
    id: "dify-api-key",
    title: "Dify app or knowledge key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run the app at your cost and read its conversations, or read and change the knowledge base.",
    remedy: "Delete it under API Access of the app, or of the knowledge base.",
    keywords: ["app-", "dataset-", "dify"],
    pattern: token(/(?:app|dataset)-[A-Za-z0-9]{24}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.dify.ai/en/use-dify/publish/developing-with-apis"],
    examples: {
      found: [
        "DIFY_API_KEY=«app-f5kePBYF4oLj24IrDBM53O9b»",
        "Authorization: Bearer «dataset-o7TdJBRwzUrwuoHh5bLVZAlf»",
      ],
      ignored: [
        "app-routingModuleForAdministration",
        "dataset-0f8c2a9be4d14f0bb2c9a7d1",
        "webapp-Zk3Rt8Qm2Lx7Wv5Np9Bc4Jd1",
      ],
    },
  },
  {
    id: "botpress-token",
    title: "Botpress personal access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the bots of the workspace and the conversations with them.",
    remedy: "Delete it at app.botpress.cloud/profile/settings.",
    keywords: ["bp_pat_", "bp_bak_"],
    pattern: token(/bp_(?:pat|bak)_[A-Za-z0-9_-]{36,48}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://botpress.com/docs/api-reference/authentication"],
    examples: {
      found: ["BOTPRESS_TOKEN=«bp_pat_O75h6H4dW4Ffr1H5c95iomeivfDw1zcSEIGK»"],
      ignored: ["bp_pat_token"],
    },
  },
  {
    id: "voiceflow-api-key",
    title: "Voiceflow API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the assistant, or read what was said to it.",
    remedy: "Delete it under API keys in the settings at creator.voiceflow.com.",
    keywords: ["vf.dm.", "vf.ws."],
    pattern: token(/VF\.(?:DM|WS)\.[0-9a-f]{24}\.[A-Za-z0-9]{16}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.voiceflow.com/reference/authentication"],
    examples: {
      found: [
        "Authorization: «VF.DM.f38dcfb692d29afb0d915b66.H6WfJDayuHaUlVrD»",
        "VOICEFLOW_API_KEY=«VF.WS.d68c406c0538ca926e4a7550.B8Rb6CTKVx497NdI»",
      ],
      ignored: ["VF.DM.your-key"],
    },
  },
];
