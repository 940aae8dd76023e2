import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

/** A token of an app has no user: that it is told so shows that it works. */
const userCheck: LiveCheck = {
  url: "https://api.github.com/user",
  headers: { accept: "application/vnd.github+json", "x-github-api-version": "2022-11-28" },
  selfHosted: "github",
  only: /^(?!ghr_)/,
  auth: { kind: "bearer" },
  active: [
    { status: 200, json: "login" },
    { status: 403, json: "message", text: /^Resource not accessible by / },
  ],
  inactive: [{ status: 401, json: "message", text: /^Bad credentials/ }],
  facts: {
    user: "login",
    kind: "type",
    scopes: { header: "x-oauth-scopes" },
    expires: { header: "github-authentication-token-expiration" },
  },
  documentation: "https://docs.github.com/en/rest/users/users#get-the-authenticated-user",
  examples: {
    active: {
      status: 200,
      headers: {
        "x-oauth-scopes": "repo, user",
        "github-authentication-token-expiration": "2027-01-31 12:00:00 UTC",
      },
      body: { login: "octocat", id: 1, type: "User" },
    },
    inactive: {
      status: 401,
      body: {
        message: "Bad credentials",
        documentation_url: "https://docs.github.com/rest",
        status: "401",
      },
    },
  },
};

export const github: readonly Rule[] = [
  {
    id: "github-token",
    title: "GitHub token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the private repositories and, within its scopes, push code, change workflows and read their secrets as its owner.",
    remedy:
      "Revoke it at github.com/settings/tokens (for an app: its settings page), then look at the security log.",
    keywords: ["ghp_", "gho_", "ghu_", "ghs_", "ghr_"],
    pattern: token(/gh(?:[pousr]_[A-Za-z0-9]{36}|r_[A-Za-z0-9]{76})/),
    proofs: [{ kind: "crc32-base62" }, { kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    check: userCheck,
    references: [
      "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/about-authentication-to-github#githubs-token-formats",
      "https://github.blog/engineering/behind-githubs-new-authentication-token-formats/",
    ],
    examples: {
      found: [
        "GITHUB_TOKEN=«ghp_MYSGx8kMYSjldJhZ0iuDhyxTz5a1b9OzvCur»",
        "https://x-access-token:«ghs_oMSImfAdULmZTPhXtATXsWr2dLKdHaJ3bL95»@github.com/o/r.git",
        "«ghr_1B4a2e77838347a7E420ce178F2E7c6912E169246c34E1ccbF66C46812d16D5B1A9Dc86A1498»",
        "GH_TOKEN: «gho_FM6dTeKOU3BpH9vTM7TcoWNY4njpN8FHyvF9»",
      ],
      ignored: ["ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "ghp_DCmSZAomMirez4vd6kMoPuyRlliftM"],
    },
  },
  {
    id: "github-fine-grained-token",
    title: "GitHub fine-grained personal access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the repositories that it was given, within its permissions, as its owner.",
    remedy:
      "Revoke it at github.com/settings/personal-access-tokens, then look at the security log.",
    keywords: ["github_pat_"],
    pattern: token(/github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: userCheck,
    references: [
      "https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/managing-your-personal-access-tokens",
    ],
    examples: {
      found: [
        "«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»",
      ],
      ignored: ["github_pat_is_the_prefix_of_fine_grained_tokens"],
    },
  },
  {
    id: "github-old-token",
    title: "GitHub token (old form)",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Read and change the repositories of its owner, within its scopes.",
    remedy: "Revoke it at github.com/settings/tokens.",
    keywords: ["github", "gh_token"],
    pattern: assigned(
      /(?:github|(?<![A-Za-z])gh[-_.])[\w .-]{0,24}?(?:token|pat|password|api[-_]?key|oauth)[\w-]{0,12}/,
      /[0-9a-f]{40}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: userCheck,
    references: [
      "https://github.blog/changelog/2021-03-31-authentication-token-format-updates-are-generally-available/",
    ],
    examples: {
      found: ["GITHUB_TOKEN=«634f187b43949dc1c75cad24587a88adb045241a»"],
      ignored: ["github_sha = 65527e22ec1656b1286fdf0677292730e68ddef3"],
    },
  },
  {
    id: "github-release-download",
    title: "Signed GitHub asset URL",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Read the one file that it names, for some minutes.",
    remedy: "Nothing to revoke: it ends by itself.",
    keywords: ["githubusercontent.com"],
    pattern:
      /raw\.githubusercontent\.com\/[^\s"'<>?]{1,300}\?token=(?<value>[A-Z0-9]{29,60})(?![A-Za-z0-9])/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.github.com/en/repositories"],
    examples: {
      found: [
        "https://raw.githubusercontent.com/org/private/main/cfg.yml?token=«9CV7HV66RDI4UPTL6L7JELDJ5WP5A»",
      ],
      ignored: ["https://raw.githubusercontent.com/org/public/main/cfg.yml"],
    },
  },
];
