import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

export const databaseServices: readonly Rule[] = [
  {
    id: "cockroachdb-cloud-key",
    title: "CockroachDB Cloud API key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Change or delete the clusters of the organisation, and the SQL users in them.",
    remedy: "Delete it at cockroachlabs.cloud/access under its service account.",
    keywords: ["ccdb1_"],
    pattern: token(/CCDB1_[A-Za-z0-9]{22}_[A-Za-z0-9]{40}/),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://www.cockroachlabs.com/docs/cockroachcloud/managing-access"],
    examples: {
      found: [
        "Authorization: Bearer «CCDB1_pGFcMuxprAyColT5FACUw5_6xi6IjTUATQerVPHoF1JSL1uLqYLJZISg8ZBBUM6»",
      ],
      ignored: ["CCDB1_short_key", "CCDB1_VKyfhjzWg7rcRlf8Tn0d19_Xnsux6ldmF0Y"],
    },
  },
  {
    id: "clickhouse-cloud-secret",
    title: "ClickHouse Cloud API key secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Start, change or delete the services of the organisation, and reset their passwords.",
    remedy: "Delete it at console.clickhouse.cloud under API keys.",
    keywords: ["4b1d"],
    pattern: token(/4b1d[A-Za-z0-9]{38}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["lower", "upper"] },
    ],
    references: ["https://clickhouse.com/docs/cloud/manage/openapi"],
    examples: {
      found: ["CLICKHOUSE_CLOUD_SECRET=«4b1da0Qx4pdSbpusY70T3Ey4JmvgY9lcxkQkcQYLLf»"],
      ignored: [
        "4b1d17637fc48952fbe68aff1504075cf3e0730c",
        "commit 4b1d53d27d9a630d89986073acd31223de3b8eeda6",
      ],
    },
  },
  {
    id: "aiven-token",
    title: "Aiven token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Change or delete every service of the account's projects, and read their passwords.",
    remedy: "Revoke it at console.aiven.io under Tokens, or with `avn user access-token revoke`.",
    keywords: ["aiven", "avnadmin"],
    pattern: assigned(
      keyOf(/aiven|avn/),
      /(?:[A-Za-z0-9+/]{200,500}={0,2}|AVNS_[A-Za-z0-9_-]{16,24})/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://aiven.io/docs/platform/howto/create_authentication_token"],
    examples: {
      found: [
        'AIVEN_TOKEN="«3V3Mm5mS5xdrHMq77Pny2UdfKpExcILOnSfipQQ7EkhIfO3lAbfBbd5TX8MkLkvhO6Bt1RlBBqVAsn2Yn3D/t3vkwK+p78+PxvaXSPoTdVQS0+f43orXy6ZsIC0tspJsWF7SJFuVMcPSrutu7xFy0vfNUNFeWwqowMTG4vY03siQaRJv1qC91mG+0NMY1lprkwTskTOFobIWHYULh2yLA6JJtX1yHKuc/Kx+hpO/XFIZREcoNRx8O+cA8tzyNU3zJWB0hsQZM4YDHTzmNLcuG7Lf+owKzJJXdttcFr/sIa6KKrV8lzQ574R98M35a+aFY58CZinkDgxS+J8uqaYz/YUsh8UGlVKFKwdI64tRGQaZ1PDhqV==»"',
      ],
      ignored: ["AIVEN_TOKEN=<your token>", "aiven_token_name = deploy-2024"],
    },
  },
  {
    id: "aiven-service-password",
    title: "Password of an Aiven service",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change all data of the database, cache or queue.",
    remedy: "Reset it at console.aiven.io under the service's users.",
    keywords: ["avns_"],
    pattern: token(/AVNS_[A-Za-z0-9_-]{16,24}/),
    proofs: [{ kind: "entropy", min: 3.2 }, { kind: "not-words" }],
    references: ["https://aiven.io/docs/platform/howto/reset-service-user-password"],
    examples: {
      found: [
        "PGPASSWORD=«AVNS_lvJNDHPAuaB3qh90uPc» psql",
        "user: doadmin\npassword: «AVNS_lvcuihGN5NB2Joj_k9»",
      ],
      ignored: ["AVNS_SERVICE_PASSWORD_VALUE", "AVNS_x"],
    },
  },
  {
    id: "neon-role-password",
    title: "Password of a Neon role",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the data of the database from anywhere.",
    remedy: "Reset it at console.neon.tech under the branch's roles.",
    keywords: ["npg_"],
    pattern: token(/npg_[A-Za-z0-9]{12}/),
    proofs: [{ kind: "has", all: ["digit", "upper", "lower"] }, { kind: "not-words" }],
    references: ["https://neon.com/docs/manage/roles"],
    examples: {
      found: ["PGPASSWORD='«npg_k7QvZ2mXw9Lb»'"],
      ignored: ["npg_connection1", "npg_dump_schema"],
    },
  },
  {
    id: "astra-token",
    title: "DataStax Astra application token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the databases that its role reaches; an administrator's can delete them.",
    remedy: "Delete it at astra.datastax.com under Tokens.",
    keywords: ["astracs:"],
    pattern: token(/AstraCS:[A-Za-z]{24}:[0-9a-f]{64}/),
    references: [
      "https://docs.datastax.com/en/astra-db-serverless/administration/manage-application-tokens.html",
    ],
    examples: {
      found: [
        "ASTRA_DB_APPLICATION_TOKEN=«AstraCS:QwErTyUiOpAsDfGhJkLzXcVb:06423a0aaaa7969c3140b53b81f894648b91a9edded8f0996ca468913212642a»",
      ],
      ignored: ["AstraCS:your-token-here", "AstraCS:..."],
    },
  },
  {
    id: "influxdb-token",
    title: "InfluxDB token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and write the buckets that it reaches; an operator token all of them.",
    remedy: "Delete it with `influx auth delete`, or under Load Data, API Tokens.",
    keywords: ["influx", "token "],
    pattern:
      /(?:influx[\w .-]{0,24}?token|(?<![A-Za-z])token)["'\]]{0,2}[ \t]{0,4}[:=, ][ \t]{0,4}["']?(?:Token[ \t])?(?<value>apiv3_[A-Za-z0-9_-]{80,100}|[A-Za-z0-9_-]{86}==)(?![A-Za-z0-9_=-])/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://docs.influxdata.com/influxdb/v2/admin/tokens/"],
    examples: {
      found: [
        "INFLUX_TOKEN=«aZPhcr1LlAqnmc-0FJqtMCrnu0e4hUAT2BS_gA07-Wbo0l0_mEcTXeCiC7DtpGCxZ0qRRRd7mciHfCKefHbJwL==»",
        "Authorization: Token «0Oc4dSdlw2TZzS3P49usIuG0k0qiBEQOGmkomwKO9sByizbatNRIxHpFel8hSv3vpg3QIJzdTar0QUMZYB9fsM==»",
        'influxdb3_token: "«apiv3_J1_de3vqnBvaeumpa37bACBkYJ-RD31JmsYSsKIstKn9JfjTrFbFZGuNfgrmGce10RGZiLsK4QVS7xXJ0abkLr»"',
      ],
      ignored: ["INFLUX_TOKEN=my-super-secret-auth-token"],
    },
  },
  {
    id: "confluent-api-secret",
    title: "Confluent API secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and write the topics that its owner reaches, or change the clusters.",
    remedy: "Delete it at confluent.cloud/settings/api-keys.",
    keywords: ["confluent", "kafka", "cflt"],
    pattern:
      /(?:(?<![A-Za-z0-9+/])(?=cflt)|(?:confluent|kafka|sasl|schema_?registry|ccloud)[\w .-]{0,24}?(?:secret|password|token)[\w-]{0,12}["'\]]{0,3}[ \t]{0,4}[:=,][ \t]{0,4}["']?)(?<value>cflt[A-Za-z0-9+/]{60}|[A-Za-z0-9+/]{64})(?![A-Za-z0-9+/])/i,
    proofs: [
      { kind: "entropy", min: 4.2 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
    ],
    references: [
      "https://docs.confluent.io/cloud/current/security/authenticate/workload-identities/service-accounts/api-keys/overview.html",
    ],
    examples: {
      found: [
        'CONFLUENT_CLOUD_API_SECRET="«eK2DGNUIxwkRzF9XXcUe+OB5d6m+9gvcYzkPesUXYc36Ao4Uun3b8GZaNWR2I606»"',
        "sasl.password=«cfltOiPwAy50luL5OgWmoHZy1ilJf3tM2unwFekmsVvyi0avj66I8L9c6cHgA+Hr»",
      ],
      ignored: [
        "kafka_secret=752a5978e386febfb7714fc73270e77a815f6b131957bc910c791493111d3e5d",
        "CONFLUENT_API_SECRET=${SECRET}",
      ],
    },
  },
  {
    id: "convex-deploy-key",
    title: "Convex deploy key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Replace the functions of the deployment, and read and change all its data.",
    remedy: "Delete it at dashboard.convex.dev in the deployment's settings.",
    keywords: ["prod:", "preview:", "dev:", "project:"],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>(?:prod|dev|preview|project):[a-z0-9:-]{4,80}\|(?:[A-Za-z0-9+/]{40,400}={0,2}|eyJ2[A-Za-z0-9+/]{20,400}={0,2}))(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://docs.convex.dev/cli/deploy-key-types"],
    examples: {
      found: [
        "CONVEX_DEPLOY_KEY=«prod:quick-otter-123|eyJ2MiI60HPhIy1ITL6pehOjrcEUI7wOpbCVBVdMXz3yXf9x6WnkLghcQ04Ab8QJYANpfUlhulInPpLv=»",
        'export CONVEX_DEPLOY_KEY="«prod:quick-otter-123|01BH7rLgx26iq+eKnfDoi8Gg3B3et9v74KoCBlSwJdE6I6DTfdsXUj9AJT0yb9fv3pNcSza2e3BbPMVyUc»"',
      ],
      ignored: ["CONVEX_DEPLOYMENT=dev:quick-otter-123", "prod:a|b"],
    },
  },
  {
    id: "hasura-admin-secret",
    title: "Hasura admin secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Query and change all data behind the GraphQL engine, past every permission.",
    remedy: "Change HASURA_GRAPHQL_ADMIN_SECRET and restart the engine.",
    keywords: ["hasura"],
    pattern: assigned(
      /(?:x-)?hasura[\w.-]{0,24}?(?:admin[-_]?secret|access[-_]?key)/,
      /[^\s"'`<>{}$\\,;]{8,200}/,
    ),
    proofs: [{ kind: "entropy", min: 2.8 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://hasura.io/docs/2.0/deployment/securing-graphql-endpoint/"],
    examples: {
      found: [
        "x-hasura-admin-secret: «Kd82-wQz91p»",
        'HASURA_GRAPHQL_ADMIN_SECRET="«L9E24CeojbN8SLwLcK1sLidiY9XCT56T»"',
      ],
      ignored: ["HASURA_GRAPHQL_ADMIN_SECRET=myadminsecretkey", "x-hasura-admin-secret: <secret>"],
    },
  },
  {
    id: "search-engine-key",
    title: "Key of a Meilisearch or Typesense server",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, change and delete the indexes; a master key makes further keys.",
    remedy: "Change the master key and restart, or delete the key through the keys API.",
    keywords: ["meili", "typesense"],
    pattern: assigned(
      /(?:meili(?:search)?|typesense)[\w .-]{0,24}?key[\w-]{0,12}/,
      /[A-Za-z0-9_-]{16,128}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://www.meilisearch.com/docs/learn/security/basic_security",
      "https://typesense.org/docs/guide/security.html",
    ],
    examples: {
      found: [
        "MEILI_MASTER_KEY=«H6LBfLz7juGoHGQRBph9lqACDqbujEE47L0qn26Mo0_»",
        "x-typesense-api-key: «mKguYN6RwJ3gCUHIP2j4iPSkBXOtBQiZ»",
      ],
      ignored: ["MEILI_MASTER_KEY=aSampleMasterKey", "typesense_key_prefix=collections"],
    },
  },
  {
    id: "redis-cloud-key",
    title: "Redis Cloud API key",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Change or delete the databases of the account, and read their passwords.",
    remedy: "Delete it at app.redislabs.com under Access Management.",
    keywords: ["redislabs", "redis_labs", "rediscloud", "redis_cloud"],
    pattern: assigned(
      /redis[-_ ]?(?:labs|cloud)[\w .-]{0,24}?(?:key|secret)[\w-]{0,12}/,
      /[A-Za-z0-9]{32,64}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
    ],
    references: ["https://redis.io/docs/latest/operate/rc/api/get-started/manage-api-keys/"],
    examples: {
      found: ["REDISCLOUD_SECRET_KEY=«Sl78f74o26n44yi8r48fmnb9kal7k7v4zes8dggah9bk3gba3so2»"],
      ignored: ["REDISCLOUD_URL=redis://h:1"],
    },
  },
];
