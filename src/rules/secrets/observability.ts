import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

const sentryOrganisations: LiveCheck = {
  url: "https://sentry.io/api/0/organizations/",
  otherHosts: ["us.sentry.io", "de.sentry.io"],
  selfHosted: "sentry",
  auth: { kind: "bearer" },
  active: [
    { status: 200, json: "0.slug" },
    { status: 403, json: "detail", text: /permission/ },
  ],
  inactive: [{ status: 401, json: "detail" }],
  facts: { organisation: "0.slug" },
  documentation: "https://docs.sentry.io/api/organizations/list-your-organizations/",
  examples: {
    active: {
      status: 200,
      body: [
        { id: "2", slug: "the-interstellar-jurisdiction", name: "The Interstellar Jurisdiction" },
      ],
    },
    inactive: { status: 401, body: { detail: "Invalid token" } },
  },
};

export const observability: readonly Rule[] = [
  {
    id: "datadog-key",
    title: "Datadog API or application key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send false metrics and logs; with an application key, read dashboards, logs and monitors.",
    remedy: "Revoke it at app.datadoghq.com/organization-settings/api-keys.",
    keywords: ["datadog", "dd_api", "dd_app", "dd-api", "dd-app"],
    pattern: assigned(
      /(?:datadog|(?<![A-Za-z])dd[-_]ap[ip])[\w .-]{0,24}?(?:key|token)[\w-]{0,12}/,
      /(?:ddapp_[A-Za-z0-9]{34}|[0-9a-f]{40}|[0-9a-f]{32})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.datadoghq.com/api/v1/validate",
      otherHosts: [
        "api.us3.datadoghq.com",
        "api.us5.datadoghq.com",
        "api.datadoghq.eu",
        "api.ap1.datadoghq.com",
        "api.ap2.datadoghq.com",
        "api.ddog-gov.com",
      ],
      only: /^[0-9a-f]{32}$/,
      auth: { kind: "header", name: "dd-api-key", value: "{value}" },
      active: [{ status: 200, json: "valid" }],
      inactive: [{ status: 403, json: "errors.0", text: /^Forbidden$/ }],
      documentation: "https://docs.datadoghq.com/api/latest/authentication/#validate-api-key",
      examples: {
        active: { status: 200, body: { valid: true } },
        inactive: { status: 403, body: { errors: ["Forbidden"] } },
      },
    },
    references: ["https://docs.datadoghq.com/account_management/api-app-keys/"],
    examples: {
      found: [
        "DD_API_KEY=«3141f11e1057e4a89f7e8a8165d095f1»",
        "DD-APPLICATION-KEY: «f0dc77ea2b4e380d975c9dea87fe00d324e94ca8»",
      ],
      ignored: ["odd_key = 858f0cf01045a8589c6281943daf7b18"],
    },
  },
  {
    id: "newrelic-key",
    title: "New Relic key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the monitoring data of the account, or send false data to it.",
    remedy: "Delete it at one.newrelic.com under API keys.",
    keywords: ["nrak-", "nraa-", "nrii-", "nriq-", "nrra-", "nral"],
    pattern: token(
      /(?:NRAK-[A-Z0-9]{27}|NRI[IQ]-[A-Za-z0-9_-]{32}|NRRA-[0-9a-f]{42}|NRAA-[0-9a-f]{27}|(?:eu01xx[0-9a-f]{30}|[0-9a-f]{36})NRAL)/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.newrelic.com/graphql",
      method: "POST",
      otherHosts: ["api.eu.newrelic.com"],
      only: /^NRAK-/,
      body: { kind: "json", fields: { query: "{ actor { user { name email } } }" } },
      auth: { kind: "header", name: "api-key", value: "{value}" },
      active: [{ status: 200, json: "data.actor.user.email" }],
      inactive: [{ status: 401 }],
      facts: { user: "data.actor.user.name", email: "data.actor.user.email" },
      documentation:
        "https://docs.newrelic.com/docs/apis/nerdgraph/get-started/introduction-new-relic-nerdgraph/",
      examples: {
        active: {
          status: 200,
          body: { data: { actor: { user: { email: "ada@example.org", name: "Ada" } } } },
        },
        inactive: { status: 401, body: { errors: [{ message: "Invalid API key" }] } },
      },
    },
    references: ["https://docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys/"],
    examples: {
      found: [
        "NEW_RELIC_API_KEY=«NRAK-L4GR78V5TKSWSBBVT5JELIHSJ4Y»",
        "license_key: «ce7db34c7a1c50752b97505fa51a5d6fe737NRAL»",
      ],
      ignored: ["NRAK-KEY"],
    },
  },
  {
    id: "sentry-token",
    title: "Sentry auth token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the errors of your services, with what users sent, and change projects and releases.",
    remedy: "Revoke it at sentry.io under Settings, Auth Tokens.",
    keywords: ["sntrys_", "sntryu_"],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>sntrys_eyJ[A-Za-z0-9+/=]{60,400}_[A-Za-z0-9+/]{43}|sntryu_[0-9a-f]{64})(?![A-Za-z0-9+/])/,
    check: sentryOrganisations,
    references: ["https://docs.sentry.io/account/auth-tokens/"],
    examples: {
      found: [
        "SENTRY_AUTH_TOKEN=«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»",
        "SENTRY_AUTH_TOKEN=«sntrys_eyJwBxvMQEH/+s01Dxl0Boc1p8fe4fLTNqQOsyf1vIM+F6+2GVZ/RGmAaL0BmK/vqmqjueH445zmLeAdd5jmfc7qlfcGB==_/U+FFNjv7D/05i5+ixG4Ri6e9V9YGVdZBC7i2liBAQ0»",
      ],
      ignored: ["sntrys_token"],
    },
  },
  {
    id: "sentry-dsn",
    title: "Sentry DSN",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Send false errors to the project; it tells the organisation's and the project's numbers.",
    remedy: "Revoke the client key in the project's settings if it is abused.",
    keywords: ["ingest", "sentry"],
    pattern:
      /https:\/\/(?<value>[0-9a-f]{32}(?::[0-9a-f]{32})?)@[a-z0-9.-]{0,60}(?:sentry|ingest)[a-z0-9.-]{0,60}(?::\d{1,5})?\/\d{1,20}/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.sentry.io/concepts/key-terms/dsn-explainer/"],
    examples: {
      found: [
        "SENTRY_DSN=https://«2993f2da4b778eb7d0f1e4badee0a534»@o123456.ingest.us.sentry.io/4501234567890",
        "dsn: https://«7d1b90c4e8a24f3f95b6c02d9e1f7a38»@sentry.io/48213",
      ],
      ignored: ["SENTRY_DSN=https://examplePublicKey@o0.ingest.sentry.io/0"],
    },
  },
  {
    id: "sentry-token-old",
    title: "Sentry auth token (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read the errors of your services, with what users sent, and change projects and releases.",
    remedy: "Revoke it at sentry.io under Settings, Auth Tokens.",
    keywords: ["sentry"],
    pattern: assigned(keyOf(/sentry/), /[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: sentryOrganisations,
    references: ["https://docs.sentry.io/account/auth-tokens/"],
    examples: {
      found: [
        "SENTRY_AUTH_TOKEN=«316642313de7039e2565d2504ad77eeba584ace30bc7b6a8c408ea59aee0c0fa»",
      ],
      ignored: ["sentry_key = 67e98af1209edbfb3c3e46c1220cee4d1ff7c368"],
    },
  },
  {
    id: "grafana-token",
    title: "Grafana service account token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read dashboards and data sources, and change them if its role allows it.",
    remedy: "Delete it under Administration, Service accounts.",
    keywords: ["glsa_"],
    pattern: token(/glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}/),
    proofs: [
      { kind: "crc32-hex", order: "little", gap: 1 },
      { kind: "entropy", min: 3.5 },
      { kind: "not-placeholder" },
    ],
    references: ["https://grafana.com/docs/grafana/latest/administration/service-accounts/"],
    examples: {
      found: ["GRAFANA_TOKEN=«glsa_z7ScNBUzobQXlHJinounIJEh8MFpDhaV_f7a25d4c»"],
      ignored: ["glsa_XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX_AAAAAAAA"],
    },
  },
  {
    id: "grafana-cloud-token",
    title: "Grafana Cloud access policy token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read or write the metrics, logs and traces of the stack.",
    remedy: "Delete it at grafana.com under Access Policies.",
    keywords: ["glc_eyj"],
    pattern: /(?<![A-Za-z0-9_+/])(?<value>glc_eyJ[A-Za-z0-9+/]{50,400}={0,3})(?![A-Za-z0-9+/=])/,
    references: [
      "https://grafana.com/docs/grafana-cloud/security-and-account-management/authentication-and-permissions/access-policies/",
    ],
    examples: {
      found: [
        "LOKI_TOKEN=«glc_eyJgCBX0Wt/a5GwMc9G1eNd9FyVqA6Z+gzcBgXpEwxENGCpy36x++xtal2J646310NH7/j7gdftngeHSzsE9B1r2/WYEj»",
      ],
      ignored: ["glc_token_of_the_stack"],
    },
  },
  {
    id: "grafana-api-key",
    title: "Grafana API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read dashboards and data sources, and change them if its role allows it.",
    remedy: "Delete it under Administration, API keys, and use a service account.",
    keywords: ["eyjrijoi"],
    pattern: /(?<![A-Za-z0-9_+/])(?<value>eyJrIjoi[A-Za-z0-9+/]{60,400}={0,3})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "base64-json", keys: ["k", "n", "id"] }],
    references: [
      "https://grafana.com/docs/grafana/latest/administration/service-accounts/migrate-api-keys/",
    ],
    examples: {
      found: [
        "Authorization: Bearer «eyJrIjoiWGsyOXZMcThUcjRtWnM3Qm4xV2M1SmQzUGg2R2YwWWEiLCJuIjoiY2kiLCJpZCI6MX0=»",
      ],
      ignored: [
        "https://app.powerbi.com/view?r=eyJrIjoiMGYwZjBmMGYtMTExMS0yMjIyLTMzMzMtNDQ0NDQ0NDQ0NDQ0IiwidCI6IjBmMGYwZjBmLTExMTEtMjIyMi0zMzMzLTQ0NDQ0NDQ0NDQ0NCJ9",
      ],
    },
  },
  {
    id: "honeycomb-key",
    title: "Honeycomb key",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Send false events to the environment; a configuration key also reads and changes it.",
    remedy: "Delete it at ui.honeycomb.io under the environment's API keys.",
    keywords: ["hcaik_", "hcalk_", "hcamk_", "hcxik_", "hcxlk_", "hcxmk_", "hcaic_"],
    pattern: token(/hc[ax](?:[ilm]k|ic)_[0-9a-z]{26,70}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://docs.honeycomb.io/configure/environments/manage-api-keys/"],
    examples: {
      found: [
        "HONEYCOMB_API_KEY=«hcaik_4yncxu2iqkvl7a5e8ura3oag3osdwabmz00tsxzt0452cyht3xlxpglej1»",
      ],
      ignored: ["hcaik_key"],
    },
  },
  {
    id: "pagerduty-key",
    title: "PagerDuty key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read who is on call, and make or silence alarms.",
    remedy: "Delete it in the service's Integrations, API Access Keys.",
    keywords: ["pagerduty", "pager_duty"],
    pattern: assigned(
      /pager_?duty[\w .-]{0,24}?(?:key|token)[\w-]{0,12}/,
      /(?:[uy]\+[A-Za-z0-9_+-]{18}|[A-Za-z0-9_+-]{20}|[0-9a-f]{32})/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.pagerduty.com/abilities",
      otherHosts: ["api.eu.pagerduty.com"],
      only: /^.{20}$/,
      auth: { kind: "header", name: "authorization", value: "Token token={value}" },
      active: [{ status: 200, json: "abilities" }],
      inactive: [{ status: 401 }],
      documentation: "https://developer.pagerduty.com/api-reference/6dd6e7b9c4ff5-list-abilities",
      examples: {
        active: { status: 200, body: { abilities: ["teams"] } },
        inactive: { status: 401, body: { error: { message: "Invalid Credentials", code: 2006 } } },
      },
    },
    references: ["https://support.pagerduty.com/main/docs/api-access-keys"],
    examples: {
      found: ["PAGERDUTY_TOKEN=«u+J7fhhSWGHcsvA5AQRb»"],
      ignored: ["PAGERDUTY_ROUTING_KEY=your-routing-key"],
    },
  },
  {
    id: "dynatrace-token",
    title: "Dynatrace token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the monitoring data, and change the configuration if its scopes allow it.",
    remedy: "Delete it in Dynatrace under Access Tokens.",
    keywords: ["dt0c01.", "dt0s0"],
    pattern: token(/dt0[a-z]\d{2}\.[A-Z0-9]{8,24}\.[A-Z0-9]{64}/),
    references: [
      "https://docs.dynatrace.com/docs/discover-dynatrace/references/dynatrace-api/basics/dynatrace-api-authentication",
    ],
    examples: {
      found: [
        "DT_API_TOKEN=«dt0c01.K4TUMGZ0ZOHER2U84SAM5KI6.1CYG5E3SVQUN9BS1KO262FSVRFOCJ3WFNK26HTV8C83W2XW5HJCMKF4UKYPMNRAM»",
      ],
      ignored: ["dt0c01.ID.SECRET"],
    },
  },
  {
    id: "splunk-hec-token",
    title: "Splunk HEC token",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Send false logs to the index.",
    remedy: "Delete it under Settings, Data inputs, HTTP Event Collector.",
    keywords: ["splunk"],
    pattern: assigned(
      /splunk[\w .-]{0,24}?(?:token|key|hec)[\w-]{0,12}/,
      /(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://docs.splunk.com/Documentation/Splunk/latest/Data/UsetheHTTPEventCollector",
    ],
    examples: {
      found: ["SPLUNK_HEC_TOKEN=«aa46f844-3259-4781-afec-73e8fcc06155»"],
      ignored: ["splunk_token = index"],
    },
  },
];
