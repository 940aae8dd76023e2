import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const atlassian: readonly Rule[] = [
  {
    id: "atlassian-api-token",
    title: "Atlassian API token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the Jira issues and Confluence pages that the user can reach.",
    remedy: "Revoke it at id.atlassian.com/manage-profile/security/api-tokens.",
    keywords: ["atatt3"],
    pattern: /(?<![A-Za-z0-9_])(?<value>ATATT3[A-Za-z0-9_-]{100,230}=[0-9A-F]{8})(?![A-Za-z0-9_-])/,
    proofs: [
      { kind: "crc32-hex", order: "big", gap: 0 },
      { kind: "entropy", min: 4 },
    ],
    check: {
      url: "https://{site}.atlassian.net/rest/api/3/myself",
      companions: {
        site: {
          title: "site",
          pattern: /(?<![a-z0-9.-])(?<value>[a-z0-9][a-z0-9-]{0,60})\.atlassian\.net/i,
        },
        email: {
          title: "e-mail address",
          pattern:
            /(?<![\w.+-])(?<value>[\w.+-]{1,64}@[A-Za-z0-9.-]{1,100}\.[A-Za-z]{2,12})(?![\w-])/,
        },
      },
      auth: { kind: "basic", user: "{email}", password: "{value}" },
      active: [{ status: 200, json: "accountId" }],
      inactive: [{ status: 401 }],
      facts: { name: "displayName", email: "emailAddress" },
      documentation:
        "https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-myself/",
      examples: {
        active: {
          status: 200,
          body: {
            accountId: "5b10a2844c20165700ede21g",
            emailAddress: "ada@example.org",
            displayName: "Ada",
            active: true,
          },
        },
        inactive: {
          status: 401,
          body: {
            message: "Client must be authenticated to access this resource.",
            "status-code": 401,
          },
        },
      },
    },
    references: [
      "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
    ],
    examples: {
      found: [
        "JIRA_API_TOKEN=«ATATT3xFfGF0kHMAAGhhlys2VwuyTYt1Dy1UUjaTZR-dsb2JspBibH26bTmx8Wj0tO9fRPQ2hiixrF6vShI9wOUB1LzZPW7Tmst8TO4Tz16f9_GlNC_tPidW4PSSjj27yCpxGznNAK9nbONT0_jo1RO-TJ0X-yazbJL4C_mNhqpCZjFMycQ4bsn=CF154E45»",
      ],
      ignored: ["ATATT3xFfGF0"],
    },
  },
  {
    id: "atlassian-api-token-old",
    title: "Atlassian API token (old form)",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Read and change the Jira issues and Confluence pages that the user can reach.",
    remedy: "Revoke it at id.atlassian.com/manage-profile/security/api-tokens.",
    keywords: ["atlassian", "jira", "confluence"],
    pattern: assigned(
      /(?:atlassian|jira|confluence)[\w .-]{0,24}?(?:token|api[-_]?key|pat|password)[\w-]{0,12}/,
      /(?:[A-Za-z0-9]{24}|[A-Za-z0-9+/]{44})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://support.atlassian.com/atlassian-account/docs/manage-api-tokens-for-your-atlassian-account/",
    ],
    examples: {
      found: ['JIRA_TOKEN="«sKfz3k4xnxWVY51UK1eJu4VA»"'],
      ignored: ["jira_password = thePasswordOfTheJiraUser"],
    },
  },
];
