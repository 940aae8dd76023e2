import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const slackSecrets: readonly Rule[] = [
  {
    id: "slack-signing-secret",
    title: "Slack signing secret",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Send your app forged events and commands that it takes for Slack's.",
    remedy: "Regenerate it on the app's Basic Information page at api.slack.com/apps.",
    keywords: ["slack"],
    pattern: assigned(/slack[\w .-]{0,24}?signing[-_ ]?(?:secret|key)[\w-]{0,12}/, /[0-9a-f]{32}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.slack.dev/authentication/verifying-requests-from-slack"],
    examples: {
      found: ["SLACK_SIGNING_SECRET=«682721790faa68685afb13d65cd29767»"],
      ignored: ["SLACK_SIGNING_SECRET=your-signing-secret"],
    },
  },
  {
    id: "slack-client-secret",
    title: "Slack client secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Pose as the app when workspaces install it, and exchange their codes for tokens.",
    remedy: "Regenerate it on the app's Basic Information page at api.slack.com/apps.",
    keywords: ["slack"],
    pattern: assigned(
      /slack[\w .-]{0,24}?(?:client|app|oauth)[-_ ]?secret[\w-]{0,12}/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.slack.dev/authentication/installing-with-oauth"],
    examples: {
      found: ["SLACK_CLIENT_SECRET=«cb229a07b2d26ce692a4ead1c6e56926»"],
      ignored: ["slack_client_id = 1234567890.1234567890123"],
    },
  },
  {
    id: "slack-verification-token",
    title: "Slack verification token",
    class: "secret",
    severity: "low",
    confidence: "medium",
    harm: "Send your app forged events, if it still checks by this token alone.",
    remedy: "Regenerate it on the app's Basic Information page, and check the signature instead.",
    keywords: ["slack"],
    pattern: assigned(
      /slack[\w .-]{0,24}?(?:verification|verify)[-_ ]?token[\w-]{0,12}/,
      /[A-Za-z0-9]{24}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.slack.dev/authentication/verifying-requests-from-slack"],
    examples: {
      found: ["SLACK_VERIFICATION_TOKEN=«8AnxR8ODLySI7oInZdOpfA3m»"],
      ignored: ["SLACK_VERIFICATION_TOKEN=verification_token"],
    },
  },
  {
    id: "slack-government-webhook",
    title: "Slack webhook URL (GovSlack)",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the channel, to mislead or to phish those who read it.",
    remedy: "Remove the webhook on the app's Incoming Webhooks page.",
    keywords: ["hooks.slack-gov.com"],
    pattern:
      /(?<value>hooks\.slack-gov\.com\/services\/T[A-Za-z0-9_]{6,12}\/B[A-Za-z0-9_]{6,12}\/[A-Za-z0-9_]{20,28})(?![A-Za-z0-9_])/,
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    references: ["https://docs.slack.dev/govslack"],
    examples: {
      found: [
        "https://«hooks.slack-gov.com/services/T93IYRJRAJU/BCT3VFW8PJE/QJtV1r9QzeI5VIajZayRtg93»",
      ],
      ignored: [
        "https://hooks.slack-gov.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX",
      ],
    },
  },
];
