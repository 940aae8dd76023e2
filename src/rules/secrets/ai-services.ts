import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { uuid } from "../shapes.ts";

export const aiServices: readonly Rule[] = [
  {
    id: "clarifai-token",
    title: "Clarifai personal access token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run, read and change the apps and models of the user.",
    remedy: "Delete it at clarifai.com/settings/security.",
    keywords: ["clarifai"],
    pattern: assigned(
      /clarifai[\w .-]{0,24}?(?:key|token|secret|pat|api)[\w-]{0,12}/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.clarifai.com/control/authentication/pat"],
    examples: {
      found: ["CLARIFAI_PAT=«bd3e8f0fbd62058091d9c7d8cc808596»"],
      ignored: [
        "CLARIFAI_PAT=YOUR_PAT",
        'clarifai_model_version_id = "da66ac40137d3c9486c1dda26e4ecf87"',
      ],
    },
  },
  {
    id: "deepai-api-key",
    title: "DeepAI API key",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Run models at your cost.",
    remedy: "Regenerate it at deepai.org/dashboard/profile.",
    keywords: ["deepai"],
    pattern: assigned(keyOf(/deep[-_]?ai/), uuid),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://deepai.org/docs"],
    examples: {
      found: ["DEEPAI_API_KEY=«f86fc088-9a6d-4123-95a9-76238ea46739»"],
      ignored: ["deepai_job_id = ffea94ee-0dc5-47ad-ae48-bd15b6da6849"],
    },
  },
  {
    id: "wit-ai-token",
    title: "Wit.ai token",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Read what users said to the app, and with a server token change it.",
    remedy: "Regenerate it in the settings of the app at wit.ai.",
    keywords: ["wit_", "wit.ai"],
    pattern: assigned(
      /(?<![A-Za-z])wit(?:[-_. ]?ai)?[-_ ](?:[a-z]{1,10}[-_ ]){0,2}(?:key|token)[\w-]{0,12}/,
      /[A-Z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper"] },
    ],
    references: ["https://wit.ai/docs/http"],
    examples: {
      found: ["WIT_AI_TOKEN=«CE585A8MAE9VKZLT0UJA73BYKLPH3NVD»"],
      ignored: ["WIT_AI_TOKEN=your-token"],
    },
  },
  {
    id: "deepl-auth-key",
    title: "DeepL authentication key",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Translate at your cost, and read the glossaries of the account.",
    remedy: "Deactivate it at deepl.com/your-account/keys.",
    keywords: ["deepl"],
    pattern: assigned(
      /deepl[\w .-]{0,24}?(?:key|token)["']?[\w-]{0,12}/,
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?::fx)?/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://developers.deepl.com/docs/getting-started/auth"],
    examples: {
      found: [
        "Authorization: DeepL-Auth-Key «38d336c6-d7f6-4242-a66b-fb85e8204a77:fx»",
        "DEEPL_API_KEY=«77dd9490-de49-4a34-bb1d-fc22fef157bc»",
      ],
      ignored: ["deepl_document_id = aa8edd44-6663-411d-8ce5-ac400cd45943"],
    },
  },
  {
    id: "audd-api-token",
    title: "AudD API token",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Recognise music at your cost.",
    remedy: "Regenerate it at dashboard.audd.io.",
    keywords: ["audd"],
    pattern: assigned(
      /(?<![A-Za-z])audd(?:[-_.]?io)?[\w .-]{0,16}?(?:key|token|secret)[\w-]{0,12}/,
      /[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.audd.io/"],
    examples: {
      found: ["AUDD_API_TOKEN=«f6819c24788d40b3086cf687ca1efeac»"],
      ignored: ["AUDD_API_TOKEN=test"],
    },
  },
];
