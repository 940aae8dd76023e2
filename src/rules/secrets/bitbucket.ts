import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const bitbucket: readonly Rule[] = [
  {
    id: "bitbucket-app-password",
    title: "Bitbucket app password or access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and, within its scopes, change the repositories and pipelines of the user or workspace.",
    remedy:
      "Revoke it at bitbucket.org/account/settings/app-passwords, or under the repository's Access tokens.",
    keywords: ["atbb", "atctt3"],
    pattern: token(/(?:ATBB[A-Za-z0-9]{32}|ATCTT3xFfG[A-Za-z0-9_=-]{150,240})/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://support.atlassian.com/bitbucket-cloud/docs/access-tokens/"],
    examples: {
      found: ["git clone https://ada:«ATBBIFYabRaUFEwwVyLrcL1vc3pnYDCHrdXP»@bitbucket.org/o/r"],
      ignored: ["ATBBS"],
    },
  },
  {
    id: "bitbucket-oauth-secret",
    title: "Bitbucket OAuth secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Ask for tokens of the consumer, and with them read and change its repositories.",
    remedy: "Delete the consumer in the workspace's settings.",
    keywords: ["bitbucket"],
    pattern: assigned(
      /bitbucket[\w .-]{0,24}?(?:secret|token|password)[\w-]{0,12}/,
      /(?:[A-Za-z0-9]{64}|[A-Za-z0-9_=-]{32,44})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://support.atlassian.com/bitbucket-cloud/docs/use-oauth-on-bitbucket-cloud/",
    ],
    examples: {
      found: [
        "BITBUCKET_CLIENT_SECRET=«PNYuLtm4Q4VZlawjBKpuCzyTrY4M8obggp9CfyQfGLMP4jqgBedvAMkqapHpLyHd»",
      ],
      ignored: ['bitbucket_token = os.getenv("BITBUCKET_TOKEN_FOR_THE_RELEASES")'],
    },
  },
];
