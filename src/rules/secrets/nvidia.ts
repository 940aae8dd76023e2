import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const nvidia: readonly Rule[] = [
  {
    id: "nvidia-api-key",
    title: "NVIDIA API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run NIM models at your cost and pull the organisation's containers and models from NGC.",
    remedy: "Delete it at org.ngc.nvidia.com/setup/api-keys or build.nvidia.com.",
    keywords: ["nvapi-"],
    pattern: token(/nvapi-[A-Za-z0-9_-]{60,70}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://docs.nvidia.com/ngc/latest/ngc-user-guide.html"],
    examples: {
      found: [
        "NVIDIA_API_KEY=«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»",
      ],
      ignored: ["nvapi-stg-is-the-staging-host-of-the-service"],
    },
  },
  {
    id: "nvidia-ngc-key",
    title: "NVIDIA NGC API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Pull and push the organisation's containers and models on NGC.",
    remedy: "Generate a new one at org.ngc.nvidia.com/setup: that ends the old one.",
    keywords: ["ngc", "nvcr.io"],
    pattern: assigned(
      /(?:(?<![A-Za-z])ngc[\w .-]{0,24}?(?:key|token|secret|password)|nvcr\.io[^\n]{0,60}?(?:-p|--password))[\w-]{0,12}/,
      /[A-Za-z0-9]{84}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://docs.nvidia.com/ngc/latest/ngc-user-guide.html"],
    examples: {
      found: [
        "NGC_API_KEY=«i2ko3iq0omcmj2fglyxeoktcvfjxdajrz77knr1bu1mpsgqdzsis3tdxgnynrk4bhcmr9vc7nhh7h81u32ch»",
        'ngc_cli_api_key: "«gljsd4aeap0hrj735hvgtw5b3fvod1bwmpbprixts8dcelq19xrw7stxezsyiarhstt4wr3jzraf7naxo829»"',
      ],
      ignored: ["ngc_key = rkqG3KDjXLC9d0ZSznIXSC7PThscplayDJ3M04Fy"],
    },
  },
];
