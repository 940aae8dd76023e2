import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

/** Databases that their makers run. */
export const hostedDatabases: readonly Rule[] = [
  {
    id: "planetscale-token",
    title: "PlanetScale token or password",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the databases that it reaches.",
    remedy: "Delete it at app.planetscale.com under Service tokens or Passwords.",
    keywords: ["pscale_"],
    pattern: token(/pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_=.-]{32,64}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://planetscale.com/docs/api/reference/service-tokens"],
    examples: {
      found: ["DATABASE_PASSWORD=«pscale_pw_7ZGxvjrTm5WkhfnucWQddesgt7ktcWRONA5pORyC1t6»"],
      ignored: ["pscale_tkn_name"],
    },
  },
  {
    id: "supabase-key",
    title: "Supabase access token or secret key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change every table, past row-level security; with an access token manage the projects.",
    remedy: "Revoke it at supabase.com/dashboard/account/tokens or in the project's API keys.",
    keywords: ["sbp_", "sb_secret_"],
    pattern: token(/(?:sbp_(?:oauth_)?[0-9a-f]{40}|sb_secret_[A-Za-z0-9_-]{22,40})/),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "has", all: ["digit"] }, { kind: "not-words" }],
    check: {
      url: "https://api.supabase.com/v1/organizations",
      only: /^sbp_/,
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "", text: /^\[/ }],
      inactive: [{ status: 401 }],
      facts: { organisation: "0.name" },
      documentation: "https://supabase.com/docs/reference/api/v1-list-all-organizations",
      examples: {
        active: { status: 200, body: [{ id: "o-1", name: "Lab" }] },
        inactive: { status: 401, body: { message: "Unauthorized" } },
      },
    },
    references: ["https://supabase.com/docs/guides/api/api-keys"],
    examples: {
      found: [
        "SUPABASE_ACCESS_TOKEN=«sbp_4b4e68785c73ef409a510a8062f496527e4b7a21»",
        "SUPABASE_SECRET_KEY=«sb_secret_YWs6VqTMbA2qm7lP8-IhPGumLiOCYjL»",
      ],
      ignored: ["sb_secret_key_of_the_project_in_the_console"],
    },
  },
  {
    id: "mongodb-atlas-secret",
    title: "MongoDB Atlas service account secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Manage the clusters and database users of the project or organisation.",
    remedy: "Delete the secret at cloud.mongodb.com under Access Manager, Service Accounts.",
    keywords: ["mdb_sa_sk_"],
    pattern: token(/mdb_sa_sk_[A-Za-z0-9_-]{40}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://www.mongodb.com/docs/atlas/configure-api-access/"],
    examples: {
      found: ["MDB_SECRET=«mdb_sa_sk_kEhFKLXkzctSED87tfDZohs9hZp5eG7A81_i4zEv»"],
      ignored: ["mdb_sa_sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"],
    },
  },
  {
    id: "snowflake-token",
    title: "Snowflake password or token",
    class: "secret",
    severity: "critical",
    confidence: "low",
    harm: "Query, and if its role allows it change, the data of the warehouse.",
    remedy:
      "Change the password, or remove the programmatic access token of the user, in Snowsight.",
    keywords: ["snowflake"],
    pattern: assigned(
      /snowflake[\w .-]{0,24}?(?:password|pat|token|secret)[\w-]{0,12}/,
      /[^\s"'`$<>{}(),;\\]{8,600}/,
    ),
    general: true,
    proofs: [
      { kind: "entropy", min: 2.8 },
      { kind: "has", all: ["digit"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.snowflake.com/en/user-guide/programmatic-access-tokens"],
    examples: {
      found: ["SNOWFLAKE_PASSWORD=«Kd82-wQz91p»"],
      ignored: ['snowflake_password = os.environ.get("SNOWFLAKE_PASSWORD2")'],
    },
  },
  {
    id: "elastic-api-key",
    title: "Elasticsearch API key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the indices that it reaches.",
    remedy: "Invalidate it in Kibana under Stack Management, API keys.",
    keywords: ["elastic", "es_api", "apikey"],
    pattern: assigned(
      /(?:elastic(?:search)?[\w .-]{0,24}?(?:key|token)|(?<![A-Za-z])es_api_?key|authorization["']?:[ \t]{0,3}["']?apikey[ \t])[\w-]{0,12}/,
      /(?:essu_[A-Za-z0-9+/_-]{40,140}={0,2}|[A-Za-z0-9+/]{58,80}={1,2}|[A-Za-z0-9_-]{20}:[A-Za-z0-9_-]{22})/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://www.elastic.co/docs/deploy-manage/api-keys"],
    examples: {
      found: ["ELASTIC_API_KEY=«nZLKwZWXAeWgkdN5OKfno75uaFclznqWD/KFpGpWOyyKe+BKOuXIN80V5TW=»"],
      ignored: ["elastic_key = mapping.field"],
    },
  },
];
