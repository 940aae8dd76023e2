import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

const authTest: LiveCheck = {
  url: "https://slack.com/api/auth.test",
  method: "POST",
  only: /^xox[bp]-/,
  auth: { kind: "bearer" },
  active: [{ status: 200, json: "ok" }],
  inactive: [
    {
      status: 200,
      json: "error",
      text: /^(?:invalid_auth|account_inactive|token_revoked|token_expired)$/,
    },
  ],
  facts: { team: "team", user: "user", address: "url", scopes: { header: "x-oauth-scopes" } },
  documentation: "https://docs.slack.dev/reference/methods/auth.test",
  examples: {
    active: {
      status: 200,
      headers: { "x-oauth-scopes": "chat:write" },
      body: {
        ok: true,
        url: "https://example.slack.com/",
        team: "Example",
        user: "ada",
        team_id: "T1",
        user_id: "U1",
      },
    },
    inactive: { status: 200, body: { ok: false, error: "invalid_auth" } },
  },
};

export const slack: readonly Rule[] = [
  {
    id: "slack-bot-token",
    title: "Slack bot token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read the channels and files that the bot is in, and post in its name.",
    remedy: "Revoke it on the app's OAuth & Permissions page at api.slack.com/apps.",
    keywords: ["xoxb-"],
    pattern: token(/xoxb-[0-9]{8,14}-(?:[0-9]{8,14}-)?[A-Za-z0-9]{18,40}/),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }, { kind: "slack-team" }],
    check: authTest,
    references: ["https://docs.slack.dev/authentication/tokens"],
    examples: {
      found: ["SLACK_BOT_TOKEN=«xoxb-305948329698-0460413611995-12HTN5JQpAZguud5DhkOVNzw»"],
      ignored: ["xoxb-your-token"],
    },
  },
  {
    id: "slack-user-token",
    title: "Slack user token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and post as the person, direct messages included.",
    remedy:
      "Revoke it on the app's OAuth & Permissions page at api.slack.com/apps, or end the sessions of the user.",
    keywords: ["xoxp-", "xoxs-", "xoxo-", "xoxa-", "xoxr-", "xoxc-", "xoxd-", "xoxe-"],
    pattern: token(
      /(?:xox[posar](?:-\d{1,2})?-(?:[0-9]{6,14}-){1,4}[0-9a-fA-F]{10,64}|xoxe-(?:[0-9]{6,14}-){3}[0-9a-f]{32}|xoxc-(?:[0-9]{8,14}-){3}[0-9a-f]{64}|xoxd-[A-Za-z0-9%/+]{50,300}={0,2})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }, { kind: "slack-team" }],
    check: authTest,
    references: ["https://docs.slack.dev/authentication/tokens"],
    examples: {
      found: [
        'token="«xoxp-92260840666-21042530260-510508397215-6a52bfaebf068c8b6598f69ecac474a9»"',
      ],
      ignored: ["xoxp-1-2-3"],
    },
  },
  {
    id: "slack-app-token",
    title: "Slack app-level token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Open the app's event stream and receive the messages that are sent to it.",
    remedy: "Revoke it on the app's Basic Information page at api.slack.com/apps.",
    keywords: ["xapp-"],
    pattern: token(/xapp-\d-[A-Z0-9]{9,12}-[0-9]{10,14}-[0-9a-f]{64}/),
    references: ["https://docs.slack.dev/authentication/tokens"],
    examples: {
      found: [
        "SLACK_APP_TOKEN=«xapp-1-AQG4VKVCJ47-5257073044539-cb725d88ab8de977f96d3e691a119545920028b5de18723106c72620b8bdc79c»",
      ],
      ignored: ["xapp-1-example"],
    },
  },
  {
    id: "slack-config-token",
    title: "Slack configuration token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Create and change the apps of the workspace; a refresh token renews that for as long as nobody revokes it.",
    remedy: "Revoke it at api.slack.com/apps under Your App Configuration Tokens.",
    keywords: ["xoxe-"],
    pattern: token(/xoxe(?:-\d-[A-Za-z0-9]{140,180}|\.xox[bp]-\d-[A-Za-z0-9]{160,180})/),
    references: ["https://docs.slack.dev/authentication/tokens"],
    examples: {
      found: [
        "refresh_token: «xoxe-1-yFquYvGZ6behYCWg71JGOVz693zMt8ZsYytOI1mx1UjVbTOLsz7X1xGnEuM1T1i8fSBv3Pd4tOvuW8QczOG3yy1iocHAls4b9Qe8TsuNLcF2nQAZVHJCFbOQFhz70dwV9O7SSFrjakQOIZRLoLh»",
      ],
      ignored: ["xoxe-1-short"],
    },
  },
  {
    id: "slack-config-access-token",
    title: "Slack rotating access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Act as the app or the user for up to twelve hours.",
    remedy: "Revoke it with auth.revoke, or on the app's page at api.slack.com/apps.",
    keywords: ["xoxe.xox"],
    pattern: token(/xoxe\.xox[bp]-\d-[A-Za-z0-9]{160,180}/),
    references: ["https://docs.slack.dev/authentication/using-token-rotation"],
    examples: {
      found: [
        "access_token: «xoxe.xoxp-1-k0DdGQrpENe4fa80OULrlKrLYFYWfXQKR1RDtkD74Y2QGtZItmVe3S9EN8MPUCqJv5qoSsMuKqUGi5fQJbTHNGYQQ5h5TtdYtVljsBuaxqDck8HClsOiSYQcDZjp1hm2VNcu0ifgSJbGywJULN7w3Ua9USjfLujCsbzQ1F»",
      ],
      ignored: ["xoxe.xoxp-1-short"],
    },
  },
  {
    id: "slack-webhook",
    title: "Slack webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the channel, to mislead or to phish those who read it.",
    remedy: "Remove the webhook on the app's Incoming Webhooks page.",
    keywords: ["hooks.slack.com"],
    pattern:
      /(?<value>hooks\.slack\.com\/(?:services\/T[A-Za-z0-9_]{6,12}\/B[A-Za-z0-9_]{6,12}\/[A-Za-z0-9_]{20,28}|workflows\/[TE][A-Za-z0-9_]{6,12}\/A[A-Za-z0-9_]{6,12}\/[0-9]{15,20}\/[A-Za-z0-9_]{20,28}|triggers\/[A-Z0-9]{6,12}\/[0-9]{10,16}\/[0-9a-f]{32}))(?![A-Za-z0-9_])/,
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }, { kind: "slack-team" }],
    check: {
      url: "https://hooks.slack.com/services/{team}/{hook}/{token}",
      method: "POST",
      body: { kind: "json", fields: {} },
      only: /\/services\//,
      companions: {
        team: { title: "team", pattern: /services\/(?<value>T[A-Za-z0-9_]+)/, in: "value" },
        hook: { title: "channel", pattern: /services\/\w+\/(?<value>B[A-Za-z0-9_]+)/, in: "value" },
        token: {
          title: "token",
          pattern: /services\/\w+\/\w+\/(?<value>[A-Za-z0-9_]+)/,
          in: "value",
        },
      },
      sideEffect: "None: a message without text is refused, and appears nowhere.",
      auth: { kind: "inside" },
      active: [
        {
          status: 400,
          text: /^(?:no_text|invalid_payload|missing_text_or_fallback_or_attachments)$/,
        },
      ],
      inactive: [
        { status: 404, text: /^(?:no_service|no_team)$/ },
        { status: 403, text: /^invalid_token$/ },
        { status: 410, text: /^no_service$/ },
      ],
      documentation:
        "https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks#handling_errors",
      examples: {
        active: { status: 400, headers: { "content-type": "text/plain" }, body: "no_text" },
        inactive: { status: 404, headers: { "content-type": "text/plain" }, body: "no_service" },
      },
    },
    references: ["https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks"],
    examples: {
      found: ["https://«hooks.slack.com/services/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»"],
      ignored: ["https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX"],
    },
  },
];
