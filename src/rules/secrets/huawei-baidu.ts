import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const huaweiBaidu: readonly Rule[] = [
  {
    id: "huawei-or-baidu-secret-key",
    title: "Huawei Cloud or Baidu Cloud secret key",
    class: "secret",
    severity: "critical",
    confidence: "low",
    harm: "With the access key: act in the account with all the rights of the key's owner.",
    remedy: "Delete the pair under My credentials, Access keys, in the provider's console.",
    keywords: ["huawei", "obs_", "hwc", "baidu", "bce_"],
    pattern: assigned(
      /(?:huawei(?:cloud)?|hwc|(?<![A-Za-z])obs|baidu|bce)[-_. ]?[\w .-]{0,20}?(?:secret|sk)(?:[-_]?(?:access[-_]?)?key)?/,
      /(?:[A-Za-z0-9]{40}|[0-9a-f]{32})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://support.huaweicloud.com/intl/en-us/usermanual-ca/ca_01_0003.html"],
    examples: {
      found: ["HUAWEICLOUD_SDK_SK=«HVtfcYtU1YqMm3FITjlEtwBW0BSTucB7QaWxMZEf»"],
      ignored: ['obs_secret_level = "none"'],
    },
  },
];
