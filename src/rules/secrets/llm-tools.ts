import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

export const llmTools: readonly Rule[] = [
  {
    id: "llamacloud-api-key",
    title: "LlamaCloud API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the documents and indexes of the project, and parse at your cost.",
    remedy: "Delete it at cloud.llamaindex.ai/api-key.",
    keywords: ["llx-"],
    pattern: token(/llx-[A-Za-z0-9]{48}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://developers.llamaindex.ai/python/cloud/general/api_key/"],
    examples: {
      found: [
        "LLAMA_CLOUD_API_KEY=«llx-27adCFp8cHzlQEWht8NC1Wd3N52OWt3O2VcbNs6UPKlNfprB»",
        'parser = LlamaParse(api_key="«llx-x4rkLFubZWWuONUCzDhTCjoACmMCdN674VPmtFehhIRz5S16»")',
      ],
      ignored: ["LLAMA_CLOUD_API_KEY=llx-your-key-here"],
    },
  },
  {
    id: "unstructured-api-key",
    title: "Unstructured API key",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Process documents at your cost, and read the workflows of the account.",
    remedy: "Delete it at platform.unstructured.io under API Keys.",
    keywords: ["unstructured"],
    pattern: assigned(keyOf(/(?<![A-Za-z])unstructured/), /[A-Za-z0-9]{30,44}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.unstructured.io/api-reference/overview"],
    examples: {
      found: ["UNSTRUCTURED_API_KEY=«K5PfmGL6sbSble9uhXq2G9xrZAAXep»"],
      ignored: [
        "UNSTRUCTURED_API_KEY=your-unstructured-key",
        'unstructured_key_value_store = "documents/raw"',
      ],
    },
  },
  {
    id: "composio-api-key",
    title: "Composio API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Act through every account that the project has connected: mail, repositories, calendars.",
    remedy: "Regenerate it in the settings of the project at platform.composio.dev.",
    keywords: ["composio"],
    pattern: assigned(keyOf(/composio/), /(?:ak_[A-Za-z0-9_-]{20}|[a-z0-9]{18,22})/),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.composio.dev/docs/quickstart"],
    examples: {
      found: ["COMPOSIO_API_KEY=«ak_K28fgBBbDUhGbNB4_Ubv»"],
      ignored: ["COMPOSIO_API_KEY=your_composio_key", 'composio_auth_config = "ac_github_main"'],
    },
  },
  {
    id: "arcade-api-key",
    title: "Arcade API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Call tools in the name of the users who signed in.",
    remedy: "Delete it at api.arcade.dev/dashboard/api-keys.",
    keywords: ["arc_"],
    pattern: token(/arc_(?:o1)?[1-9A-HJ-NP-Za-km-z]{48,56}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.arcade.dev/en/get-started/setup/api-keys"],
    examples: {
      found: ["ARCADE_API_KEY=«arc_o1q66c3KP7ZvUEiNWBiGRAXF4gRjpiPQyC4UxtjCYJxqtv4Hshw»"],
      ignored: ["arc_your_key_here", "arc_length_of_the_curve"],
    },
  },
];
