import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const messengers: readonly Rule[] = [
  {
    id: "telegram-api-hash",
    title: "Telegram API hash",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "With the API id: pose as the app; limits and bans for what is done fall on its owner.",
    remedy: "It cannot be revoked; make a new app at my.telegram.org/apps with another number.",
    keywords: ["telegram", "telethon", "pyrogram", "tg_", "api_hash"],
    pattern: assigned(
      /(?:(?:telegram|telethon|pyrogram|(?<![A-Za-z])tg)[\w .-]{0,16}?)?(?<![A-Za-z])(?:api|app)_?hash/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://core.telegram.org/api/obtaining_api_id"],
    examples: {
      found: [
        "TELEGRAM_API_HASH=«b817ddf0c9f7e0ce5f93f310f2a1e1b0»",
        "api_hash = '«7de4f942b117e036cab6742cd8327206»'",
      ],
      ignored: ["mapi_hash = da9a5cf38a2f4c4881015ade587bd59a"],
    },
  },
  {
    id: "line-channel-token",
    title: "LINE channel access token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send messages to everybody who follows the channel, and read those who write to it.",
    remedy: "Reissue it at developers.line.biz/console on the channel's Messaging API page.",
    keywords: ["line"],
    pattern: assigned(
      /(?<![A-Za-z])line[-_](?:\w{1,12}[-_])?(?:channel[-_])?(?:access[-_])?token/,
      /[A-Za-z0-9+/]{130,180}={0,2}|[A-Za-z0-9]{43}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    check: {
      url: "https://api.line.me/v2/bot/info",
      only: /^.{100,}/,
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "userId" }],
      inactive: [{ status: 401 }],
      facts: { name: "displayName", id: "basicId" },
      documentation: "https://developers.line.biz/en/reference/messaging-api/#get-bot-info",
      examples: {
        active: {
          status: 200,
          body: { userId: "Ub9952f8", basicId: "@216ruzu", displayName: "Example" },
        },
        inactive: {
          status: 401,
          body: {
            message:
              "Authentication failed. Confirm that the access token in the authorization header is valid.",
          },
        },
      },
    },
    references: ["https://developers.line.biz/en/docs/basics/channel-access-token/"],
    examples: {
      found: [
        "LINE_CHANNEL_ACCESS_TOKEN=«z/St6HtcAVIlvIXm1ay0Sb54fj2xGoi2JhFv/M4LVnZHUtVS4nq8qFpAv8Xl/UwnsafTVF44eKZvzrWiAHHZDRga2oVB81kq2JTYj1o6RAMzxb6LHEOLW+VNwmMU2wrSQSO03p/q39SREmkiOtfXt1pwQXXFuzoMZ22FHWe6ya=»",
        'LINE_NOTIFY_TOKEN="«X4Z5V6ZOpdt2ThdZrUoXiQWG6FH32aAkmJx3vAFG71R»"',
      ],
      ignored: ["pipeline_token = tokenOfThePipelineThatRunsTheDeploymentJob1"],
    },
  },
  {
    id: "line-channel-secret",
    title: "LINE channel secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send your server forged events, and ask for tokens of the channel.",
    remedy: "Reissue it at developers.line.biz/console on the channel's Basic settings page.",
    keywords: ["line"],
    pattern: assigned(
      /(?<![A-Za-z])line[-_](?:\w{1,12}[-_])?(?:channel[-_]|client[-_]|login[-_])secret/,
      /[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://developers.line.biz/en/docs/messaging-api/verify-webhook-signature/"],
    examples: {
      found: ["LINE_CHANNEL_SECRET=«02120e2984a126a3d07d967fe5cda813»"],
      ignored: ["pipeline_secret = 705fae057abc59e816ce460820cc3049"],
    },
  },
  {
    id: "viber-token",
    title: "Viber bot token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send messages to everybody who uses the bot, and read what they write.",
    remedy: "Ask for a new one at partners.viber.com.",
    keywords: ["viber"],
    pattern: assigned(
      /viber[\w .-]{0,24}?(?:token|key)[\w-]{0,12}/,
      /[0-9a-f]{16}-[0-9a-f]{16}-[0-9a-f]{16}/,
    ),
    proofs: [{ kind: "entropy", min: 3.3 }],
    references: ["https://developers.viber.com/docs/api/rest-bot-api/#authentication-token"],
    examples: {
      found: ["X-Viber-Auth-Token: «cdd81465ca0aa66b-f5772247b0bde4f8-9a25cadc22a881ca»"],
      ignored: ["viber_message = 7a771fc9e67f9a46-57d0533120e25fe8"],
    },
  },
  {
    id: "google-chat-webhook",
    title: "Google Chat webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the space, to mislead or to phish those who read it.",
    remedy: "Delete the webhook under the space's Apps & integrations.",
    keywords: ["chat.googleapis.com"],
    pattern:
      /chat\.googleapis\.com\/v1\/spaces\/[\w-]{6,20}\/messages\?[^\s"'<>]{0,80}?(?:&(?:amp;)?)?token=(?<value>[A-Za-z0-9_-]{40,90}(?:%3D|=){0,2})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://developers.google.com/workspace/chat/quickstart/webhooks"],
    examples: {
      found: [
        "https://chat.googleapis.com/v1/spaces/AAAAGiGn1dV/messages?key=AIzaGKCzlq3R8kf3LQg40wzLcFY61JAXKuCqS-k&token=«XXXf8Eppbk-e4708ROg7KcgMAplBArCi8C7n8-FNKJg%3D»",
      ],
      ignored: ["https://chat.googleapis.com/v1/spaces/SPACE/messages?key=KEY&token=TOKEN"],
    },
  },
  {
    id: "zoom-secret",
    title: "Zoom client secret or webhook token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Ask for tokens of the app: read meetings, recordings and users within its scopes.",
    remedy: "Regenerate it at marketplace.zoom.us on the app's page.",
    keywords: ["zoom"],
    pattern: assigned(
      /(?<![A-Za-z])zoom[\w.-]{0,16}?(?:client|api|sdk|app|webhook|oauth)[-_ ]?(?:secret|secret[-_]token)[\w-]{0,12}/,
      /[A-Za-z0-9_-]{22}|[A-Za-z0-9]{32,36}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://developers.zoom.us/docs/internal-apps/"],
    examples: {
      found: ["ZOOM_CLIENT_SECRET=«grWRbCzZueHmeRlQ4eSUaAAohbmhRqpp»"],
      ignored: ["ZOOM_CLIENT_SECRET=theSecretOfTheZoomClient1"],
    },
  },
  {
    id: "feishu-webhook",
    title: "Feishu or Lark bot webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the group, to mislead or to phish those who read it.",
    remedy: "Remove the bot from the group, or turn on its signature check.",
    keywords: ["open-apis/bot"],
    pattern:
      /open\.(?:feishu\.cn|larksuite\.com|larkoffice\.com)\/open-apis\/bot\/v2\/hook\/(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot"],
    examples: {
      found: [
        "https://open.feishu.cn/open-apis/bot/v2/hook/«1dd5f755-31e8-32fa-93ef-da174e51facb»",
      ],
      ignored: ["https://open.feishu.cn/open-apis/bot/v2/hook/xxxxxxxx"],
    },
  },
  {
    id: "feishu-app-secret",
    title: "Feishu or Lark app secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Ask for tenant tokens of the app: read and change documents, messages and users within its scopes.",
    remedy: "Reset it at open.feishu.cn/app or open.larksuite.com/app.",
    keywords: ["feishu", "lark", "cli_"],
    pattern:
      /(?:(?:feishu|(?<![A-Za-z])lark(?:suite)?)[\w .-]{0,24}?secret["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|cli_[0-9a-z]{16}["']?,?\s{1,8}["']?[\w-]{0,20}secret["']?[ \t]{0,3}[:=][ \t]{0,3}["']?)(?<value>[A-Za-z0-9]{32})(?![A-Za-z0-9])/i,
    lines: "many",
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: [
      "https://open.feishu.cn/document/server-docs/authentication-management/access-token/tenant_access_token_internal",
    ],
    examples: {
      found: [
        "FEISHU_APP_SECRET=«I5UGdl2TW8dTX93IEY8AiZ5izRqxGLus»",
        'app_id = "cli_wr7rci2gwpotnyix"\napp_secret = "«E1EkyGezDaU7neDDhG8ugjFunCLKHusa»"',
      ],
      ignored: ["FEISHU_APP_ID=cli_rz6k8d16xuu4lz4j"],
    },
  },
  {
    id: "dingtalk-webhook",
    title: "DingTalk bot webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the group, to mislead or to phish those who read it.",
    remedy: "Remove the bot from the group.",
    keywords: ["dingtalk.com/robot"],
    pattern: /oapi\.dingtalk\.com\/robot\/send\?access_token=(?<value>[0-9a-f]{64})(?![0-9A-Za-z])/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://open.dingtalk.com/document/robots/custom-robot-access"],
    examples: {
      found: [
        "https://oapi.dingtalk.com/robot/send?access_token=«653da1fa2c4a161e3dff59fcaf52d4ec25af63ee8e62fdf99b0944774925a4f0»",
      ],
      ignored: ["https://oapi.dingtalk.com/robot/send?access_token=XXXXXX"],
    },
  },
  {
    id: "dingtalk-secret",
    title: "DingTalk signing or app secret",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Sign messages of the bot, or ask for tokens of the app.",
    remedy: "Reset it in the group's bot settings or at open-dev.dingtalk.com.",
    keywords: ["sec", "dingtalk"],
    pattern: token(/SEC[0-9a-f]{64}/),
    proofs: [{ kind: "entropy", min: 3.3 }],
    references: ["https://open.dingtalk.com/document/robots/customize-robot-security-settings"],
    examples: {
      found: [
        "DINGTALK_SECRET=«SECcddca6c7c26ab558ca8ef5da5f28b1487d35d3149ee95d3393a46b7f8e5dba2a»",
      ],
      ignored: ["SEC0001"],
    },
  },
  {
    id: "wecom-webhook",
    title: "WeCom bot webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the group, to mislead or to phish those who read it.",
    remedy: "Remove the bot from the group.",
    keywords: ["qyapi.weixin.qq.com"],
    pattern:
      /qyapi\.weixin\.qq\.com\/cgi-bin\/webhook\/(?:send|upload_media)\?(?:[^\s"'<>]{0,60}&)?key=(?<value>[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://developer.work.weixin.qq.com/document/path/91770"],
    examples: {
      found: [
        "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=«66441a47-336d-c9af-8c81-ab1f2d56dc16»",
      ],
      ignored: ["https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY"],
    },
  },
  {
    id: "wecom-secret",
    title: "WeCom or WeChat secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Ask for tokens of the app: read members and send messages as the company or account.",
    remedy: "Reset it at work.weixin.qq.com or mp.weixin.qq.com.",
    keywords: ["wecom", "wechat", "weixin", "corpsecret", "corp_secret"],
    pattern: assigned(
      /(?:(?:wecom|wechat|weixin|wxwork|(?<![A-Za-z])qywx)[\w .-]{0,24}?secret|corp_?secret)[\w-]{0,8}/,
      /[A-Za-z0-9_-]{43}|[0-9a-f]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://developer.work.weixin.qq.com/document/path/91039"],
    examples: {
      found: [
        "WECOM_CORP_SECRET=«wP6-7dP6tcKO4IuBNPcLmyoWQZKkDl26sJaaW5SfQpy»",
        'corpsecret: "«GSPI-u7CDoe7GcjcZcNYS195LhZTLjimRxSxuRhA5FQ»"',
        "WECHAT_APP_SECRET=«b73d4fad16ef2dd87fdd6d080db48be2»",
      ],
      ignored: ["WECHAT_APP_SECRET=your-app-secret"],
    },
  },
  {
    id: "vk-token",
    title: "VK access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and post as the user or community within the granted rights.",
    remedy:
      "End the sessions under vk.com/settings?act=security, or delete the key in the community's settings.",
    keywords: ["vk1.a."],
    pattern: token(/vk1\.a\.[A-Za-z0-9_-]{150,260}/),
    proofs: [{ kind: "entropy", min: 4.5 }],
    references: ["https://dev.vk.com/en/api/access-token/getting-started"],
    examples: {
      found: [
        "VK_TOKEN=«vk1.a.Gy4vZq6JVBY08taq4Lsb5c8jbY9_uyQrFyXvT9uFB4foVa5x65GO-WW0H6k2G9w7uTHvF-Z-U0sNQJYYocUL9R8GYu7x18um9FGU3fqoIuZPUF4xVoNgYQjNiFR57PWX1qaSE7VyShJnQU4QrYDQWBNGbgKDOoiJr052ptfBSkIpq2R2LraTRkUXkjjJ1fq09DKiZ9»",
      ],
      ignored: ["vk1.a.token"],
    },
  },
];
