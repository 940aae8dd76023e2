import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const openai: readonly Rule[] = [
  {
    id: "openai-api-key",
    title: "OpenAI API key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Run models at your cost and read the files, fine-tunes and threads that the project keeps at OpenAI.",
    remedy: "Delete it at platform.openai.com/api-keys, then look at the usage of its project.",
    keywords: ["t3blbkfj"],
    pattern: token(
      /sk-(?!admin-)(?:(?:proj|svcacct|None)-)?[A-Za-z0-9_-]{20,74}T3BlbkFJ[A-Za-z0-9_-]{20,74}/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    check: {
      url: "https://api.openai.com/v1/models",
      auth: { kind: "bearer" },
      active: [
        { status: 200, json: "data" },
        { status: 403, json: "error.message", text: /Missing scopes/ },
      ],
      inactive: [
        { status: 401, json: "error.code", text: /^(?:invalid_api_key|account_deactivated)$/ },
      ],
      facts: { organisation: { header: "openai-organization" } },
      documentation: "https://platform.openai.com/docs/api-reference/models/list",
      examples: {
        active: {
          status: 200,
          headers: { "openai-organization": "example-org" },
          body: { object: "list", data: [{ id: "gpt-4o", object: "model" }] },
        },
        inactive: {
          status: 401,
          body: {
            error: {
              message: "Incorrect API key provided.",
              type: "invalid_request_error",
              param: null,
              code: "invalid_api_key",
            },
          },
        },
      },
    },
    references: [
      "https://platform.openai.com/docs/api-reference/authentication",
      "https://help.openai.com/en/articles/9186755-managing-projects-in-the-api-platform",
    ],
    examples: {
      found: [
        "OPENAI_API_KEY=«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»",
        'api_key: "«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»"',
        '$.env.OPENAI_KEY="«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»"',
        "«sk-proj-AcMqq68gp8_Lv7Pww-18T3BlbkFJWIn_4G_5kWKnxRt9xMB4»",
      ],
      ignored: [
        "sk-7iGga00rU3hNng0p1ATJopPvhL98JImzcw5ek9TBSsdPemk5",
        "sk-xxxxxxxxxxxxxxxxxxxxT3BlbkFJxxxxxxxxxxxxxxxxxxxx",
      ],
    },
  },
  {
    id: "openai-admin-key",
    title: "OpenAI admin key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Add members, make and delete API keys of every project, and read the organisation's audit log.",
    remedy:
      "Delete it at platform.openai.com/settings/organization/admin-keys and review the audit log.",
    keywords: ["sk-admin-"],
    pattern: token(/sk-admin-[A-Za-z0-9_-]{20,74}T3BlbkFJ[A-Za-z0-9_-]{20,74}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.openai.com/v1/organization/users?limit=1",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401, json: "error.code", text: /^invalid_api_key$/ }],
      documentation: "https://platform.openai.com/docs/api-reference/users/list",
      examples: {
        active: {
          status: 200,
          body: {
            object: "list",
            data: [{ object: "organization.user", id: "user_abc", role: "owner" }],
          },
        },
        inactive: {
          status: 401,
          body: {
            error: {
              message: "Incorrect API key provided.",
              type: "invalid_request_error",
              code: "invalid_api_key",
            },
          },
        },
      },
    },
    references: ["https://platform.openai.com/docs/api-reference/admin-api-keys"],
    examples: {
      found: [
        "OPENAI_ADMIN_KEY=«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»",
      ],
      ignored: ["sk-admin-panel-T3BlbkFJ"],
    },
  },
  {
    id: "openai-compatible-key",
    title: "API key of an OpenAI-like service",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Run models at your cost wherever the key is from: several providers and gateways hand out keys of this form.",
    remedy: "Find the service that the setting names and delete the key there.",
    keywords: ["sk-"],
    pattern: assigned(
      /(?:(?:open_?ai|llm|chat_?gpt|gpt|model)[\w .-]{0,24}?(?:key|token|secret)|(?<![A-Za-z])api_?key)[\w-]{0,12}/,
      /sk-[A-Za-z0-9_-]{20,200}/,
    ),
    general: true,
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://platform.openai.com/docs/api-reference/authentication"],
    examples: {
      found: [
        "OPENAI_API_KEY=«sk-s6cxfzRvgjg3vWGVn2SNPypXfFEg0JjYRhAfz3mUuE7hjPhM»",
        '"api_key": "«sk-cfd9d1566d99c80eb24113442ce33839»"',
      ],
      ignored: [
        "OPENAI_API_KEY=sk-your-key-goes-here-please",
        'api_key = "sk-not-needed-for-a-local-server"',
      ],
    },
  },
  {
    id: "openai-like-key",
    title: "API key that begins with sk-",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Run models at your cost wherever the key is from: OpenAI's old keys and those of several other providers look like this.",
    remedy: "Find the service that the text around it names and delete the key there.",
    keywords: ["sk-"],
    pattern: token(
      /sk-(?:[A-Za-z0-9]{48}|[A-Za-z0-9]{32}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    ),
    general: true,
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://platform.openai.com/docs/api-reference/authentication"],
    examples: {
      found: [
        'client = OpenAI("«sk-reXsIj74eR4TWQ4oHN2YOaPS3gkiUglcrKH7Rb4pjLRbf3Kc»", base_url=url)',
        "«sk-6bb7d8480b7078d705fd38b4f6e8e6df»",
      ],
      ignored: ["mask-3221fd3de240edcf97d4df4b943d6180"],
    },
  },
  {
    id: "sk-underscore-key",
    title: "API key that begins with sk_",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Run models at your cost wherever the key is from: Inception, Novita and others hand out keys of this form.",
    remedy: "Find the service that the text around it names and delete the key there.",
    keywords: ["sk_"],
    pattern: token(/sk_(?:[0-9a-f]{32}|[A-Za-z0-9_-]{43})/),
    general: true,
    proofs: [
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
      { kind: "looks-secret", as: "key", least: 0.9 },
    ],
    references: ["https://docs.inceptionlabs.ai/get-started/authentication"],
    examples: {
      found: [
        "INCEPTION_API_KEY=«sk_ba8ee280d6c2617b9979fe47440a21a3»",
        "«sk_I69hSKos3KgSTAIju2onqiTH9asSSEdiBsNIv4Dy6Rw»",
      ],
      ignored: [
        "task_a08ddc606e063f16ebe1f7d731372fbc",
        "sk_learn_pipeline_preprocessing_standardScale",
        "sk_f878d8b83e32062cef5c",
      ],
    },
  },
];
