import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const sessions: readonly Rule[] = [
  {
    id: "anthropic-session-key",
    title: "Claude session key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Use the account at claude.ai as its owner: read its chats and files.",
    remedy: "Sign out everywhere at claude.ai/settings/account.",
    keywords: ["sk-ant-sid"],
    pattern: token(/sk-ant-sid\d{2}-[A-Za-z0-9_-]{80,120}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: [
      "https://support.anthropic.com/en/articles/8114491-getting-started-with-claude-ai",
    ],
    examples: {
      found: [
        "Cookie: sessionKey=«sk-ant-sid01-v87bFDuoV8FWnFbB0JxXujr4qqaaABvvLOzAxzXMcU1vsHiQMaRiNTN9Ox98whGcTZc1UWb5fxzpF7STG7nVLN-x6jvr7AA»",
      ],
      ignored: ["sk-ant-sid01-..."],
    },
  },
  {
    id: "next-auth-session-token",
    title: "NextAuth session token (ChatGPT and others)",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Use the web application as the user who signed in: at ChatGPT, read all chats.",
    remedy: "Sign out on all devices in the settings of the application.",
    keywords: ["eyjhbgcioijkaxii"],
    pattern: token(
      /eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0\.\.[A-Za-z0-9_-]{16}\.[A-Za-z0-9_-]{100,6000}\.[A-Za-z0-9_-]{22}/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://next-auth.js.org/configuration/options#cookies"],
    examples: {
      found: [
        "__Secure-next-auth.session-token=«eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..j63hwGtN9ugkZeE6.j44eqH0nv3Vth1Ls6v6-O9JL8ZsoWw_Rxl-IUiTeNUJ-HLRwb8GPJ7KTSJS0Sw5UQsvzU9Kk1v1MIdzu4xCxf8CvgroOx9ye17SWjAEVaSZJ0oVeMmLRLTq10V7suW9zrlSaWnPsPW23C_L9WXuHM_G1cON-Ks9dp4FLfrYb9JF8eF-ItKL_8pcqMKRLd7SUqeaG6nyb229X8YzL7iMa3K8Nsv9_Qt2giDIkidQ2iZ-gppCN.j27cBEnWjJhpZrb3lO--TO»",
      ],
      ignored: ["eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIn0..iv.text.tag"],
    },
  },
];
