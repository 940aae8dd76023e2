import type { Rule } from "../../core/rule.ts";

export const gitlab: readonly Rule[] = [
  {
    id: "gitlab-token",
    title: "GitLab access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and, within its scopes, change the projects, packages and pipelines of the user or group.",
    remedy: "Revoke it under Access tokens of the user, project or group.",
    keywords: ["glpat-"],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>glpat-(?:[A-Za-z0-9_-]{27,300}\.[0-9a-z]{2}(?:\.[0-9a-z]{2})?[0-9a-z]{7}|[A-Za-z0-9_-]{20}))(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "crc32-base36" }, { kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    check: {
      url: "https://gitlab.com/api/v4/personal_access_tokens/self",
      selfHosted: "gitlab",
      auth: { kind: "header", name: "private-token", value: "{value}" },
      active: [
        { status: 200, json: "active", text: /^true$/ },
        { status: 403, json: "error", text: /^insufficient_scope$/ },
      ],
      inactive: [{ status: 401 }, { status: 200, json: "revoked", text: /^true$/ }],
      facts: { name: "name", user: "user_id", scopes: "scopes", expires: "expires_at" },
      documentation:
        "https://docs.gitlab.com/api/personal_access_tokens/#get-details-on-a-personal-access-token",
      examples: {
        active: {
          status: 200,
          body: {
            id: 4,
            name: "ci",
            revoked: false,
            active: true,
            scopes: ["api"],
            user_id: 3,
            expires_at: "2027-01-31",
          },
        },
        inactive: { status: 401, body: { message: "401 Unauthorized" } },
      },
    },
    references: ["https://docs.gitlab.com/security/tokens/"],
    examples: {
      found: [
        "GITLAB_TOKEN=«glpat-uIsh1dT3YCse_kmCG2Fk»",
        "PRIVATE-TOKEN: «glpat-8Gm1ZMCIR2tO2P5DzMYiV6H0rxJ.01.ipmo1mp99»",
      ],
      ignored: ["glpat-xxxxxxxxxxxxxxxxxxxx"],
    },
  },
  {
    id: "gitlab-session-cookie",
    title: "GitLab session cookie",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Act as the user who is signed in, until the session ends.",
    remedy: "Revoke it at the user's Active sessions page.",
    keywords: ["_gitlab_session"],
    pattern: /_gitlab_session=(?<value>[0-9a-z]{32})(?![0-9A-Za-z])/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.gitlab.com/user/profile/active_sessions/"],
    examples: {
      found: ["Cookie: _gitlab_session=«rvkownmrjsvckbyrqlusnq9lphn4z6l4»"],
      ignored: ["_gitlab_session="],
    },
  },
];
