import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const npm: readonly Rule[] = [
  {
    id: "npm-token",
    title: "npm access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish new versions of the user's packages, which run on the machines of everybody who installs them.",
    remedy:
      "Delete it at npmjs.com under Access Tokens, then look at the versions of your packages.",
    keywords: ["npm_"],
    pattern: token(/npm_[A-Za-z0-9]{36}/),
    proofs: [{ kind: "crc32-base62" }, { kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    check: {
      url: "https://registry.npmjs.org/-/whoami",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "username" }],
      inactive: [{ status: 401 }],
      facts: { user: "username" },
      documentation: "https://docs.npmjs.com/cli/commands/npm-whoami",
      examples: {
        active: { status: 200, body: { username: "ada" } },
        inactive: { status: 401, body: { error: "Unauthorized" } },
      },
    },
    references: ["https://docs.npmjs.com/about-access-tokens"],
    examples: {
      found: ["//registry.npmjs.org/:_authToken=«npm_5QRFdt7OCK8UqMllaICOCZ2sb3qpvGQfuDdQ»"],
      ignored: ["npm_config_registry_of_the_company_is_x"],
    },
  },
  {
    id: "npmrc-auth",
    title: "Registry credential in .npmrc",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, and if allowed publish, the packages of the registry that the line names.",
    remedy: "Revoke it at that registry, and keep .npmrc out of what is uploaded.",
    keywords: ["_auth"],
    pattern:
      /(?<![A-Za-z0-9]):?_auth(?:Token)?[ \t]{0,3}=[ \t]{0,3}["']?(?<value>[A-Za-z0-9+/_.:-]{16,2000}={0,2})(?![A-Za-z0-9+/=_-])/,
    general: true,
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.npmjs.com/cli/v11/configuring-npm/npmrc"],
    examples: {
      found: [
        "//npm.example.org/:_authToken=«5b3ab7e3-0b2e-417c-a44e-6771b76869d5»",
        "_auth = «ZGVwbG95OlhrMjktdkxxOC1UcjQ=»",
      ],
      ignored: [
        "//registry.npmjs.org/:_authToken=${NPM_TOKEN}",
        "_auth = load_the_credentials_from_disk",
      ],
    },
  },
];
