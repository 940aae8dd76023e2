import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const teamChat: readonly Rule[] = [
  {
    id: "discord-token",
    title: "Discord bot or user token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Act as the bot or the person in every server that they are in: read messages, post, and manage members if they may.",
    remedy:
      "Reset it at discord.com/developers/applications on the app's Bot page; for a person, change the password.",
    keywords: ["md", "mt", "mj", "mz", "nd", "nt", "nj", "nz", "od", "ot", "oj", "oz"],
    pattern: token(
      /(?:[MNO][DTjz][AEIMQUYcgk][w-z0-5]){5,6}(?:[MNO][AQgw]|[MNO][DTjz][AEIMQUYcgk])?\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27,38}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://discord.com/developers/docs/reference#authentication"],
    examples: {
      found: ['token = "«MTY3MDUyMTEwMTE0MTkyOTc1.P7EWLp.hdcTj0OZ39O1ikQO6L02yjJuL8hZndAevxkJq6»"'],
      ignored: ["MTA4NTM5Njg2Mg.token.value"],
    },
  },
  {
    id: "discord-mfa-token",
    title: "Discord user token (with second factor)",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Act as the person: read their messages and servers, past the second factor.",
    remedy: "Change the password of the account, which ends every session.",
    keywords: ["mfa."],
    pattern: token(/mfa\.[A-Za-z0-9_-]{84}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://discord.com/safety"],
    examples: {
      found: [
        "authorization: «mfa.SDNUwfDOFF-V2g7cloovsyjFbJYPrj1V8hMBRRIIGFDLKHgKQOXwtTInLdPDPGJ99n5gy9w9leDv190hGRt0»",
      ],
      ignored: ["mfa.enabled"],
    },
  },
  {
    id: "discord-client-secret",
    title: "Discord client secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Pose as the app when users sign in, and ask for tokens in its name.",
    remedy: "Reset it at discord.com/developers/applications on the app's OAuth2 page.",
    keywords: ["discord"],
    pattern: assigned(
      /discord[\w .-]{0,24}?(?:client|oauth2?|app)[-_ ]?secret[\w-]{0,12}/,
      /[A-Za-z0-9_-]{32}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://discord.com/developers/docs/topics/oauth2"],
    examples: {
      found: ["DISCORD_CLIENT_SECRET=«9-eXprjNK3tUaJ3xqebZdc7DJj8KmsqH»"],
      ignored: ["DISCORD_CLIENT_SECRET=your_discord_client_secret_here1"],
    },
  },
  {
    id: "teams-workflow-webhook",
    title: "Power Automate workflow URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Start the workflow: most post into a Teams channel, others do whatever they were built for.",
    remedy: "Make a new trigger URL in the workflow, or regenerate the Logic App's access keys.",
    keywords: ["logic.azure.com", "powerplatform.com"],
    pattern:
      /(?:logic\.azure\.(?:com|us|cn)|powerplatform\.com)(?::\d{1,5})?\/[^\s"'<>]{10,400}?[?&](?:amp;)?sig=(?<value>[A-Za-z0-9_-]{40,50})(?![A-Za-z0-9_-])/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://learn.microsoft.com/azure/logic-apps/logic-apps-securing-a-logic-app"],
    examples: {
      found: [
        "https://prod-12.westus.logic.azure.com:443/workflows/d12b701aa25fdc3ec351445f54e9dada/triggers/manual/paths/invoke?api-version=2016-06-01&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=«HMBx8gMxKBTNgb2yD8e6VdZs2tHQD2xHcoO0XF4vodB»",
      ],
      ignored: [
        "https://prod-12.westus.logic.azure.com:443/workflows/6f8790f96c0cc9dbe8ffa56efedb9bdd/triggers/manual/paths/invoke",
      ],
    },
  },
  {
    id: "mattermost-webhook",
    title: "Mattermost webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the channel, to mislead or to phish those who read it.",
    remedy: "Delete it under Integrations, Incoming Webhooks.",
    keywords: ["/hooks/"],
    pattern:
      /https?:\/\/[\w.-]{3,100}(?::\d{1,5})?(?:\/[\w-]{1,40})?\/hooks\/(?<value>[a-km-uw-z13-9]{26})(?![A-Za-z0-9_/-])/,
    proofs: [
      { kind: "entropy", min: 3.3 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://developers.mattermost.com/integrate/webhooks/incoming/"],
    examples: {
      found: ["https://chat.example.org/hooks/«7xwriir3oopxzgfjs4jx5i56gw»"],
      ignored: ["https://chat.example.org/hooks/your-generated-key"],
    },
  },
  {
    id: "mattermost-token",
    title: "Mattermost access token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and post as the user or bot.",
    remedy: "Revoke it under the profile's Security, Personal Access Tokens.",
    keywords: ["mattermost", "mm_"],
    pattern: assigned(
      /(?:mattermost|(?<![A-Za-z])mm[-_.])[\w .-]{0,24}?(?:token|key|secret)[\w-]{0,12}/,
      /[a-km-uw-z13-9]{26}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://developers.mattermost.com/integrate/reference/personal-access-token/"],
    examples: {
      found: ["MATTERMOST_TOKEN=«uom3g4xdgzt73ib47co9yuu4rj»"],
      ignored: ["mm_token_type = tokensofmultimodalmodels26"],
    },
  },
  {
    id: "rocketchat-webhook",
    title: "Rocket.Chat webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the channel, to mislead or to phish those who read it.",
    remedy: "Delete it under Administration, Workspace, Integrations.",
    keywords: ["/hooks/"],
    pattern:
      /\/hooks\/(?:[0-9a-f]{24}|[A-Za-z0-9]{17})\/(?<value>[A-Za-z0-9]{43,64})(?![A-Za-z0-9_-])/,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.rocket.chat/docs/integrations"],
    examples: {
      found: [
        "https://chat.example.org/hooks/08c269939ce39d78faae6175/«vfQcJMkVtkHWsfQG7muqZxbNKqXPyQ9uJPOYddPsZNTaLK4kp7eAWd2IM81TUZOJ»",
      ],
      ignored: ["https://chat.example.org/hooks/ID/TOKEN"],
    },
  },
  {
    id: "rocketchat-token",
    title: "Rocket.Chat access token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and post as the user.",
    remedy: "Remove it under the account's Personal Access Tokens.",
    keywords: ["rocket"],
    pattern: assigned(
      /rocket[._-]?chat[\w .-]{0,24}?(?:token|key)[\w-]{0,12}/,
      /[A-Za-z0-9_-]{43}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://developer.rocket.chat/apidocs"],
    examples: {
      found: ["ROCKETCHAT_AUTH_TOKEN=«5mgB-ueyLttEEkmfQJ6f4vXIiik2Ue1Xp2Zu33aW8a4»"],
      ignored: ["ROCKETCHAT_TOKEN=token"],
    },
  },
  {
    id: "zulip-api-key",
    title: "Zulip API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and post as the user or bot.",
    remedy: "Regenerate it under Personal settings, Account & privacy, or on the bot's card.",
    keywords: ["zulip", "site="],
    pattern:
      /(?:zulip[\w .-]{0,24}?key["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|email[ \t]{0,3}=[ \t]{0,3}[^\s@]{1,80}@[^\s@]{3,80}\s{1,3}key[ \t]{0,3}=[ \t]{0,3}(?=[A-Za-z0-9]{32}\s{1,3}site[ \t]{0,3}=))(?<value>[A-Za-z0-9]{32})(?![A-Za-z0-9])/i,
    lines: "many",
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://zulip.com/api/api-keys"],
    examples: {
      found: [
        "[api]\nemail=bot@chat.example.org\nkey=«Jd9wL27iFmPYuBoGcyejyfsnRKNH33rK»\nsite=https://chat.example.org",
        "ZULIP_API_KEY=«nlrfnKTQmH7MBwKfkqnmGeKbVcaqxcvW»",
      ],
      ignored: ["ZULIP_API_KEY=your-key"],
    },
  },
  {
    id: "matrix-access-token",
    title: "Matrix access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and write as the user in every room they are in, encrypted ones excepted.",
    remedy: "Sign the session out, in the settings under Sessions.",
    keywords: ["syt_", "mat_", "mct_", "mar_"],
    pattern: token(
      /syt_[A-Za-z0-9+/=_-]{2,200}_[A-Za-z]{20}_[0-9A-Za-z]{6}|m(?:at|ct|ar)_[A-Za-z0-9]{30}_[A-Za-z0-9]{6}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://spec.matrix.org/latest/client-server-api/#client-authentication"],
    examples: {
      found: [
        "MATRIX_TOKEN=«syt_Ym90X2Fk_zwqDGJQqMxLneFALGcCC_1yqrs2»",
        "access_token: «mat_9lCsydWPKMTtlvAO1B6G98hJZYNOlO_YEDfmi»",
      ],
      ignored: ["mat_mul_of_the_two_matrices"],
    },
  },
  {
    id: "matrix-server-secret",
    title: "Matrix server secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Register administrators, or forge the tokens of the server's users or of a bridge.",
    remedy: "Change it in the server's configuration and restart; sign the users out.",
    keywords: ["shared_secret", "macaroon_secret_key", "as_token", "hs_token", "form_secret"],
    pattern:
      /(?<![A-Za-z0-9_])(?:registration_shared_secret|macaroon_secret_key|form_secret|as_token|hs_token):[ \t]{1,3}["']?(?<value>[^\s"'$<>{}]{30,128})(?=["'\s]|$)/,
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://element-hq.github.io/synapse/latest/usage/configuration/config_documentation.html",
    ],
    examples: {
      found: [
        'registration_shared_secret: "«0PLFj6ExVfuAkLce_Ewtq2gj;zCyaO7VMn14vYw_zgRa5yNxP»"',
        "as_token: «s6m3SvbW81FxpmYFrcEhbTQRdiv6JBPuMtK6VD0PeqYEdaugpSAxJwktmFgH2fTI»",
      ],
      ignored: ["registration_shared_secret: <PRIVATE STRING OF THE SERVER GOES HERE>"],
    },
  },
  {
    id: "webex-token",
    title: "Webex bot or user token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and post in the spaces of the bot or the user.",
    remedy: "Regenerate it at developer.webex.com/my-apps.",
    keywords: ["_p"],
    pattern: token(
      /[A-Za-z0-9_-]{60,70}_P[A-Z0-9]{3}_[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    check: {
      url: "https://webexapis.com/v1/people/me",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "id" }],
      inactive: [{ status: 401 }],
      facts: { name: "displayName", emails: "emails" },
      documentation: "https://developer.webex.com/docs/api/v1/people/get-my-own-details",
      examples: {
        active: {
          status: 200,
          body: { id: "p-1", emails: ["ada@example.org"], displayName: "Ada" },
        },
        inactive: {
          status: 401,
          body: {
            message:
              "The request requires a valid access token set in the Authorization request header.",
          },
        },
      },
    },
    references: ["https://developer.webex.com/docs/bots"],
    examples: {
      found: [
        "WEBEX_ACCESS_TOKEN=«3jPyLZdd91uUltSoyewvMTzcgF6ZocF54VTw3KSP5U2LbJ3XfggWerEWOGlqVxkK_PF84_bb342a57-4dcb-0eea-cdfb-18e0882eca98»",
      ],
      ignored: ["WEBEX_TOKEN_PF84"],
    },
  },
  {
    id: "webex-webhook",
    title: "Webex incoming webhook URL",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Post messages into the space, to mislead or to phish those who read it.",
    remedy: "Delete the webhook at apphub.webex.com.",
    keywords: ["webexapis.com", "ciscospark.com"],
    pattern:
      /(?:webexapis|ciscospark)\.com\/v1\/webhooks\/incoming\/(?<value>[A-Za-z0-9_=-]{60,160})(?![A-Za-z0-9_=-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://apphub.webex.com/applications/incoming-webhooks-cisco-systems-38054-23307-75252",
    ],
    examples: {
      found: [
        "https://webexapis.com/v1/webhooks/incoming/«F_8oO8H-UPILt7DGlUf0lG_8EjO3CiyH3BKh-ocKQLFWNTruVZoz8IOdD9AZSv2sITELrIg1pBFreqB_-QZ8880C»",
      ],
      ignored: ["https://webexapis.com/v1/webhooks/incoming/ID"],
    },
  },
];
