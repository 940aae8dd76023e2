import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const baidu: readonly Rule[] = [
  {
    id: "qianfan-api-key",
    title: "Baidu Qianfan API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run models at your cost, and call what else the key was allowed.",
    remedy: "Delete it at console.bce.baidu.com/iam under API Key.",
    keywords: ["bce-v3/altak-"],
    pattern: token(/bce-v3\/ALTAK-[A-Za-z0-9]{21}\/[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://cloud.baidu.com/doc/qianfan/s/Fmkxz6nz5"],
    examples: {
      found: [
        "QIANFAN_API_KEY=«bce-v3/ALTAK-Q2ocbJBQfv0PDd25EpeEi/c150a74bf04373e616cac53465c69ad4d4ca933f»",
        "Authorization: Bearer «bce-v3/ALTAK-r2AeiHJQgbMJWmnmzLcPi/e74a163452e965a82dd1e93806da8c6d45eebcff»",
      ],
      ignored: ["bce-v3/ALTAK-xxxxxxxxx/yyyyyyyyyyy"],
    },
  },
  {
    id: "qianfan-secret-key",
    title: "Baidu Qianfan or ERNIE secret key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "With the API key: run models at your cost.",
    remedy: "Regenerate it at console.bce.baidu.com/qianfan under the app.",
    keywords: ["qianfan", "ernie", "wenxin", "yiyan"],
    pattern: assigned(
      /(?:qianfan|ernie(?:_?bot)?|wenxin|yiyan)[\w .-]{0,16}?(?:secret(?:[-_]?key)?|sk)/,
      /[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://cloud.baidu.com/doc/WENXINWORKSHOP/s/Ilkkrb0i5"],
    examples: {
      found: [
        "QIANFAN_SK=«C3Wa2AvtekxMO3EoXNPQK4iR7t3nI10t»",
        "ERNIE_CLIENT_SECRET=«m9deIBYUQv0CeAE1TbsLKinjkMXyUeOL»",
      ],
      ignored: ["QIANFAN_SECRET_KEY=your-secret-key"],
    },
  },
  {
    id: "baidu-maps-key",
    title: "Baidu Maps AK",
    class: "secret",
    severity: "low",
    confidence: "low",
    harm: "Call the map services at the quota of the application.",
    remedy: "Delete or restrict it at lbsyun.baidu.com/apiconsole/key.",
    keywords: ["baidu", "api.map.baidu.com"],
    pattern: assigned(
      /baidu[-_. ]?maps?[\w .-]{0,16}?(?:key|ak)|api\.map\.baidu\.com\/[^\s"']{0,120}?[?&]ak/,
      /[A-Za-z0-9]{24,32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://lbsyun.baidu.com/faq/api?title=webapi/guide/webservice-geocoding"],
    examples: {
      found: [
        "https://api.map.baidu.com/geocoding/v3/?output=json&ak=«H8xf5HsKGJpyNiZTvWGZsqW8rBsJlq5g»",
        "BAIDU_MAP_AK=«H8lgSH2uC08WQeFL05SB7Nng»",
      ],
      ignored: ["BAIDU_MAP_AK=your-ak"],
    },
  },
];
