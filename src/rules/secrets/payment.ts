import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

const stripeAccount: LiveCheck = {
  url: "https://api.stripe.com/v1/account",
  auth: { kind: "bearer" },
  active: [
    { status: 200, json: "id" },
    { status: 403, json: "error.message", text: /does not have the required permissions/ },
  ],
  inactive: [{ status: 401, json: "error.message", text: /^(?:Invalid API Key|Expired API Key)/i }],
  facts: { account: "id", email: "email", country: "country" },
  documentation: "https://docs.stripe.com/api/accounts/retrieve",
  examples: {
    active: {
      status: 200,
      body: {
        id: "acct_1032D82eZvKYlo2C",
        object: "account",
        country: "DE",
        email: "shop@example.org",
      },
    },
    inactive: {
      status: 401,
      body: {
        error: { type: "invalid_request_error", message: "Invalid API Key provided: sk_live_****" },
      },
    },
  },
};

export const payment: readonly Rule[] = [
  {
    id: "stripe-secret-key",
    title: "Stripe live secret key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the customers and payments, refund and move money, within the key's rights.",
    remedy: "Roll it at dashboard.stripe.com/apikeys.",
    keywords: ["sk_live_", "rk_live_", "sk_org_live_", "sk_prod_", "rk_prod_"],
    pattern: token(/(?:sk_(?:org_)?live|rk_live|sk_prod|rk_prod)_[A-Za-z0-9]{16,247}/),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    check: stripeAccount,
    references: ["https://docs.stripe.com/keys"],
    examples: {
      found: [
        "STRIPE_SECRET_KEY=«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»",
        'Stripe.api_key = "«rk_live_2NwJgNZOwofPAcpPetdBiKDX»"',
      ],
      ignored: ["pk_live_TpAQP7lG3ETrNFefrU5bXAg8", "sk_live_xxxxxxxxxxxxxxxxxxxxxxxx"],
    },
  },
  {
    id: "stripe-test-key",
    title: "Stripe test secret key",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Read and change the test data; it shows how the integration works, but moves no money.",
    remedy: "Roll it at dashboard.stripe.com/test/apikeys.",
    keywords: ["sk_test_", "rk_test_"],
    pattern: token(/(?:sk|rk)_test_[A-Za-z0-9]{16,247}/),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "not-placeholder" },
      { kind: "has", all: ["digit"] },
    ],
    check: stripeAccount,
    references: ["https://docs.stripe.com/keys"],
    examples: {
      found: [
        "STRIPE_SECRET_KEY=«sk_test_wGKnVhWmsPc7qW648sOAekYseNAFGpNhaPQcccNu53a3YUSBKZteF6oNMYAtCEeVAt2pEm0SYGmy0G7kZogu50BI34TuwaUUI6q»",
      ],
      ignored: ["task_test_muvvux51u7xpt5jtjgyrboTC"],
    },
  },
  {
    id: "stripe-webhook-secret",
    title: "Stripe webhook signing secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send your server forged events: payments that were never made.",
    remedy: "Roll it on the endpoint's page at dashboard.stripe.com/webhooks.",
    keywords: ["whsec_"],
    pattern: token(/whsec_[A-Za-z0-9+/]{24,88}={0,2}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://docs.stripe.com/webhooks/signature"],
    examples: {
      found: ["STRIPE_WEBHOOK_SECRET=«whsec_FYHnxSbvnBxwm2LvWVtAMbXRCH31mH4n»"],
      ignored: ["whsec_your_secret"],
    },
  },
  {
    id: "square-token",
    title: "Square access token or secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the orders, customers and payments of the seller.",
    remedy: "Replace it at developer.squareup.com/apps.",
    keywords: ["sq0atp-", "sq0csp-", "sq0csb-", "sq0atb-", "eaaa"],
    pattern: token(
      /(?:sq0atp-[A-Za-z0-9_-]{22}|sq0csp-[A-Za-z0-9_-]{43}|sandbox-sq0(?:csb-[A-Za-z0-9_-]{40,50}|atb-[A-Za-z0-9_-]{22})|EAAA[A-Za-z0-9_-]{60})/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    check: {
      url: "https://connect.squareup.com/v2/merchants/me",
      otherHosts: ["connect.squareupsandbox.com"],
      only: /^(?:EAAA|sq0atp-)/,
      auth: { kind: "bearer" },
      active: [
        { status: 200, json: "merchant.id" },
        { status: 403, json: "errors.0.code", text: /^INSUFFICIENT_SCOPES$/ },
      ],
      inactive: [{ status: 401, json: "errors.0.category", text: /^AUTHENTICATION_ERROR$/ }],
      facts: { merchant: "merchant.business_name", country: "merchant.country" },
      documentation:
        "https://developer.squareup.com/reference/square/merchants-api/retrieve-merchant",
      examples: {
        active: {
          status: 200,
          body: {
            merchant: { id: "M1", business_name: "Apple A Day", country: "US", status: "ACTIVE" },
          },
        },
        inactive: {
          status: 401,
          body: {
            errors: [
              {
                category: "AUTHENTICATION_ERROR",
                code: "UNAUTHORIZED",
                detail: "This request could not be authorized.",
              },
            ],
          },
        },
      },
    },
    references: ["https://developer.squareup.com/docs/build-basics/access-tokens"],
    examples: {
      found: [
        "SQUARE_ACCESS_TOKEN=«EAAA4QfwaqHWMLsCRnxYHRdIHcCYrIEEU04NpU0kHFMDjgyOQq-ab6tVf-p2uJ6Z»",
        "token: «sq0atp-cLSzLNBoZ7PcywSVFXbTvW»",
      ],
      ignored: ["EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
    },
  },
  {
    id: "paypal-braintree-token",
    title: "Braintree or PayPal access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and make transactions of the merchant.",
    remedy: "Revoke it at braintreegateway.com under API, or in the PayPal developer dashboard.",
    keywords: ["access_token$"],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>access_token\$(?:production|sandbox)\$[0-9a-z]{16}\$[0-9a-f]{32})(?![A-Za-z0-9])/,
    references: ["https://developer.paypal.com/braintree/docs/guides/extend/oauth/access-tokens"],
    examples: {
      found: [
        "BRAINTREE=«access_token$production$8y88borpqxdd8lmo$ebb1398de55db671de0fc69849815d31»",
      ],
      ignored: ["access_token$production"],
    },
  },
  {
    id: "paypal-secret",
    title: "PayPal client secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the client id: read and make transactions of the merchant.",
    remedy: "Generate a new secret at developer.paypal.com/dashboard/applications.",
    keywords: ["paypal"],
    pattern: assigned(/paypal[\w .-]{0,24}?secret[\w-]{0,12}/, /E[A-Za-z0-9_-]{63,79}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://developer.paypal.com/api/rest/"],
    examples: {
      found: [
        "PAYPAL_CLIENT_SECRET=«EWXOKvewQgiQK9OHfmxyDh83BLLlj50Fahei02EIfFJE-RhkeI6JJMUUeARN0ts07tfUQQeFZEDQYLxF»",
      ],
      ignored: ["PAYPAL_CLIENT_SECRET=your-secret"],
    },
  },
  {
    id: "razorpay-key",
    title: "Razorpay key id",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "With its secret: read and make payments of the merchant.",
    remedy: "Regenerate it at dashboard.razorpay.com/app/website-app-settings/api-keys.",
    keywords: ["rzp_live_"],
    pattern: token(/rzp_live_[A-Za-z0-9]{14}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://razorpay.com/docs/api/authentication/"],
    examples: {
      found: ["RAZORPAY_KEY_ID=«rzp_live_8lhAQidBjhfcoU»"],
      ignored: ["rzp_test_kmoQgZLURVVrR5"],
    },
  },
  {
    id: "shopify-token",
    title: "Shopify access token or secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the orders, customers and products of the shop.",
    remedy: "Uninstall the app or rotate the token in the shop's admin under Apps.",
    keywords: ["shpat_", "shpca_", "shppa_", "shpss_", "shptka_"],
    pattern: token(/shp(?:at|ca|pa|ss|tka)_[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://{shop}.myshopify.com/admin/api/2025-10/shop.json",
      only: /^shp(?:at|ca|pa)_/,
      companions: {
        shop: {
          title: "shop",
          pattern: /(?<![a-z0-9.-])(?<value>[a-z0-9][a-z0-9-]{0,60})\.myshopify\.com/i,
        },
      },
      auth: { kind: "header", name: "x-shopify-access-token", value: "{value}" },
      active: [{ status: 200, json: "shop.id" }],
      inactive: [{ status: 401 }],
      facts: { shop: "shop.name", email: "shop.email" },
      documentation: "https://shopify.dev/docs/api/admin-rest/latest/resources/shop",
      examples: {
        active: {
          status: 200,
          body: {
            shop: {
              id: 1,
              name: "Apple Computers",
              email: "shop@example.org",
              myshopify_domain: "apple.myshopify.com",
            },
          },
        },
        inactive: {
          status: 401,
          body: {
            errors: "[API] Invalid API key or access token (unrecognized login or wrong password)",
          },
        },
      },
    },
    references: ["https://shopify.dev/docs/apps/build/authentication-authorization"],
    examples: {
      found: ["SHOPIFY_ACCESS_TOKEN=«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»"],
      ignored: ["shpat_your_token"],
    },
  },
  {
    id: "plaid-access-token",
    title: "Plaid access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the bank accounts and transactions of the linked user.",
    remedy:
      "Invalidate it with /item/remove, and rotate the secret at dashboard.plaid.com/developers/keys.",
    keywords: ["access-production-", "access-sandbox-", "access-development-"],
    pattern: token(
      /access-(?:production|development|sandbox)-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://plaid.com/docs/api/"],
    examples: {
      found: ["PLAID_ACCESS_TOKEN=«access-production-bb86b93f-2a83-4210-a1d5-79dd1644fc61»"],
      ignored: ["access-production-database"],
    },
  },
  {
    id: "plaid-secret",
    title: "Plaid secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read the bank accounts and transactions of every linked user.",
    remedy: "Rotate it at dashboard.plaid.com/developers/keys.",
    keywords: ["plaid"],
    pattern: assigned(/plaid[\w .-]{0,24}?(?:secret|key)[\w-]{0,12}/, /[0-9a-z]{30}/),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://plaid.com/docs/quickstart/glossary/"],
    examples: {
      found: ["PLAID_SECRET=«74005b1a283c3060f1292fcc8bf20b»"],
      ignored: ["PLAID_CLIENT_ID=ade8ca81220c872242e9991c"],
    },
  },
  {
    id: "exchange-api-secret",
    title: "Coinbase or other exchange secret",
    class: "secret",
    severity: "critical",
    confidence: "low",
    harm: "Read the balances of the account, and trade or withdraw if the key's rights allow it.",
    remedy: "Delete the key in the exchange's API settings.",
    keywords: ["coinbase", "binance", "kraken", "bitfinex", "bybit", "okx", "alpaca"],
    pattern: assigned(
      /(?:coinbase|binance|kraken|bitfinex|bybit|okx|alpaca)[\w .-]{0,24}?secret[\w-]{0,12}/,
      /[A-Za-z0-9+/]{32,88}={0,2}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://developers.binance.com/docs/binance-spot-api-docs/rest-api"],
    examples: {
      found: [
        "BINANCE_API_SECRET=«o7b9jxxGyND9S1Q9eM4oQddx3DfMR4305sbK8YZ8wGtxCFylfOYfD0xMzGUTgpmf»",
      ],
      ignored: ["BINANCE_API_SECRET=your_secret"],
    },
  },
];
