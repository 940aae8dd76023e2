import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const alibaba: readonly Rule[] = [
  {
    id: "alibaba-access-key-id",
    title: "Alibaba Cloud access key id",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Half of a key pair: whoever has the secret half, too, acts as its owner.",
    remedy: "Disable it at ram.console.alibabacloud.com, and look for the secret half nearby.",
    keywords: ["ltai"],
    pattern: token(/LTAI[A-Za-z0-9]{12,26}/),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit"] },
      { kind: "not-placeholder" },
    ],
    references: ["https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair"],
    examples: {
      found: ["ALIBABA_CLOUD_ACCESS_KEY_ID=«LTAI5tD7eYWFL9w6xjyM5XEp»"],
      ignored: ["LTAIRPORT"],
    },
  },
  {
    id: "alibaba-access-key-secret",
    title: "Alibaba Cloud access key secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the key id: act in the account with all the rights of the key's owner.",
    remedy: "Disable the pair at ram.console.alibabacloud.com, then delete it.",
    keywords: ["alibaba", "aliyun", "oss_", "accesskeysecret", "access_key_secret"],
    pattern: assigned(
      /(?:(?:alibaba|aliyun|(?<![A-Za-z])oss)[\w .-]{0,30}?secret|access[-_]?key[-_]?secret)[\w-]{0,12}/,
      /[A-Za-z0-9]{30}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://www.alibabacloud.com/help/en/ram/user-guide/create-an-accesskey-pair"],
    examples: {
      found: ["OSS_ACCESS_KEY_SECRET=«plYGNypHt2MqbJ5vm3fT4BnK98EDsj»"],
      ignored: ['access_key_secret = "from-the-environment"'],
    },
  },
];
