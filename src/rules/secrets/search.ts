import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const search: readonly Rule[] = [
  {
    id: "tavily-api-key",
    title: "Tavily API key",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Search and read pages at your cost.",
    remedy: "Delete it at app.tavily.com.",
    keywords: ["tvly-"],
    pattern: token(/tvly-(?:(?:dev|prod)-)?[A-Za-z0-9]{32}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    check: {
      url: "https://api.tavily.com/usage",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "key" }],
      inactive: [{ status: 401 }],
      facts: { plan: "account.current_plan", usage: "key.usage" },
      documentation: "https://docs.tavily.com/documentation/api-reference/endpoint/usage",
      examples: {
        active: {
          status: 200,
          body: { key: { usage: 150, limit: 1000 }, account: { current_plan: "Bootstrap" } },
        },
        inactive: {
          status: 401,
          body: { detail: { error: "Unauthorized: missing or invalid API key." } },
        },
      },
    },
    references: ["https://docs.tavily.com/documentation/quickstart"],
    examples: {
      found: [
        'TAVILY_API_KEY="«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»"',
        "«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»",
      ],
      ignored: ["TAVILY_API_KEY=tvly-YOUR_API_KEY"],
    },
  },
  {
    id: "firecrawl-api-key",
    title: "Firecrawl API key",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Crawl at your cost, and read the results of earlier crawls.",
    remedy: "Delete it at firecrawl.dev/app/api-keys.",
    keywords: ["fc-"],
    pattern: token(/fc-[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.firecrawl.dev/api-reference/v2-introduction"],
    examples: {
      found: ["FIRECRAWL_API_KEY=«fc-2da24391c6359ac2694d2e350e08d816»"],
      ignored: ["fc-YOUR_API_KEY", "fc-df743338cb705e1fad2757243c7ab6"],
    },
  },
  {
    id: "exa-api-key",
    title: "Exa API key",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Search at your cost.",
    remedy: "Delete it at dashboard.exa.ai/api-keys.",
    keywords: ["exa_", "exa("],
    pattern: assigned(
      /(?<![A-Za-z])exa(?:[-_.(]|[ ]?=[ ]?exa\(|api)[\w .(-]{0,16}?key[\w-]{0,12}/,
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.exa.ai/reference/getting-started"],
    examples: {
      found: [
        "EXA_API_KEY=«ca38e553-80ab-4f97-a1e9-a1700a60d04e»",
        'exa = Exa(api_key="«6b16cbc7-5959-4d31-a9c9-04c9e05341f8»")',
      ],
      ignored: ['hexa_key = "bfc82e78-2cc8-4e9c-a641-ec49d3b11d8a"'],
    },
  },
  {
    id: "serpapi-key",
    title: "SerpApi key",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Search at your cost.",
    remedy: "Regenerate it at serpapi.com/manage-api-key.",
    keywords: ["serpapi", "serp_api"],
    pattern: assigned(/serp_?api[\w .-]{0,24}?(?:key|token)[\w-]{0,12}/, /[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://serpapi.com/search-api"],
    examples: {
      found: [
        'SERPAPI_API_KEY="«8494cdcc114d59b86f4695a160b6de4623aa340340917a97328765e77e5ed917»"',
      ],
      ignored: ['SERPAPI_API_KEY="710344c6f6b67191aaf67c4d891edb3956c4a25e"'],
    },
  },
  {
    id: "apify-token",
    title: "Apify API token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Run crawlers at your cost and read the data that they gathered.",
    remedy: "Rotate it at console.apify.com/settings/integrations.",
    keywords: ["apify_api_"],
    pattern: token(/apify_api_[A-Za-z0-9]{34,40}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.apify.com/v2/users/me",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "data.id" }],
      inactive: [{ status: 401, json: "error.type" }],
      facts: { user: "data.username", email: "data.email" },
      documentation: "https://docs.apify.com/api/v2/users-me-get",
      examples: {
        active: {
          status: 200,
          body: { data: { id: "u-1", username: "ada", email: "ada@example.org" } },
        },
        inactive: {
          status: 401,
          body: {
            error: {
              type: "user-or-token-not-found",
              message: "User was not found or authentication token is not valid",
            },
          },
        },
      },
    },
    references: ["https://docs.apify.com/platform/integrations/api"],
    examples: {
      found: ["APIFY_TOKEN=«apify_api_mwWjAfQu9sNfOBfgL6KTGYRIhp2oqTqr20Py»"],
      ignored: ["apify_api_token"],
    },
  },
];
