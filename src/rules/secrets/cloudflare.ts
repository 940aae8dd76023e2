import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

const userToken: LiveCheck = {
  url: "https://api.cloudflare.com/client/v4/user/tokens/verify",
  unclear: [
    { status: 401, json: "errors", reason: "no user's token; it may be one of an account" },
  ],
  auth: { kind: "bearer" },
  active: [{ status: 200, json: "result.status", text: /^active$/ }],
  inactive: [{ status: 200, json: "result.status", text: /^(?:disabled|expired)$/ }],
  facts: { id: "result.id", expires: "result.expires_on" },
  documentation:
    "https://developers.cloudflare.com/api/resources/user/subresources/tokens/methods/verify/",
  examples: {
    active: {
      status: 200,
      body: {
        success: true,
        errors: [],
        result: {
          id: "ed17574386854bf78a67040be0a770b0",
          status: "active",
          expires_on: "2027-01-01T00:00:00Z",
        },
      },
    },
    inactive: {
      status: 200,
      body: {
        success: true,
        errors: [],
        result: { id: "ed17574386854bf78a67040be0a770b0", status: "disabled" },
      },
    },
  },
};

export const cloudflare: readonly Rule[] = [
  {
    id: "cloudflare-scannable-token",
    title: "Cloudflare token or global key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "What the token was made for, and with a global key everything: zones, workers, R2.",
    remedy: "Roll it at dash.cloudflare.com/profile/api-tokens, or among the account API tokens.",
    keywords: ["cfut_", "cfat_", "cfk_"],
    pattern: token(/cf(?:ut|at|k)_[A-Za-z0-9_-]{40}[0-9a-f]{8}/),
    proofs: [{ kind: "entropy", min: 3.8 }],
    check: { ...userToken, only: /^cfut_/ },
    references: ["https://developers.cloudflare.com/fundamentals/api/get-started/token-formats/"],
    examples: {
      found: [
        "CLOUDFLARE_API_TOKEN=«cfut_n4ojIJB75jjy63qlvIgSuqmxP1IQSxlWBUkFpZvdc883e23b»",
        "R2_TOKEN=«cfat_r22h8K7oQ73EX4oDlIkq1WQxO4mTQB8bcrvAoxhLf37efc2f»",
        "X-Auth-Key: «cfk_06nkqE1c6exvB0xJqmg9qXiqjVfmfkxNei61JPM4f339ced4»",
      ],
      ignored: ["cfk_of_the_zone"],
    },
  },
  {
    id: "cloudflare-access-secret",
    title: "Cloudflare Access service token secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "With its client id: pass the login page in front of what Access protects.",
    remedy: "Delete it under Access, Service auth, at one.dash.cloudflare.com.",
    keywords: ["cf-access-client-secret", "cf_access_client_secret"],
    pattern: assigned(/cf[-_.]access[-_.](?:client[-_.])?secret/, /[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://developers.cloudflare.com/cloudflare-one/identity/service-tokens/"],
    examples: {
      found: [
        "CF-Access-Client-Secret: «bb978c5ebdc48b2a5c2c3950f60ef2aa57e095f3dbb48775458dfe75d145b60c»",
      ],
      ignored: ["CF-Access-Client-Secret: <secret>"],
    },
  },
  {
    id: "cloudflare-turnstile-secret",
    title: "Cloudflare Turnstile secret key",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Mark forms as filled by people when they were not.",
    remedy: "Rotate it under Turnstile at dash.cloudflare.com.",
    keywords: ["0x4aaaaaaa"],
    pattern: token(/0x4AAAAAAA[A-Za-z0-9_-]{24,27}/),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://developers.cloudflare.com/turnstile/get-started/server-side-validation/"],
    examples: {
      found: ["TURNSTILE_SECRET_KEY=«0x4AAAAAAAo89htD6QuiB4yT_6jsJislnk2»"],
      ignored: ['data-sitekey="0x4AAAAAAAAjq6WYeRDKmebM"'],
    },
  },
  {
    id: "cloudflare-api-token",
    title: "Cloudflare API token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Change the zones, workers, buckets or models that its permissions name.",
    remedy: "Roll or delete it at dash.cloudflare.com/profile/api-tokens.",
    keywords: ["cloudflare", "cf_api", "cf_token"],
    pattern: assigned(
      /cloudflare|(?:cloudflare[\w .-]{0,24}?(?:token|key)|(?<![A-Za-z])cf_(?:api_)?(?:token|key))[\w-]{0,12}/,
      /[A-Za-z0-9_-]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: userToken,
    references: ["https://developers.cloudflare.com/fundamentals/api/get-started/create-token/"],
    examples: {
      found: ["CLOUDFLARE_API_TOKEN=«K--JjrwHk2WyNvH09Bd1-wrCQG5_PdELTgXd7zSV»"],
      ignored: ["CLOUDFLARE_API_TOKEN=your-cloudflare-token"],
    },
  },
  {
    id: "cloudflare-global-key",
    title: "Cloudflare global API key",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the account's e-mail: change everything in the account.",
    remedy: "Change it at dash.cloudflare.com/profile/api-tokens under Global API Key.",
    keywords: ["cloudflare", "cf_api", "x-auth-key"],
    pattern: assigned(
      /cloudflare|(?:cloudflare[\w .-]{0,24}?key|(?<![A-Za-z])cf_api_?key|x-auth-key)[\w-]{0,12}/,
      /[0-9a-f]{37}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.cloudflare.com/client/v4/user",
      headers: { "x-auth-email": "{email}" },
      companions: {
        email: {
          title: "e-mail address",
          pattern:
            /(?<![\w.+-])(?<value>[\w.+-]{1,64}@[A-Za-z0-9.-]{1,100}\.[A-Za-z]{2,12})(?![\w-])/,
        },
      },
      auth: { kind: "header", name: "x-auth-key", value: "{value}" },
      active: [{ status: 200, json: "success" }],
      inactive: [{ status: 403, json: "errors.0.code", text: /^9103$/ }],
      facts: { email: "result.email" },
      documentation: "https://developers.cloudflare.com/api/resources/user/methods/get/",
      examples: {
        active: {
          status: 200,
          body: {
            success: true,
            result: { id: "7c5dae5552338874e5053f2534d2767a", email: "ada@example.org" },
          },
        },
        inactive: {
          status: 403,
          body: {
            success: false,
            errors: [{ code: 9103, message: "Unknown X-Auth-Key or X-Auth-Email" }],
          },
        },
      },
    },
    references: ["https://developers.cloudflare.com/fundamentals/api/get-started/keys/"],
    examples: {
      found: ["X-Auth-Key: «0ad51ab431adb71bef38d20d2d2112e4e4f47»"],
      ignored: ["X-Auth-Key: eaff2da30bf50fec32c6855246b716e4"],
    },
  },
  {
    id: "cloudflare-origin-ca-key",
    title: "Cloudflare origin CA key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Issue origin certificates for the zones of the account.",
    remedy: "Change it at dash.cloudflare.com/profile/api-tokens under Origin CA Key.",
    keywords: ["v1.0-"],
    pattern: /(?<![A-Za-z0-9_.-])(?<value>v1\.0-[0-9a-f]{24}-[0-9a-f]{146})(?![0-9a-f])/,
    references: ["https://developers.cloudflare.com/fundamentals/api/get-started/ca-keys/"],
    examples: {
      found: [
        "CLOUDFLARE_ORIGIN_CA_KEY=«v1.0-cb269a903a78cfc3527fd9c7-8a8bc7341ad04d17331a03a7360ebcf6dd3a936a14bf7ca3860df92989e068cf481eae5f190d33ceeac74b4dfa258c288fa037ef5581fd1e1dddd7f20690ad7b48ef6b89d19e35a930»",
      ],
      ignored: ["v1.0-beta"],
    },
  },
];
