import type { Rule } from "../../core/rule.ts";
import { assigned, keyOrNameOf } from "../assigned.ts";
import { uuid } from "../shapes.ts";
import { token } from "../token.ts";

export const codeAssistants: readonly Rule[] = [
  {
    id: "v0-api-key",
    title: "Vercel v0 API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Run the v0 models at your cost and read the chats of the account.",
    remedy: "Delete it at v0.app/chat/settings/keys.",
    keywords: ["v0_api", "v1:"],
    pattern: assigned(
      /(?<![A-Za-z0-9])v0[\w .-]{0,16}?(?:key|token)/,
      /v1:[A-Za-z0-9]{24}:[A-Za-z0-9]{24}/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://v0.app/docs/api/platform/overview"],
    examples: {
      found: ["V0_API_KEY=«v1:H9ek1Cy7unGkxtyplVuPR3Cy:w6maTC3IQj1nRpAJf1mV4f6e»"],
      ignored: ["V0_API_KEY=v1:your-key"],
    },
  },
  {
    id: "cursor-user-key",
    title: "Cursor user API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start agents in the repositories of the user, at the cost of the account.",
    remedy: "Delete it at cursor.com/dashboard under Integrations.",
    keywords: ["crsr_"],
    pattern: token(/crsr_[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://cursor.com/docs/cli/reference/authentication"],
    examples: {
      found: [
        "CURSOR_API_KEY=«crsr_e06ec6d21d20d71d36451d6188ef491f8bf4267ef3823247bb8338a3df408537»",
      ],
      ignored: ["crsr_position"],
    },
  },
  {
    id: "devin-api-key",
    title: "Devin API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start sessions that write code to the connected repositories, and read those that ran.",
    remedy: "Revoke it at app.devin.ai/settings/api-keys.",
    keywords: ["apk_", "cog_"],
    pattern: token(/(?:apk_(?:user_)?[A-Za-z0-9+/]{80,180}={0,2}|cog_[a-z2-7]{52})/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://docs.devin.ai/api-reference/overview"],
    examples: {
      found: [
        "DEVIN_API_KEY=«apk_user_E68dWCVae9OiGG6eCRz+e3pcttVNsQ8NJYllIl7nzHBV9J7YICBsQCev5WfbC0iQE204ioyY4k/PdCEFSvz7H3gJHphzo8fsNBPurnwo3muVbrQJYoF7rKjqNA9AlE0+sV762NN1NJ2uTy9cvHEc/yQK»",
        "«cog_a472knexo2skcdrawzgbyooffrpqpt4igqhojbnz53bddhxo3dnu»",
      ],
      ignored: ["cog_services_vision_requirements", "apk_signature_scheme_v2"],
    },
  },
  {
    id: "greptile-api-key",
    title: "Greptile API key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Ask about, and so read, the code of the repositories that were indexed.",
    remedy: "Delete it at app.greptile.com/settings/api.",
    keywords: ["greptile"],
    pattern: assigned(keyOrNameOf(/greptile/), /[A-Za-z0-9+/]{48}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://www.greptile.com/docs/api-reference/authentication"],
    examples: {
      found: ["GREPTILE_API_KEY=«R67htCWuRqkaRrgwffxyCBZNbR4x292nSygcb8ebr32VhbMM»"],
      ignored: ["GREPTILE_API_KEY=$GREPTILE_KEY"],
    },
  },
  {
    id: "coderabbit-api-key",
    title: "CodeRabbit API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the reviews of the organisation, and so parts of its code.",
    remedy: "Delete it at app.coderabbit.ai/settings/api-keys.",
    keywords: ["cr-"],
    pattern: token(/cr-[0-9a-f]{58}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.coderabbit.ai/api-reference"],
    examples: {
      found: ["CODERABBIT_API_KEY=«cr-cd52d54137fcb6229610aa96b0d5fb5a6e0f3945b8e1021d7bb4148a3f»"],
      ignored: [
        "cr-d896535719050ed0f3897e7440eda978ac38ce4c",
        "scr-c248a3bb9a460bd0ed0dd9b146f4ac019adfc754f28d882f462ad8a962",
      ],
    },
  },
  {
    id: "windsurf-service-key",
    title: "Windsurf service key",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Read the usage of the team and manage its seats, within the role of the key.",
    remedy: "Delete it under Service Keys in the team settings at windsurf.com.",
    keywords: ["windsurf", "codeium"],
    pattern: assigned(/(?:windsurf|codeium)[\w .-]{0,24}?(?:key|token)[\w-]{0,12}/, uuid),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.windsurf.com/windsurf/accounts/api-reference/api-introduction"],
    examples: {
      found: ["WINDSURF_SERVICE_KEY=«1fce276d-a0af-4249-8498-25d47858b79a»"],
      ignored: ["codeium_installation_id=5c9fd487-80fa-4801-b59b-7f5d57e3fd8d"],
    },
  },
];
