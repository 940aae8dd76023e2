import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

const indexes: LiveCheck = {
  url: "https://api.pinecone.io/indexes",
  headers: { "x-pinecone-api-version": "2025-04" },
  auth: { kind: "header", name: "api-key", value: "{value}" },
  active: [{ status: 200, json: "indexes" }],
  inactive: [{ status: 401 }],
  facts: { index: "indexes.0.name" },
  documentation: "https://docs.pinecone.io/reference/api/2025-04/control-plane/list_indexes",
  examples: {
    active: { status: 200, body: { indexes: [{ name: "docs", dimension: 768 }] } },
    inactive: {
      status: 401,
      body: { error: { code: "UNAUTHENTICATED", message: "Invalid API Key" }, status: 401 },
    },
  },
};

export const pinecone: readonly Rule[] = [
  {
    id: "pinecone-api-key",
    title: "Pinecone API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, overwrite and delete every vector index of the project.",
    remedy: "Delete it at app.pinecone.io under API keys.",
    keywords: ["pcsk_"],
    pattern: token(/pcsk_[A-Za-z0-9]{5,6}_[A-Za-z0-9]{63}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: indexes,
    references: ["https://docs.pinecone.io/guides/projects/manage-api-keys"],
    examples: {
      found: [
        "PINECONE_API_KEY=«pcsk_jzfop_pg2XRpWWSuRPN5WqFjGcX4CWuOoqKWaF7XsWx7K7r3X5TAiCdsQ9O4dTCvEkor2»",
      ],
      ignored: ["pcsk_short"],
    },
  },
  {
    id: "pinecone-api-key-old",
    title: "Pinecone API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, overwrite and delete every vector index of the project.",
    remedy: "Delete it at app.pinecone.io under API keys.",
    keywords: ["pinecone"],
    pattern: assigned(
      /pinecone[\w .-]{0,24}?(?:key|token|secret|init\(api_key)[\w-]{0,12}/,
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: indexes,
    references: ["https://docs.pinecone.io/guides/projects/manage-api-keys"],
    examples: {
      found: [
        "PINECONE_API_KEY=«1314916a-d12e-4c29-a474-11ba76740d1d»",
        'pinecone.init(api_key="«eb066f60-5ddb-482d-a3c2-7e4bf644a86e»", environment="us-west1-gcp")',
      ],
      ignored: ["pinecone_request_id = a9411383-1ca5-472f-a0b0-73d2366fcd00"],
    },
  },
];
