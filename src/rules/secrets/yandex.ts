import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const yandex: readonly Rule[] = [
  {
    id: "yandex-api-key",
    title: "Yandex Cloud API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Call the services (speech, translation, models) that the service account may use.",
    remedy: "Delete it at console.yandex.cloud under the service account.",
    keywords: ["aqvn"],
    pattern: token(/AQVN[A-Za-z0-9_-]{35,36}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://yandex.cloud/en/docs/iam/concepts/authorization/api-key"],
    examples: {
      found: ["YANDEX_API_KEY=«AQVNlezjS1r430CxMVIXgXhMkrm70QGoaGGJI7Hz»"],
      ignored: ["AQVN"],
    },
  },
  {
    id: "yandex-static-secret",
    title: "Yandex Cloud static secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "With the key id: read and write the buckets of the service account.",
    remedy: "Delete it at console.yandex.cloud under the service account.",
    keywords: ["secret_access_key", "secret_key", "secretkey", "secret-key"],
    pattern: assigned(/secret[\w .-]{0,24}/, /YC[A-Za-z0-9_-]{38}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://yandex.cloud/en/docs/iam/concepts/authorization/access-key"],
    examples: {
      found: ["aws_secret_access_key: «YC_Mjdws-OqFotPx9nWewAIMvEa7_2y4x59moV3w»"],
      ignored: ["secret_key = 4aksQ6XWbVODPNy4eIs7nC9qz1YGx46UxIPY6vGh"],
    },
  },
  {
    id: "yandex-iam-token",
    title: "Yandex Cloud IAM or OAuth token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Act in the cloud as the account: an IAM token for twelve hours, an OAuth token for a year.",
    remedy: "Revoke it with `yc iam revoke-token`, or at id.yandex.com under external access.",
    keywords: ["t1.", "y0_"],
    pattern: token(
      /(?:t1\.[A-Z0-9a-z_-]{8,300}={0,2}\.[A-Z0-9a-z_-]{86}={0,2}|y0_[A-Za-z0-9_-]{54,60})/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://yandex.cloud/en/docs/iam/concepts/authorization/iam-token"],
    examples: {
      found: [
        "YC_TOKEN=«t1.RBbCXziixUbOVUadkxarv0wNgr98OvCt52Op6EDI5IM6mSreg0f7_2PP55brlObJW2HeJuW38SU4n2TYRfCtmDiDnaceexb-M6Nfw90Z7Dl8Ho4wOm9OyxUM.gLT9V-NBIo6VMk4Q7z1bzWjHUZ9PXllKKfQRwvDS_Yd3Wwuh5qL2_pKwnRhGXOEUzZtSZqptKBzg6Vsch225wS»",
        "YC_OAUTH=«y0_VLbPLB06qJ46uN_UUfLx2mM_Ysanr2C_Vn4naLtBBUcUwMWuHOynTpG»",
      ],
      ignored: ["t1.micro"],
    },
  },
  {
    id: "yandex-translate-key",
    title: "Yandex Translate or Dictionary key",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Translate at the quota of the account.",
    remedy: "Delete it at yandex.com/dev/keys.",
    keywords: ["trnsl.1.1.", "dict.1.1."],
    pattern: token(/(?:trnsl|dict|pdct)\.1\.1\.\d{8}T\d{6}Z\.[0-9a-f]{16}\.[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://yandex.com/dev/dictionary/"],
    examples: {
      found: [
        "key=«trnsl.1.1.20190412T101500Z.f2419882946e6e27.b999fa493403a68b366c8d7d02c3ede66af4970f»",
      ],
      ignored: ["trnsl.1.1.key"],
    },
  },
];
