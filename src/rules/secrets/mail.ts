import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const mail: readonly Rule[] = [
  {
    id: "sendgrid-api-key",
    title: "SendGrid API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send mail from your domains, and read the contacts if its scopes allow it.",
    remedy: "Delete it at app.sendgrid.com/settings/api_keys.",
    keywords: ["sg."],
    pattern:
      /(?<![A-Za-z0-9_.])(?<value>SG\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    check: {
      url: "https://api.sendgrid.com/v3/scopes",
      otherHosts: ["api.eu.sendgrid.com"],
      auth: { kind: "bearer" },
      active: [
        { status: 200, json: "scopes" },
        { status: 403, json: "errors" },
      ],
      inactive: [{ status: 401, json: "errors" }],
      facts: { scopes: "scopes" },
      documentation:
        "https://www.twilio.com/docs/sendgrid/api-reference/api-key-permissions/retrieve-a-list-of-scopes-for-which-this-user-has-access",
      examples: {
        active: { status: 200, body: { scopes: ["mail.send"] } },
        inactive: {
          status: 401,
          body: {
            errors: [
              {
                field: null,
                message: "The provided authorization grant is invalid, expired, or revoked",
              },
            ],
          },
        },
      },
    },
    references: ["https://www.twilio.com/docs/sendgrid/ui/account-and-settings/api-keys"],
    examples: {
      found: [
        "SENDGRID_API_KEY=«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»",
      ],
      ignored: ["SG.your.key"],
    },
  },
  {
    id: "mailgun-api-key",
    title: "Mailgun key",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send mail from your domains and read the logs of what was sent.",
    remedy: "Delete it at app.mailgun.com/settings/api_security.",
    keywords: ["mailgun", "api:key-"],
    pattern: assigned(
      /(?:mailgun[\w .-]{0,24}?(?:key|token|secret)[\w-]{0,12}|["']?api)/,
      /(?:(?:private-)?key-[0-9a-f]{32}|[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.mailgun.net/v3/domains?limit=1",
      otherHosts: ["api.eu.mailgun.net"],
      auth: { kind: "basic", user: "api", password: "{value}" },
      active: [{ status: 200, json: "items" }],
      inactive: [{ status: 401 }],
      facts: { domain: "items.0.name" },
      documentation:
        "https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/domains",
      examples: {
        active: {
          status: 200,
          body: { total_count: 1, items: [{ name: "mg.example.org", state: "active" }] },
        },
        inactive: { status: 401, body: { message: "Invalid private key" } },
      },
    },
    references: ["https://documentation.mailgun.com/docs/mailgun/user-manual/api-key-mgmt/"],
    examples: {
      found: [
        "MAILGUN_API_KEY=«key-6e10c8b06041d31d443776bc7e5cb938»",
        "MAILGUN_KEY: «6e7988fb63d45b1618dc8d6e49cd4212-e2754fbb-63e7b542»",
        "curl -u 'api:«key-218aa4e04ecda92b1548f8cb7fa55925»'",
      ],
      ignored: ["mailgun_domain_key = key-of-the-map"],
    },
  },
  {
    id: "mailchimp-api-key",
    title: "Mailchimp API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the contacts of every audience, and mail them.",
    remedy: "Revoke it at mailchimp.com under Account, Extras, API keys.",
    keywords: ["-us"],
    pattern: token(/[0-9a-f]{32}-us[0-9]{1,2}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://{centre}.api.mailchimp.com/3.0/ping",
      companions: {
        centre: { title: "data centre", pattern: /-(?<value>us[0-9]{1,2})$/, in: "value" },
      },
      auth: { kind: "basic", user: "tare", password: "{value}" },
      active: [{ status: 200, json: "health_status" }],
      inactive: [
        { status: 401, json: "title", text: /^API Key Invalid$/ },
        { status: 403, json: "title", text: /^User Disabled$/ },
      ],
      documentation: "https://mailchimp.com/developer/marketing/api/ping/",
      examples: {
        active: { status: 200, body: { health_status: "Everything is Chimpy!" } },
        inactive: {
          status: 401,
          body: {
            type: "https://mailchimp.com/developer/marketing/docs/errors/",
            title: "API Key Invalid",
            status: 401,
          },
        },
      },
    },
    references: ["https://mailchimp.com/developer/marketing/guides/quick-start/"],
    examples: {
      found: ["MAILCHIMP_API_KEY=«8d67efb5dfa39c8c79bf23426908a823-us21»"],
      ignored: ["b90caa99af01a916da86225c6dabc9aa-user"],
    },
  },
  {
    id: "brevo-api-key",
    title: "Brevo key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send mail from your domains and read the contacts.",
    remedy: "Delete it at app.brevo.com/settings/keys/api.",
    keywords: ["xkeysib-", "xsmtpsib-"],
    pattern: token(/x(?:keys|smtps)ib-[0-9a-f]{64}-[A-Za-z0-9]{16}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://api.brevo.com/v3/account",
      only: /^xkeysib-/,
      auth: { kind: "header", name: "api-key", value: "{value}" },
      active: [{ status: 200, json: "email" }],
      inactive: [
        { status: 401, json: "message", text: /^(?:Key not found|API Key is not enabled)/ },
      ],
      facts: { email: "email", company: "companyName" },
      documentation: "https://developers.brevo.com/reference/getaccount",
      examples: {
        active: {
          status: 200,
          body: { email: "ada@example.org", firstName: "Ada", companyName: "Example" },
        },
        inactive: { status: 401, body: { message: "Key not found", code: "unauthorized" } },
      },
    },
    references: ["https://developers.brevo.com/docs/getting-started"],
    examples: {
      found: [
        "BREVO_KEY=«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»",
      ],
      ignored: ["xkeysib-your-key"],
    },
  },
  {
    id: "resend-api-key",
    title: "Resend API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send mail from your domains and read what was sent.",
    remedy: "Delete it at resend.com/api-keys.",
    keywords: ["re_"],
    pattern: token(/re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "upper", "lower"] },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.resend.com/domains",
      auth: { kind: "bearer" },
      active: [
        { status: 200, json: "data" },
        { status: 401, json: "name", text: /^restricted_api_key$/ },
      ],
      inactive: [
        { status: 400, json: "message", text: /^API key is invalid/ },
        { status: 401, json: "message", text: /^API key is invalid/ },
        { status: 403, json: "message", text: /^API key is invalid/ },
      ],
      facts: { domain: "data.0.name" },
      documentation: "https://resend.com/docs/api-reference/errors",
      examples: {
        active: {
          status: 200,
          body: { data: [{ id: "d-1", name: "example.org", status: "verified" }] },
        },
        inactive: {
          status: 403,
          body: { statusCode: 403, message: "API key is invalid", name: "invalid_api_key" },
        },
      },
    },
    references: ["https://resend.com/docs/dashboard/api-keys/introduction"],
    examples: {
      found: [
        "RESEND_API_KEY=«re_CJdEvCGM_GMCcs5F21QoVU7R68XKRorru»",
        "const resend = new Resend('«re_9O13AIGy_OUZ5xdXo1FjvIJyBzu1s0aqS»');",
      ],
      ignored: ["resend = re_compiled_patternsForTheLexicalScanner"],
    },
  },
  {
    id: "postmark-token",
    title: "Postmark token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send mail from your domains and read the logs of what was sent.",
    remedy: "Delete it on the server's API Tokens page of the service.",
    keywords: ["postmark"],
    pattern: assigned(
      /(?:x-postmark-(?:server|account)-token|postmark[\w .-]{0,24}?(?:token|key|secret))[\w-]{0,12}/,
      /(?:[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://postmarkapp.com/developer/api/overview"],
    examples: {
      found: ["X-Postmark-Server-Token: «feaa2288-2e4d-489a-ab4f-05e177821bb5»"],
      ignored: ["postmark_message_id = bb4081ed-67f1-4dfd-ab7b-16965d3c4dda"],
    },
  },
  {
    id: "twilio-auth-token",
    title: "Twilio auth token or API key secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Send messages and place calls at your cost, and read those that were sent.",
    remedy:
      "Promote a new auth token at console.twilio.com, then delete this one; delete keys under API keys & tokens.",
    keywords: ["twilio"],
    pattern: assigned(
      /twilio[\w .-]{0,24}?(?:token|secret|key|auth)[\w-]{0,12}/,
      /[A-Za-z0-9]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.twilio.com/2010-04-01/Accounts/{account}.json",
      otherHosts: ["api.dublin.ie1.twilio.com", "api.sydney.au1.twilio.com"],
      companions: {
        account: {
          title: "account SID",
          pattern: /(?<![A-Za-z0-9])(?<value>AC[0-9a-f]{32})(?![A-Za-z0-9])/,
        },
      },
      auth: { kind: "basic", user: "{account}", password: "{value}" },
      active: [{ status: 200, json: "status", text: /^(?:active|suspended)$/ }],
      inactive: [
        { status: 401, json: "code", text: /^20003$/ },
        { status: 200, json: "status", text: /^closed$/ },
      ],
      facts: { name: "friendly_name", status: "status", kind: "type" },
      documentation: "https://www.twilio.com/docs/iam/api/account#fetch-an-account-resource",
      examples: {
        active: {
          status: 200,
          body: { sid: "AC1", friendly_name: "Example", status: "active", type: "Full" },
        },
        inactive: { status: 401, body: { code: 20003, message: "Authenticate", status: 401 } },
      },
    },
    references: [
      "https://www.twilio.com/docs/iam/api/authtoken",
      "https://www.twilio.com/docs/iam/api-keys",
    ],
    examples: {
      found: ["TWILIO_AUTH_TOKEN=«8eac0885b6a294ecc4dcce8bbb09aebb»"],
      ignored: ["twilio_message_sid = SM73970cfe0afecb3dfefd8de432b36e99"],
    },
  },
];
