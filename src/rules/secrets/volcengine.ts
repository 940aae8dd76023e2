import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { uuid } from "../shapes.ts";

export const volcengine: readonly Rule[] = [
  {
    id: "volcengine-ark-key",
    title: "Volcengine Ark (Doubao) API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run models at your cost.",
    remedy: "Delete it at console.volcengine.com/ark under API Key.",
    keywords: ["ark_api", "doubao", "volc"],
    pattern: assigned(
      /(?:(?<![A-Za-z])ark|doubao|volc(?:engine)?(?:_?ark)?)[\w .-]{0,16}?(?:api)?[-_ ]?key[\w-]{0,12}/,
      uuid,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://www.volcengine.com/docs/82379/1361424"],
    examples: {
      found: [
        "ARK_API_KEY=«e69f4f92-8a9a-49c2-9c42-917e78133cb6»",
        'doubao_api_key: "«ab2aeb5f-e9e4-4e68-a537-f6b5b4478cca»"',
      ],
      ignored: [
        'park_key = "8ac92b9c-f58b-4ef2-9ac4-03b5b2d0a7c9"',
        "ARK_ENDPOINT_ID=f4ba6f34-6a84-4db8-8a67-71ab1452de84",
      ],
    },
  },
  {
    id: "volcengine-secret-key",
    title: "Volcengine secret key",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the access key: everything that the user may do in the account.",
    remedy: "Disable the pair at console.volcengine.com/iam/keymanage.",
    keywords: ["volc"],
    pattern: assigned(
      /volc(?:engine)?[\w .-]{0,16}?(?:secret(?:[-_]?(?:access)?[-_]?key)?|sk)/,
      /[A-Za-z0-9]{46,58}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    beside: ["volcengine-access-key"],
    references: ["https://www.volcengine.com/docs/6291/65568"],
    examples: {
      found: ["VOLC_SECRETKEY=«u2KehBPXTN9zodzXEFN3uI1NMfLGIQFz1SDkAyHCc4gCLih76RG6leztDZ==»"],
      ignored: ["VOLC_SECRETKEY=your-secret-key"],
    },
  },
];
