import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

/** Of 95 characters, as all keys of today have, the last two are `AA`: they spell no more than the end of the last byte. */
const secret = /(?:[A-Za-z0-9_-]{93}AA|[A-Za-z0-9_-]{96,120}|[A-Za-z0-9_-]{80,94})/;

export const anthropic: readonly Rule[] = [
  {
    id: "anthropic-api-key",
    title: "Anthropic API key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Run models at your cost and read the files and batches of the workspace.",
    remedy:
      "Disable it at console.anthropic.com/settings/keys, then look at the usage of its workspace.",
    keywords: ["sk-ant-api"],
    pattern: token(new RegExp(`sk-ant-api\\d{2,3}-${secret.source}`)),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    check: {
      url: "https://api.anthropic.com/v1/models?limit=1",
      headers: { "anthropic-version": "2023-06-01" },
      auth: { kind: "header", name: "x-api-key", value: "{value}" },
      active: [{ status: 200, json: "data" }],
      inactive: [{ status: 401, json: "error.type", text: /^authentication_error$/ }],
      facts: { organisation: { header: "anthropic-organization-id" } },
      documentation: "https://docs.anthropic.com/en/api/models-list",
      examples: {
        active: {
          status: 200,
          headers: { "anthropic-organization-id": "org-1" },
          body: { data: [{ type: "model", id: "claude-sonnet-4-20250514" }], has_more: true },
        },
        inactive: {
          status: 401,
          body: {
            type: "error",
            error: { type: "authentication_error", message: "invalid x-api-key" },
          },
        },
      },
    },
    references: ["https://docs.anthropic.com/en/api/overview"],
    examples: {
      found: [
        "ANTHROPIC_API_KEY=«sk-ant-api03--ESnqZG5_U3PWA2uuUMzdVnAYTPNnkQ-Euw-fi3wXunJ4oIM9-3KqIww7Vdno0m3bSfqTnuMivIc56XCEuUNIRYJ4FHgxAA»",
        "x-api-key: «sk-ant-api03-cDtZ25xndiusZj5PXZLiVPBLdXX50UPsUHNFVDnrVGPQpi-p7s7Qc3p1BsTiPRaz_TTCaLVel6zjmg6m1JO9yGzI3JAYGAA»",
      ],
      ignored: [
        "sk-ant-api03-cDtZ25xndiusZj5PXZLiVPBLdXX50UPsUHNFVDnrVGPQpi-p7s7Qc3p1BsTiPRaz_TTCaLVel6zjmg6m1JO9yGzI3JAYGBB",
        "ANTHROPIC_API_KEY=sk-ant-api03-...",
        "sk-ant-api03-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxAA",
      ],
    },
  },
  {
    id: "anthropic-admin-key",
    title: "Anthropic admin key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Manage the members, workspaces and API keys of the whole organisation.",
    remedy: "Delete it at console.anthropic.com/settings/admin-keys.",
    keywords: ["sk-ant-admin"],
    pattern: token(new RegExp(`sk-ant-admin\\d{2,3}-${secret.source}`)),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    check: {
      url: "https://api.anthropic.com/v1/organizations/me",
      headers: { "anthropic-version": "2023-06-01" },
      auth: { kind: "header", name: "x-api-key", value: "{value}" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401, json: "error.type", text: /^authentication_error$/ }],
      facts: { organisation: "name" },
      documentation: "https://docs.anthropic.com/en/api/admin-api/organization/get-me",
      examples: {
        active: {
          status: 200,
          body: {
            id: "12345678-1234-5678-1234-567812345678",
            type: "organization",
            name: "Example",
          },
        },
        inactive: {
          status: 401,
          body: {
            type: "error",
            error: { type: "authentication_error", message: "invalid x-api-key" },
          },
        },
      },
    },
    references: ["https://docs.anthropic.com/en/api/administration-api"],
    examples: {
      found: [
        "«sk-ant-admin01-kp5dsDFLLisn17fgmFN7kfLmQ4qOHlocYivavTZE4ZuzGih1nJWd-E1WRKZz7wPAYUAlTaYIKfY2Rj9sg-tu1KTBLfpa-AA»",
      ],
      ignored: ["sk-ant-admin01-short"],
    },
  },
  {
    id: "anthropic-oauth-token",
    title: "Anthropic OAuth token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Use the subscription of the person who signed in with Claude Code, and renew the access without asking.",
    remedy:
      "Sign out all sessions at claude.ai/settings/account, or run `claude /logout` and sign in again.",
    keywords: ["sk-ant-oat", "sk-ant-ort"],
    pattern: token(/sk-ant-o[ar]t\d{2}-[A-Za-z0-9_-]{80,120}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://docs.anthropic.com/en/docs/claude-code/iam"],
    examples: {
      found: [
        "CLAUDE_CODE_OAUTH_TOKEN=«sk-ant-oat01-Hnij2VE8GdTqX5vnYWT49w0s8LFk9HP8qbN1zC5oLdz5BGx7g6PdguU1j5GepMstTmkyDrJVJ1dG94ehNRVz8KvJmIMJwAA»",
        '{"refreshToken":"«sk-ant-ort01-CrKFsrqQnEo_phsAfWGRQfE4L0Ctb5JyVLfxnva6RF0lloLoil6I1u6ggRB3goecVTuY7em-f6cbsZuO4H-czaKhcqQZ7AA»"}',
      ],
      ignored: ["sk-ant-oat01-token-from-claude-setup-token"],
    },
  },
];
