import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

const herokuAccount: LiveCheck = {
  url: "https://api.heroku.com/account",
  headers: { accept: "application/vnd.heroku+json; version=3" },
  auth: { kind: "bearer" },
  active: [
    { status: 200, json: "email" },
    { status: 403, json: "id", text: /^forbidden$/ },
  ],
  inactive: [{ status: 401, json: "id", text: /^unauthorized$/ }],
  facts: { email: "email", name: "name" },
  documentation: "https://devcenter.heroku.com/articles/platform-api-reference#account-info",
  examples: {
    active: {
      status: 200,
      body: { id: "01234567-89ab-cdef-0123-456789abcdef", email: "ada@example.org", name: "Ada" },
    },
    inactive: {
      status: 401,
      body: { id: "unauthorized", message: "Invalid credentials provided." },
    },
  },
};

const netlifyUser: LiveCheck = {
  url: "https://api.netlify.com/api/v1/user",
  auth: { kind: "bearer" },
  active: [{ status: 200, json: "id" }],
  inactive: [{ status: 401 }],
  facts: { name: "full_name", email: "email" },
  documentation: "https://open-api.netlify.com/#tag/user/operation/getCurrentUser",
  examples: {
    active: { status: 200, body: { id: "u-1", full_name: "Ada", email: "ada@example.org" } },
    inactive: { status: 401, body: { code: 401, message: "Access Denied: Origin Unverified" } },
  },
};

const vercelUser: LiveCheck = {
  url: "https://api.vercel.com/v2/user",
  auth: { kind: "bearer" },
  active: [{ status: 200, json: "user.id" }],
  inactive: [{ status: 403, json: "error.invalidToken" }],
  facts: { user: "user.username", email: "user.email" },
  documentation: "https://vercel.com/docs/rest-api/reference/endpoints/user/get-the-user",
  examples: {
    active: {
      status: 200,
      body: { user: { id: "u-1", email: "ada@example.org", username: "ada" } },
    },
    inactive: {
      status: 403,
      body: { error: { code: "forbidden", message: "Not authorized", invalidToken: true } },
    },
  },
};

