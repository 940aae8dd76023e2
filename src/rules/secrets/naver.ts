import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const naver: readonly Rule[] = [
  {
    id: "clova-api-key",
    title: "Naver CLOVA Studio API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models at your cost.",
    remedy: "Delete it under API keys in CLOVA Studio at clovastudio.ncloud.com.",
    keywords: ["clova", "nv-"],
    pattern: assigned(
      /(?:clova(?:[-_ ]?studio)?|hyper_?clova_?x?)[\w .-]{0,24}?key[\w-]{0,12}/,
      /(?:nv-[0-9a-f]{32}[A-Za-z0-9]{4}|NTA0[A-Za-z0-9+/]{60,130}={0,2})/,
    ),
    proofs: [{ kind: "entropy", min: 3.2 }],
    references: ["https://guide.ncloud-docs.com/docs/en/clovastudio-explorer03"],
    examples: {
      found: ["CLOVASTUDIO_API_KEY=«nv-b9701ad0b12ddd75510b590177c2b326gaSz»"],
      ignored: ["CLOVASTUDIO_API_KEY=nv-your-key"],
    },
  },
  {
    id: "naver-cloud-key",
    title: "Naver Cloud access key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "The secret of the pair signs every call that the user may make.",
    remedy: "Disable the pair at ncloud.com under My Account, Manage authentication key.",
    keywords: ["ncp_iam_"],
    pattern: token(/ncp_iam_[A-Za-z0-9]{30,40}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://api.ncloud-docs.com/docs/en/common-ncpapi"],
    examples: {
      found: ["NCLOUD_SECRET_KEY=«ncp_iam_BPKMKRf92gLKodHHH6zB6YijBiDVxd9KlH»"],
      ignored: ["ncp_iam_policy"],
    },
  },
  {
    id: "naver-client-secret",
    title: "Naver API secret",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Call the APIs of the application at its quota.",
    remedy: "Reissue it at developers.naver.com/apps, or in the Naver Cloud console.",
    keywords: ["x-naver-client-secret", "x-ncp-apigw", "naver"],
    pattern: assigned(
      /x-naver-client-secret|naver[\w .-]{0,16}?client[-_ ]?secret|x-ncp-apigw-api-key(?!-id)/,
      /(?:[A-Za-z0-9_]{10}|[A-Za-z0-9]{40})/,
    ),
    proofs: [
      { kind: "entropy", min: 2.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://developers.naver.com/docs/common/openapiguide/"],
    examples: {
      found: [
        "X-Naver-Client-Secret: «q8Rt2LxWv7»",
        "X-NCP-APIGW-API-KEY: «82ZgPEkFMi2wjbqTljOAKOqCEDmBBrXowWO8c0zN»",
      ],
      ignored: ["X-Naver-Client-Secret: YOUR_SECRET"],
    },
  },
];
