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
    keywords: ["resend"],
    pattern: assigned(
      /resend(?:[\w .-]{0,24}?(?:key|token)[\w-]{0,12}|)/,
      /re_[A-Za-z0-9]{8}_[A-Za-z0-9]{24}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
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
