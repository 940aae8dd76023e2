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
  {
    id: "alibaba-sts-key-id",
    title: "Alibaba Cloud temporary key id",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Tells that temporary credentials were here; with the secret and token it is access for hours.",
    remedy: "It runs out by itself; look for the secret and the token beside it.",
    keywords: ["sts."],
    pattern: token(/STS\.(?:NU[A-Za-z0-9]{20,26}|[A-Za-z0-9]{20,27})/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "has", all: ["digit"] }, { kind: "not-words" }],
    references: [
      "https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole",
    ],
    examples: {
      found: ['"AccessKeyId": "«STS.NUx2vjZFYZ0mjIorXv2MGBGTs»"'],
      ignored: ["STS.assumeRoleWithWebIdentity", "POSTS.NUS3wkSBnCX2ZGLkWbSwXn5CW"],
    },
  },
  {
    id: "alibaba-security-token",
    title: "Alibaba Cloud security token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "With its key pair: what the role may do until it runs out.",
    remedy: "Revoke the sessions of the role at ram.console.aliyun.com.",
    keywords: ["cais"],
    pattern: /(?<![A-Za-z0-9+/])(?<value>CAIS[A-Za-z0-9+/]{200,1800}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4.5 }],
    beside: ["alibaba-sts-key-id"],
    references: [
      "https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole",
    ],
    examples: {
      found: [
        '"SecurityToken": "«CAISu89erFRB2RtvkOEy3FYlLlbp4NC4V/CQQPhu/Wv2jy2ojGBi1/X2+ziyAKOd5HDa13CaUvl92KbErqxRIr+plRQF/K77dyoNMlTihuJP/+0K53VdnTIzsLlorqeJF8Lxyn155EWvrKV1w6KNO5+WAL3pj8adkj0eRGvuVrF1obym++w1Gk95ZiHMeYFIPEWaaPO1bNMRdztZcmUP+DALya90ffT7n47W60tMGfrbqlXoXBvOYSZVgNojh/9PBMUbmN6N3soP5beBBfvvrcgio4cV8MyYqvKewg2k0Gow6e/c+IROStJ8QUK3zcFkiqWgfcHKcAvkxOzdgkRu1tUlNlyrFOGxplDREfEqoYchQo3MVYekZCfq9fkaagmb0rPHBA6mhEr4V2ttcXh4wRAtfv4Z3q9CKc66QzvD==»"',
      ],
      ignored: ["CAIS is how they begin"],
    },
  },
];
