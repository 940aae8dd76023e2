import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const tencent: readonly Rule[] = [
  {
    id: "tencent-secret-id",
    title: "Tencent Cloud secret id",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Half of a key pair: whoever has the secret key, too, acts as its owner.",
    remedy: "Disable it at console.cloud.tencent.com/cam/capi, and look for the secret key nearby.",
    keywords: ["akid"],
    pattern: token(/AKID[A-Za-z0-9]{32}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper", "lower"] },
    ],
    references: ["https://www.tencentcloud.com/document/product/598/32675"],
    examples: {
      found: ["TENCENTCLOUD_SECRET_ID=«AKIDSplGhfvJUSMev4yEi3P3X9W80ZVhALth»"],
      ignored: ["AKIDentityProviderConfiguration"],
    },
  },
  {
    id: "tencent-secret-key",
    title: "Tencent Cloud secret key",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the secret id: act in the account with all the rights of the key's owner.",
    remedy: "Disable the pair at console.cloud.tencent.com/cam/capi.",
    keywords: ["tencent", "cos_secret", "qcloud"],
    pattern: assigned(
      /(?:tencent|(?<![A-Za-z])cos|qcloud)[\w .-]{0,24}?secret(?:[-_]?key)?[\w-]{0,12}/,
      /[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://www.tencentcloud.com/document/product/598/32675"],
    examples: {
      found: ["TENCENTCLOUD_SECRET_KEY=«RwpQN7n2NRhi2HrtboMnDtG9t2YqAg3J»"],
      ignored: ["TENCENTCLOUD_SECRET_KEY=your-secret-key"],
    },
  },
  {
    id: "volcengine-access-key",
    title: "Volcengine access key id",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Half of a key pair: whoever has the secret half, too, acts as its owner.",
    remedy:
      "Disable it at console.volcengine.com/iam/keymanage, and look for the secret half nearby.",
    keywords: ["aklt"],
    pattern: token(/AKLT[A-Za-z0-9]{40,50}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://www.volcengine.com/docs/6291/65568"],
    examples: {
      found: ["VOLC_ACCESSKEY=«AKLT8nacKgO3lUulrdUrO8DEs4cmZT2AbqMgE4CFHGHFO3v»"],
      ignored: ["AKLTuD05s3KO2u"],
    },
  },
];
