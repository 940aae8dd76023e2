import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const langfuse: readonly Rule[] = [
  {
    id: "langfuse-secret-key",
    title: "Langfuse secret key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read every trace, with prompts and answers, and write false ones.",
    remedy: "Delete the key pair in the project's settings, API keys, at your Langfuse host.",
    keywords: ["sk-lf-"],
    pattern: token(/sk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://cloud.langfuse.com/api/public/projects",
      otherHosts: ["us.cloud.langfuse.com"],
      selfHosted: "langfuse",
      companions: {
        publicKey: {
          title: "public key",
          pattern:
            /(?<![\w-])(?<value>pk-lf-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![\w-])/,
        },
      },
      auth: { kind: "basic", user: "{publicKey}", password: "{value}" },
      active: [{ status: 200, json: "data.0.id" }],
      inactive: [{ status: 401 }],
      facts: { project: "data.0.name" },
      documentation: "https://langfuse.com/docs/api-and-data-platform/features/public-api",
      examples: {
        active: { status: 200, body: { data: [{ id: "p-1", name: "lab" }] } },
        inactive: {
          status: 401,
          body: {
            message: "Invalid credentials. Confirm that you’ve configured the correct host.",
            error: "UnauthorizedError",
          },
        },
      },
    },
    references: ["https://langfuse.com/faq/all/where-are-langfuse-api-keys"],
    examples: {
      found: ["LANGFUSE_SECRET_KEY=«sk-lf-fb57a7f9-07da-495a-a4ef-6d0a1debb3ad»"],
      ignored: [
        "LANGFUSE_SECRET_KEY=sk-lf-...",
        "LANGFUSE_PUBLIC_KEY=pk-lf-7c1cb275-a5d7-42d3-ac6b-60131fb460d1",
      ],
    },
  },
];