/** Where applications are put to run. */
export const appHosts: readonly Rule[] = [
  {
    id: "netlify-token",
    title: "Netlify token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Deploy to, and read the environment of, every site of the user.",
    remedy: "Revoke it at app.netlify.com/user/applications.",
    keywords: ["nfp_", "nfc_", "nfu_", "nfo_"],
    pattern: token(/nf[pcuo]_[A-Za-z0-9]{36}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: netlifyUser,
    references: ["https://docs.netlify.com/api/get-started/"],
    examples: {
      found: ["NETLIFY_AUTH_TOKEN=«nfp_PiDNyEkJ5Ox8bJ9aOOemeZij1yPI2NKD0Zly»"],
      ignored: ["nfc_tag_reader"],
    },
  },
  {
    id: "netlify-token-old",
    title: "Netlify token (old form)",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Deploy to, and read the environment of, every site of the user.",
    remedy: "Revoke it at app.netlify.com/user/applications.",
    keywords: ["netlify"],
    pattern: assigned(keyOf(/netlify/), /[A-Za-z0-9=_-]{40,64}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: netlifyUser,
    references: ["https://docs.netlify.com/api/get-started/"],
    examples: {
      found: ["NETLIFY_AUTH_TOKEN=«ioBo1aPsl78Pjp33HyIiVsnm_f6Cq_dUXWr0FgBKdiS»"],
      ignored: ["NETLIFY_TOKEN=your-token"],
    },
  },
  {
    id: "vercel-token",
    title: "Vercel token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Deploy to, and read the environment of, every project that it reaches.",
    remedy: "Delete it at vercel.com/account/settings/tokens.",
    keywords: ["vcp_", "vca_", "vci_", "vcr_"],
    pattern: token(/vc[pair]_[A-Za-z0-9]{56,60}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: vercelUser,
    references: ["https://vercel.com/docs/rest-api#authentication"],
    examples: {
      found: ["VERCEL_TOKEN=«vcp_JHJABbpqnrLaCdkA70UlGKvWFadj1ts6O0dCWuBsh2GNBV81Z08wj7R5»"],
      ignored: ["vcp_token"],
    },
  },
  {
    id: "vercel-token-old",
    title: "Vercel token (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Deploy to, and read the environment of, every project that it reaches.",
    remedy: "Delete it at vercel.com/account/settings/tokens.",
    keywords: ["vercel"],
    pattern: assigned(keyOf(/vercel/), /[A-Za-z0-9]{24}/),
    proofs: [
      { kind: "entropy", min: 3.3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    check: vercelUser,
    references: ["https://vercel.com/docs/rest-api#authentication"],
    examples: {
      found: ["VERCEL_TOKEN=«iJPtCLvVVyosGOei3gr1WLzr»"],
      ignored: ["VERCEL_TOKEN=$VERCEL_TOKEN"],
    },
  },
  {
    id: "vercel-blob-token",
    title: "Vercel Blob token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, write and delete every file of the blob store.",
    remedy: "Rotate it on the store's page at vercel.com.",
    keywords: ["vercel_blob_rw_"],
    pattern: token(/vercel_blob_rw_[A-Za-z0-9]{14,20}_[A-Za-z0-9]{28,44}/),
    references: ["https://vercel.com/docs/vercel-blob"],
    examples: {
      found: [
        "BLOB_READ_WRITE_TOKEN=«vercel_blob_rw_hmW8wZnZvCzdxFkr_AsT9BBZbuHMETmp8LAbNNtyqctu3ye»",
      ],
      ignored: ["vercel_blob_rw_token"],
    },
  },
  {
    id: "heroku-api-key",
    title: "Heroku API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Deploy to, and read the configuration of, every app of the user.",
    remedy: "Regenerate it at dashboard.heroku.com/account.",
    keywords: ["hrku-"],
    pattern: token(
      /HRKU-(?:AA[A-Za-z0-9_-]{58}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    ),
    check: herokuAccount,
    references: ["https://devcenter.heroku.com/articles/authentication"],
    examples: {
      found: ["HEROKU_API_KEY=«HRKU-AAm95-zCZlc62TV8q1QFpprjv1N82ByfsX2LEORpGTLx-pf88hC7j9z_Bd4z»"],
      ignored: ["HRKU-AA"],
    },
  },
  {
    id: "heroku-api-key-old",
    title: "Heroku API key (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Deploy to, and read the configuration of, every app of the user.",
    remedy: "Regenerate it at dashboard.heroku.com/account.",
    keywords: ["heroku"],
    pattern: assigned(
      keyOf(/heroku/),
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: herokuAccount,
    references: ["https://devcenter.heroku.com/articles/authentication"],
    examples: {
      found: ["HEROKU_API_KEY=«a57c4cf1-a87c-4402-afdd-90ce66298604»"],
      ignored: ["heroku_app_id = 30b8a589-afc0-4c10-af5a-d82e7a5ca6e4"],
    },
  },
  {
    id: "fly-token",
    title: "Fly.io token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Deploy to, and open a shell on, the machines that it reaches.",
    remedy: "Revoke it with `fly tokens revoke` or at fly.io/user/personal_access_tokens.",
    keywords: ["fm1r_", "fm1a_", "fm2_", "fo1_"],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>fm(?:1[ar]|2)_[A-Za-z0-9+/]{60,2000}={0,3}|fo1_[A-Za-z0-9_-]{43})(?![A-Za-z0-9+/_=-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://fly.io/docs/security/tokens/"],
    examples: {
      found: [
        'FLY_API_TOKEN="FlyV1 «fm2_X/F3IHyieuS9pk+AVWDZ+vaIAkqhmd9D0imF351mEVJy+3LCrOWxzhyTiOGxC0m1M0ECO9PMVmIddCy8y/X71hE7XpNWEFZHItyqnVqfdmBB6+EdtDEHo8YW»"',
        "FLY_ACCESS=«fo1_JLIBpXfnjA-y8OrEq_YJAHn6fxP8vI3k2A6fEglq-i6»",
      ],
      ignored: ["fo1_to_fo2"],
    },
  },
  {
    id: "render-api-key",
    title: "Render API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Deploy to, and read the environment of, every service of the user.",
    remedy: "Revoke it at dashboard.render.com/u/settings#api-keys.",
    keywords: ["rnd_"],
    pattern: token(/rnd_[A-Za-z0-9]{28}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper", "lower"] },
    ],
    check: {
      url: "https://api.render.com/v1/owners?limit=1",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "0.owner" }],
      inactive: [{ status: 401 }],
      facts: { owner: "0.owner.name", email: "0.owner.email" },
      documentation: "https://api-docs.render.com/reference/list-owners",
      examples: {
        active: {
          status: 200,
          body: [{ owner: { id: "tea-1", name: "Lab", email: "ada@example.org", type: "team" } }],
        },
        inactive: { status: 401, body: { message: "Unauthorized" } },
      },
    },
    references: ["https://render.com/docs/api"],
    examples: {
      found: ["RENDER_API_KEY=«rnd_sguxNZwEvT6NudTQUZr3M8qhctju»"],
      ignored: ["rnd_seed_of_the_first_generator1"],
    },
  },
  {
    id: "railway-token",
    title: "Railway token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Deploy to, and read the variables of, the project or account.",
    remedy: "Delete it at railway.com/account/tokens or in the project's settings.",
    keywords: ["railway"],
    pattern: assigned(
      keyOf(/railway/),
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.railway.com/reference/public-api"],
    examples: {
      found: ["RAILWAY_TOKEN=«4e4d6799-bfec-4d3c-a9c2-6e40b2c95c44»"],
      ignored: ["RAILWAY_PROJECT_ID=15d74798-1caa-48d2-a764-34ba2577dde0"],
    },
  },
];
