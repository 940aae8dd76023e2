import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const chat: readonly Rule[] = [
  {
    id: "discord-bot-token",
    title: "Discord bot token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Act as the bot in every server that it is in: read messages, post, and manage members if it may.",
    remedy: "Reset it at discord.com/developers/applications on the app's Bot page.",
    keywords: [
      "discord",
      "bot_token",
      "bot-token",
      "bottoken",
      ": bot ",
      "bot.run(",
      "client.run(",
      "client.login(",
    ],
    pattern: assigned(
      /(?:discord(?:[\w .-]{0,24}?(?:token|key|secret|bot))?|bot[-_]?token|(?:bot|client)\.(?:run|login)|authorization["']?:[ \t]{0,3}["']?bot[ \t])[\w-]{0,12}/,
      /[MNO][A-Za-z0-9_-]{22,27}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}/,
    ),
    proofs: [
      { kind: "base64-number" },
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    check: {
      url: "https://discord.com/api/v10/users/@me",
      auth: { kind: "header", name: "authorization", value: "Bot {value}" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401 }],
      facts: { user: "username", id: "id" },
      documentation: "https://discord.com/developers/docs/resources/user#get-current-user",
      examples: {
        active: { status: 200, body: { id: "80351110224678912", username: "train", bot: true } },
        inactive: { status: 401, body: { message: "401: Unauthorized", code: 0 } },
      },
    },
    references: ["https://discord.com/developers/docs/reference#authentication"],
    examples: {
      found: [
        "DISCORD_TOKEN=«MTKvqoQbYtBZMy2U4RS0eWM5.XLyKg6.hgt-hLG2aIcXTpWlhl8k6g8xYxgFgauAR2Yk7Q»",
        'client.run("«MT0wbx1Qr6f2V9jtNB4owkKJ.E9AkVM.XQOSRDQioPJx7_xK0XFqofkDT_HiND74padOYw»")',
      ],
      ignored: ["discord_token = NotImplemented.method.of_the_base_class_of_clients"],
    },
  },
  {
    id: "discord-webhook",
    title: "Discord webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the channel, to mislead or to phish those who read it.",
    remedy: "Delete the webhook in the channel's settings under Integrations.",
    keywords: ["/api/webhooks/"],
    pattern:
      /discord(?:app)?\.com\/api\/webhooks\/[0-9]{17,20}\/(?<value>[A-Za-z0-9_-]{60,72})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    check: {
      url: "https://discord.com/api/webhooks/{id}/{value}",
      companions: { id: { title: "id", pattern: /webhooks\/(?<value>[0-9]{15,21})\/$/ } },
      auth: { kind: "inside" },
      active: [{ status: 200, json: "channel_id" }],
      inactive: [
        { status: 404, json: "code", text: /^10015$/ },
        { status: 401, json: "code", text: /^50027$/ },
      ],
      facts: { name: "name", channel: "channel_id", server: "guild_id" },
      documentation: "https://discord.com/developers/docs/resources/webhook#get-webhook-with-token",
      examples: {
        active: {
          status: 200,
          body: {
            id: "223704706495545344",
            type: 1,
            name: "training",
            channel_id: "199737254929760256",
            guild_id: "199737254929760256",
          },
        },
        inactive: { status: 404, body: { message: "Unknown Webhook", code: 10015 } },
      },
    },
    references: ["https://discord.com/developers/docs/resources/webhook"],
    examples: {
      found: [
        "https://discord.com/api/webhooks/244824140809687351/«tAYelA_8e6Yl0VhS7qdeTEUtZqgLVljVlefVSq7f4xqBl_o1cagouvjqJ83V4Wni3eGj»",
      ],
      ignored: ["https://discord.com/api/webhooks/ID/TOKEN"],
    },
  },
  {
    id: "telegram-bot-token",
    title: "Telegram bot token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Act as the bot: read what is sent to it, and write to everybody who uses it.",
    remedy: "Revoke it with @BotFather, /revoke.",
    keywords: [":aa"],
    pattern:
      /(?<![A-Za-z0-9_](?<!bot))(?<value>[0-9]{8,10}:AA[A-Za-z0-9_-]{32,33})(?![A-Za-z0-9_-])/,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["lower", "upper"] },
    ],
    check: {
      url: "https://api.telegram.org/bot{value}/getMe",
      auth: { kind: "inside" },
      active: [{ status: 200, json: "ok" }],
      inactive: [{ status: 401, json: "error_code" }],
      facts: { bot: "result.username", name: "result.first_name" },
      documentation: "https://core.telegram.org/bots/api#getme",
      examples: {
        active: {
          status: 200,
          body: {
            ok: true,
            result: { id: 1, is_bot: true, first_name: "Train", username: "train_bot" },
          },
        },
        inactive: {
          status: 401,
          body: { ok: false, error_code: 401, description: "Unauthorized" },
        },
      },
    },
    references: ["https://core.telegram.org/bots/features#botfather"],
    examples: {
      found: [
        "TELEGRAM_BOT_TOKEN=«3361092243:AA8zXT758o9RuG6LaVzpnv2lsitE_FHoEgs»",
        "https://api.telegram.org/bot«8007857982:AAl6Y74p2HBtAOwa7jzOvQ1bv7NJbf-8U20»/sendMessage",
      ],
      ignored: ["1234567890:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
    },
  },
  {
    id: "teams-webhook",
    title: "Microsoft Teams webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the channel, to mislead or to phish those who read it.",
    remedy: "Remove the connector or workflow in the channel's settings.",
    keywords: ["webhook.office.com", "outlook.office"],
    pattern:
      /(?:webhook\.office\.com\/webhookb2|outlook\.office(?:365)?\.com\/webhook)\/(?<value>[0-9a-f-]{36}@[0-9a-f-]{36}\/IncomingWebhook\/[0-9A-Za-z]{32}\/[0-9a-f-]{36}(?:\/[A-Za-z0-9_-]{20,60})?)/,
    references: [
      "https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/add-incoming-webhook",
    ],
    examples: {
      found: [
        "https://acme.webhook.office.com/webhookb2/«0c3de9b3-eaa7-4215-a771-d4a40f2d2a75@f946d768-6b18-4177-a76c-37a795db9989/IncomingWebhook/f9a261b5d0ffaa9e1e691f29a3e0cfbc/425f5380-1002-4a34-a58a-15fc36d0d312»",
      ],
      ignored: ["https://acme.webhook.office.com/webhookb2/"],
    },
  },
  {
    id: "facebook-access-token",
    title: "Facebook or Instagram access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and post as the page, the user or the app, within the granted permissions.",
    remedy: "Remove the app's access in the account's settings, or reset the app's secret.",
    keywords: ["eaa"],
    pattern: /(?<![A-Za-z0-9_+/-])(?<value>EAA[A-Za-z0-9]{60,300})(?![A-Za-z0-9_+/-])/,
    proofs: [
      { kind: "entropy", min: 4.2 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    check: {
      url: "https://graph.facebook.com/me?fields=id,name&access_token={value}",
      auth: { kind: "inside" },
      active: [{ status: 200, json: "id" }],
      inactive: [
        { status: 400, json: "error.code", text: /^190$/ },
        { status: 401, json: "error.code", text: /^190$/ },
      ],
      facts: { id: "id", name: "name" },
      documentation: "https://developers.facebook.com/docs/graph-api/overview",
      examples: {
        active: { status: 200, body: { id: "1", name: "Ada" } },
        inactive: {
          status: 400,
          body: {
            error: { message: "Invalid OAuth access token.", type: "OAuthException", code: 190 },
          },
        },
      },
    },
    references: ["https://developers.facebook.com/docs/facebook-login/guides/access-tokens"],
    examples: {
      found: [
        "FB_TOKEN=«EAAB2fuTRcjEHkXWHFM97CFNRfFsazrwrrjF43Ue3ucALWN0inBlknoJJaDyBCvwX7Wv61RNvN6OsZGDzTsGTdgR86B3151XKKCQ1VEYtTZWHAnt7vGIkXP4TxAO»",
      ],
      ignored: ["EAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"],
    },
  },
  {
    id: "twitter-bearer-token",
    title: "X (Twitter) bearer token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Call the API as the app and spend its quota.",
    remedy: "Regenerate it at developer.x.com in the app's Keys and tokens.",
    keywords: ["aaaaaaaaaaaaaaaaaaaaa"],
    pattern: /(?<![A-Za-z0-9])(?<value>A{21}[A-Za-z0-9%]{70,120})(?![A-Za-z0-9%])/,
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "symbol"] },
    ],
    references: ["https://docs.x.com/fundamentals/authentication/oauth-2-0/bearer-tokens"],
    examples: {
      found: [
        "TWITTER_BEARER=«AAAAAAAAAAAAAAAAAAAAAj4iaOdamLEgJMl9uuIiIwmytIdTPJ9%2B7tuqxvw7kx0vMEUDyEIRNAqYk8lNEbuwYyquXZGg7nGjatgWoRgIXar»",
      ],
      ignored: [
        "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
      ],
    },
  },
  {
    id: "twitter-secret",
    title: "X (Twitter) API or access token secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "With the keys beside it: read and post as the account.",
    remedy: "Regenerate it at developer.x.com in the app's Keys and tokens.",
    keywords: ["twitter"],
    pattern: assigned(
      /twitter[\w .-]{0,24}?(?:secret|api[-_]?key|access[-_]?token)[\w-]{0,12}/,
      /(?:[0-9]{15,20}-[A-Za-z0-9]{40}|[A-Za-z0-9]{50}|[A-Za-z0-9]{45}|[A-Za-z0-9]{25})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://docs.x.com/fundamentals/authentication/oauth-1-0a/api-key-and-secret"],
    examples: {
      found: ["TWITTER_API_SECRET=«U4BVdkQDlENmZUmcqQBT5MrVanJdIG235Q4pyxaFnoJJQBBlNS»"],
      ignored: ["TWITTER_API_SECRET=os.environ"],
    },
  },
  {
    id: "reddit-secret",
    title: "Reddit client secret",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Pose as the app, and with a script app's password as the user.",
    remedy: "Delete the app at reddit.com/prefs/apps.",
    keywords: ["reddit", "praw"],
    pattern: assigned(
      /(?:reddit|praw)[\w .-]{0,24}?(?:secret|token|oauth)[\w-]{0,12}/,
      /[A-Za-z0-9_-]{27,30}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://github.com/reddit-archive/reddit/wiki/OAuth2"],
    examples: {
      found: ["REDDIT_CLIENT_SECRET=«zIsEzkQT93YU_UoaMcFBuFl0DPk»"],
      ignored: ["praw.Reddit(client_secret=config.reddit_client_secret)"],
    },
  },
];
