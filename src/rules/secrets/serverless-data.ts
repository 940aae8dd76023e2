import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { webToken } from "../shapes.ts";
import { token } from "../token.ts";

export const serverlessData: readonly Rule[] = [
  {
    id: "neon-api-key",
    title: "Neon API key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the connection strings of all projects, and delete them.",
    remedy: "Revoke it at console.neon.tech/app/settings/api-keys.",
    keywords: ["napi_"],
    pattern: token(/napi_[a-z0-9]{64}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://neon.com/docs/manage/api-keys"],
    examples: {
      found: [
        "NEON_API_KEY=«napi_ni8ny65g42kz8y6lw8o6k1qgbkxbib8uz2ex8enkqz8bjxmaqihn7hfkw8ubu74y»",
      ],
      ignored: ["napi_value"],
    },
  },
  {
    id: "turso-token",
    title: "Turso or libSQL token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and change the databases that the token covers.",
    remedy:
      "Rotate with `turso db tokens invalidate <database>`, or `turso auth api-tokens revoke`.",
    keywords: ["turso", "libsql"],
    pattern: assigned(
      /(?:turso|libsql)[\w .-]{0,24}?token[\w-]{0,12}|(?:libsql|turso\.io)[^\s"']{0,120}?[?&]authtoken|(?<![A-Za-z])db_auth_token/,
      webToken,
    ),
    proofs: [{ kind: "jwt" }],
    references: ["https://docs.turso.tech/cli/db/tokens/create"],
    examples: {
      found: [
        "TURSO_AUTH_TOKEN=«eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJmMDViZDNiZCIsImlhdCI6MTcwMDAwMDAwMH0.A2haUCmE4QxQHVbniqmOl0lpgn6LfFgJksa3dVPBtbg»",
        "libsql://runs-ada.turso.io?authToken=«eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJmMDZlNWJlNyIsImlhdCI6MTcwMDAwMDAwMH0.W9Id8BSloKinjjg4yRMFnIfUvgDx4F5c0gqd0tr9L0I»",
      ],
      ignored: ["TURSO_AUTH_TOKEN=$TOKEN"],
    },
  },
  {
    id: "upstash-rest-token",
    title: "Upstash REST token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read, change and delete what the database or index holds.",
    remedy: "Reset the credentials on the page of the database at console.upstash.com.",
    keywords: ["upstash"],
    pattern: assigned(
      /(?:upstash|kv)_(?:redis_|vector_|search_)?rest_(?:api_)?(?:read_?only_)?token|upstash[\w .-]{0,24}?token/,
      /A[A-Za-z0-9+/_-]{36,200}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://upstash.com/docs/redis/features/restapi"],
    examples: {
      found: [
        'UPSTASH_REDIS_REST_TOKEN="«AQ86fEJzbh4RGgQKverOQ/txvoPwAEdt8powicBsEI4XbwWyzLkpKYbhcqDnB»"',
        "UPSTASH_VECTOR_REST_TOKEN=«ABYFd67cCAEoHZgAPSTbEgLf6VNBSi4sUVDK9P8Sff7kb4PBXlw6sRlQhlhgkX0pIe2xBCNlF5IhoGq27hSrWPZg»",
      ],
      ignored: ["UPSTASH_REDIS_REST_TOKEN=your-token"],
    },
  },
  {
    id: "qstash-token",
    title: "QStash token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Queue and schedule messages to any address in your name.",
    remedy: "Roll it on the QStash page at console.upstash.com.",
    keywords: ["eyjvc2vyswqioi"],
    pattern: token(/eyJVc2VySUQiOi[A-Za-z0-9+/_-]{60,300}={0,2}/),
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://upstash.com/docs/qstash/api/authentication"],
    examples: {
      found: [
        "QSTASH_TOKEN=«eyJVc2VySUQiOiI4ZjNhMWM5NC03YjJkLTRlNmYtYTA1MS05YzNkMmUxZjRiNmEiLCJQYXNzd29yZCI6IjE3YzRhOWUzYjVkMjRmODZhMWUwN2Q5YzNiNWYyYTg0In0=»",
      ],
      ignored: ["eyJVc2VySUQiOi"],
    },
  },
  {
    id: "deno-token",
    title: "Deno Deploy token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Deploy code to, and read the databases of, the projects of the user or organisation.",
    remedy: "Revoke it at dash.deno.com/account#access-tokens.",
    keywords: ["ddp_", "ddo_", "ddw_"],
    pattern: token(/dd[pow]_[A-Za-z0-9]{36}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://docs.deno.com/subhosting/manual/"],
    examples: {
      found: ["DENO_DEPLOY_TOKEN=«ddp_J8XbiK22IvyT03DYceSecGKlnAhA6SMOvwdo»"],
      ignored: ["ddp_world_size"],
    },
  },
  {
    id: "supabase-jwt-secret",
    title: "Supabase JWT secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Sign a token of any user or of the service role: read and change all data.",
    remedy: "Rotate it in the project settings under JWT keys.",
    keywords: ["supabase", "gotrue", "pgrst"],
    pattern: assigned(
      /(?:supabase[\w .-]{0,16}?|gotrue_|pgrst_)jwt[-_ ]?secret[\w-]{0,12}/,
      /[A-Za-z0-9+/_-]{32,120}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://supabase.com/docs/guides/auth/jwts"],
    examples: {
      found: [
        "SUPABASE_JWT_SECRET=«W24cfCyn2aEmoXYdNVy8kXmNWzmVIkMKL0qD2IdmzZS/m26CO0fK9Qc5s4dvWoAMBi8socnL+e2AtFaC3440On==»",
      ],
      ignored: ["SUPABASE_JWT_SECRET=super-secret-jwt-token-with-at-least-32-characters-long"],
    },
  },
  {
    id: "vercel-edge-config-token",
    title: "Vercel Edge Config connection string",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the edge configuration: flags, redirects, perhaps secrets.",
    remedy: "Delete the token on the Edge Config page of the project.",
    keywords: ["edge-config.vercel.com"],
    pattern:
      /edge-config\.vercel\.com\/ecfg_[a-z0-9]{20,40}\?token=(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://vercel.com/docs/edge-config/using-edge-config"],
    examples: {
      found: [
        "EDGE_CONFIG=https://edge-config.vercel.com/ecfg_wo3dauftchrf7h5ir19412b26clihr25kf3r?token=«7723a025-2df3-4223-9e86-21814a5aabe8»",
      ],
      ignored: [
        "https://edge-config.vercel.com/ecfg_l64n03y2vwujq2aulx6qe8p3m6w4qoaqa6tp?token=<token>",
      ],
    },
  },
  {
    id: "deploy-hook-url",
    title: "Deploy hook of Netlify, Render or Vercel",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Start builds and deployments at your cost, as often as one likes.",
    remedy: "Delete the hook in the settings of the site or service.",
    keywords: ["build_hooks", "api.render.com", "integrations/deploy"],
    pattern:
      /(?<value>https:\/\/api\.(?:netlify\.com\/build_hooks\/[0-9a-f-]{24,36}|render\.com\/deploy\/srv-[a-z0-9]{20}\?key=[A-Za-z0-9_-]{8,30}|vercel\.com\/v1\/integrations\/deploy\/prj_[A-Za-z0-9]{20,40}\/[A-Za-z0-9]{8,16}))(?![\w-])/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://docs.netlify.com/build/configure-builds/build-hooks/",
      "https://render.com/docs/deploy-hooks",
      "https://vercel.com/docs/deploy-hooks",
    ],
    examples: {
      found: [
        "curl -X POST «https://api.netlify.com/build_hooks/c66c8f22843f3226ee7245a7»",
        "RENDER_HOOK=«https://api.render.com/deploy/srv-r94ut3mk523v9gjuuqve?key=Q6OkEFCgBSP»",
        "«https://api.vercel.com/v1/integrations/deploy/prj_U7kauATjSd5Hbky3wA41F6uBkeCZ/16acfDjC94»",
      ],
      ignored: ["https://api.netlify.com/build_hooks/<id>"],
    },
  },
];
