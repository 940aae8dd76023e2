import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const workTools: readonly Rule[] = [
  {
    id: "airtable-token",
    title: "Airtable personal access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the bases that it was given.",
    remedy: "Delete it at airtable.com/create/tokens.",
    keywords: ["pat"],
    pattern: token(/pat[A-Za-z0-9]{14}\.[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.airtable.com/v0/meta/whoami",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401 }],
      facts: { user: "id", email: "email", scopes: "scopes" },
      documentation: "https://airtable.com/developers/web/api/get-user-id-scopes",
      examples: {
        active: {
          status: 200,
          body: {
            id: "usrL2PNC5o3H4lBEi",
            scopes: ["data.records:read"],
            email: "ada@example.org",
          },
        },
        inactive: {
          status: 401,
          body: { error: { type: "AUTHENTICATION_REQUIRED", message: "Authentication required" } },
        },
      },
    },
    references: ["https://airtable.com/developers/web/guides/personal-access-tokens"],
    examples: {
      found: [
        "AIRTABLE_API_KEY=«patlW4diua5x4JXMc.70af731b7d0acfd693266e8956f1482de401877862c2f6459b36cc233b6b0c9c»",
        'Authorization: "Bearer «patK3vWm8ZrQy1TbX.41d7be90c25f6a8371e4d92b0c6f5a18e3b7d4096f12ca85de73b01942f6c8ad»"',
      ],
      ignored: ["pattern.3f1e2c806cc76dd6382bd67772a041e0156c40c5b11b109d196eefc1084d463b"],
    },
  },
  {
    id: "airtable-api-key-old",
    title: "Airtable API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change every base of the user.",
    remedy: "Make a personal access token instead and delete the key at airtable.com/account.",
    keywords: ["airtable"],
    pattern: assigned(
      /airtable[\w .-]{0,24}?(?:key|token)[\w-]{0,12}/,
      /(?:key[A-Za-z0-9]{14}|[a-z0-9]{17})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "has", all: ["digit"] }, { kind: "not-words" }],
    references: ["https://airtable.com/developers/web/api/authentication"],
    examples: {
      found: ["AIRTABLE_API_KEY=«keyTJRxqBcWt7DgFZ»"],
      ignored: ["AIRTABLE_BASE_KEY=appTheFirstBase01"],
    },
  },
  {
    id: "notion-token",
    title: "Notion integration token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the pages and databases that the integration was given.",
    remedy: "Refresh it at notion.so/profile/integrations.",
    keywords: ["ntn_", "secret_"],
    pattern: token(/(?:ntn_[0-9]{11}[A-Za-z0-9]{35}|secret_[A-Za-z0-9]{43})/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    check: {
      url: "https://api.notion.com/v1/users/me",
      headers: { "notion-version": "2022-06-28" },
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401, json: "code", text: /^unauthorized$/ }],
      facts: { name: "name", workspace: "bot.workspace_name" },
      documentation: "https://developers.notion.com/reference/get-self",
      examples: {
        active: {
          status: 200,
          body: {
            object: "user",
            id: "16d84278-ab0e-484c-9bdd-b35da3bd8905",
            name: "pied piper",
            type: "bot",
            bot: { workspace_name: "Lab" },
          },
        },
        inactive: {
          status: 401,
          body: {
            object: "error",
            status: 401,
            code: "unauthorized",
            message: "API token is invalid.",
          },
        },
      },
    },
    references: ["https://developers.notion.com/docs/authorization"],
    examples: {
      found: [
        "NOTION_TOKEN=«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»",
        "NOTION_TOKEN=«secret_rgtCcg22RAgAkpdoCrHuuuZGltbnNO97iECVpFthULC»",
      ],
      ignored: ["secret_access_key_of_the_deployment_account2"],
    },
  },
  {
    id: "linear-api-key",
    title: "Linear API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the issues of the workspace as the user.",
    remedy: "Revoke it at linear.app/settings/account/security.",
    keywords: ["lin_api_", "lin_oauth_", "lin_wh_"],
    pattern: token(/lin_(?:api_[A-Za-z0-9]{40}|oauth_[0-9a-f]{64}|wh_[A-Za-z0-9]{36,44})/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.linear.app/graphql",
      method: "POST",
      only: /^lin_api_/,
      body: { kind: "json", fields: { query: "{ viewer { id name email } }" } },
      auth: { kind: "header", name: "authorization", value: "{value}" },
      active: [{ status: 200, json: "data.viewer.id" }],
      inactive: [
        { status: 401 },
        { status: 400, json: "errors", text: /AUTHENTICATION_ERROR|authentication error/ },
      ],
      facts: { user: "data.viewer.name", email: "data.viewer.email" },
      documentation: "https://linear.app/developers/graphql",
      examples: {
        active: {
          status: 200,
          body: { data: { viewer: { id: "u-1", name: "Ada", email: "ada@example.org" } } },
        },
        inactive: {
          status: 401,
          body: {
            errors: [
              {
                message: "Authentication required, not authenticated",
                extensions: { code: "AUTHENTICATION_ERROR" },
              },
            ],
          },
        },
      },
    },
    references: ["https://linear.app/developers/graphql"],
    examples: {
      found: ["LINEAR_API_KEY=«lin_api_Lvn5ccQrTWvz7Cl6KnfXU4JieadERTcKpzKvMzaO»"],
      ignored: ["lin_api_version"],
    },
  },
  {
    id: "asana-token",
    title: "Asana personal access token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the tasks and projects of the user.",
    remedy: "Revoke it at app.asana.com/0/my-apps.",
    keywords: ["asana"],
    pattern: assigned(
      /asana[\w .-]{0,24}?(?:token|pat|secret|key)[\w-]{0,12}/,
      /(?:[12]\/\d{13,20}(?:\/\d{13,20})?:[0-9a-f]{32}|[0-9a-z]{32})/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    check: {
      url: "https://app.asana.com/api/1.0/users/me",
      only: /^[12]\//,
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data.gid" }],
      inactive: [{ status: 401, json: "errors" }],
      facts: { name: "data.name", email: "data.email" },
      documentation: "https://developers.asana.com/reference/getuser",
      examples: {
        active: {
          status: 200,
          body: { data: { gid: "12345", name: "Ada", email: "ada@example.org" } },
        },
        inactive: { status: 401, body: { errors: [{ message: "Not Authorized" }] } },
      },
    },
    references: ["https://developers.asana.com/docs/personal-access-token"],
    examples: {
      found: [
        "ASANA_ACCESS_TOKEN=«2/9093371651469860/9715651514237833:b58261b22747ddc852ca503bfa08956d»",
      ],
      ignored: ["ASANA_TOKEN=your-token"],
    },
  },
  {
    id: "figma-token",
    title: "Figma personal access token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Read the files and comments that the user can reach.",
    remedy: "Revoke it at figma.com under Settings, Security.",
    keywords: ["figd_", "figu_", "figoh_", "figor_"],
    pattern: token(/fig(?:d|u|oh|or)_[A-Za-z0-9_-]{40,44}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    check: {
      url: "https://api.figma.com/v1/me",
      only: /^figd_/,
      auth: { kind: "header", name: "x-figma-token", value: "{value}" },
      active: [
        { status: 200, json: "id" },
        { status: 403, json: "err", text: /^Invalid scope/ },
      ],
      inactive: [{ status: 403, json: "err", text: /^Invalid token/ }],
      facts: { user: "handle", email: "email" },
      documentation: "https://developers.figma.com/docs/rest-api/users-endpoints/",
      examples: {
        active: { status: 200, body: { id: "1", email: "ada@example.org", handle: "Ada" } },
        inactive: { status: 403, body: { status: 403, err: "Invalid token" } },
      },
    },
    references: ["https://developers.figma.com/docs/rest-api/authentication/"],
    examples: {
      found: ["FIGMA_TOKEN=«figd_ngWCNtjM5HO39wiRHn_hwvgP9xPOymiEi3Y4mIGu»"],
      ignored: ["figd_token_of_the_design_team"],
    },
  },
  {
    id: "dropbox-token",
    title: "Dropbox access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the files of the account or the app's folder; a short-lived one for four hours.",
    remedy: "Disconnect the app at dropbox.com/account/connected_apps.",
    keywords: ["sl."],
    pattern: /(?<![A-Za-z0-9_.])(?<value>sl\.(?:u\.)?[A-Za-z0-9_-]{100,2000})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    check: {
      url: "https://api.dropboxapi.com/2/check/user",
      method: "POST",
      body: { kind: "json", fields: { query: "tare" } },
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "result" }],
      inactive: [
        { status: 401, json: "error", text: /"\.tag":"(?:invalid|expired)_access_token"/ },
      ],
      documentation:
        "https://www.dropbox.com/developers/documentation/http/documentation#check-user",
      examples: {
        active: { status: 200, body: { result: "tare" } },
        inactive: {
          status: 401,
          body: {
            error_summary: "expired_access_token/",
            error: { ".tag": "expired_access_token" },
          },
        },
      },
    },
    references: ["https://developers.dropbox.com/oauth-guide"],
    examples: {
      found: [
        "DROPBOX_TOKEN=«sl.u.2_-dbrQXokDMxrH9JIc-iN7GjoMvljEulbo6KOiLT8qhE5vZ_0_CZYhwDNBi2iqjEZwYJYvB58meOD0kkNrUqROHqRAjsvZEbrBue7soY4xCwga5HEfs6U-G5nP7CaDGFTNWG8FI0_BuqKo_b2HYXApMyHEDn-Dr»",
      ],
      ignored: ['sl.split(",")'],
    },
  },
  {
    id: "dropbox-secret",
    title: "Dropbox app secret or old token",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Pose as the app, or with an old token read and change the files.",
    remedy: "Reset it at dropbox.com/developers/apps.",
    keywords: ["dropbox"],
    pattern: assigned(
      /dropbox[\w .-]{0,24}?(?:secret|token|key)[\w-]{0,12}/,
      /(?:[A-Za-z0-9]{11}AAAAAAAAAA[A-Za-z0-9=_-]{43}|[A-Za-z0-9_-]{64}|[a-z0-9]{15})/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://developers.dropbox.com/oauth-guide"],
    examples: {
      found: ["DROPBOX_APP_SECRET=«0d28yg295bbgbkl»"],
      ignored: ["dropbox_token = config.dropbox.token"],
    },
  },
  {
    id: "hubspot-token",
    title: "HubSpot private app token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change the contacts, deals and files of the account within its scopes.",
    remedy: "Rotate it at app.hubspot.com under Settings, Private Apps.",
    keywords: ["pat-na", "pat-eu", "pat-ap"],
    pattern: token(
      /pat-(?:na|eu|ap)\d-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.hubapi.com/account-info/v3/details",
      auth: { kind: "bearer" },
      active: [
        { status: 200, json: "portalId" },
        { status: 403, json: "category", text: /^MISSING_SCOPES$/ },
      ],
      inactive: [{ status: 401, json: "category", text: /AUTHENTICATION$/ }],
      facts: { portal: "portalId", kind: "accountType" },
      documentation:
        "https://developers.hubspot.com/docs/reference/api/settings/account-information",
      examples: {
        active: {
          status: 200,
          body: { portalId: 1, accountType: "STANDARD", timeZone: "Europe/Berlin" },
        },
        inactive: {
          status: 401,
          body: {
            status: "error",
            message: "Authentication credentials not found.",
            category: "INVALID_AUTHENTICATION",
          },
        },
      },
    },
    references: ["https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview"],
    examples: {
      found: ["HUBSPOT_TOKEN=«pat-na1-32c88838-ab5b-4f67-ac89-c1feadf7877b»"],
      ignored: ["pat-na1-token"],
    },
  },
];
