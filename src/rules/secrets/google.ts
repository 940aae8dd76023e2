import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

/** A key that may not be used for this is told so, and so works for something else. */
const keyCheck: LiveCheck = {
  url: "https://generativelanguage.googleapis.com/v1beta/models?pageSize=1",
  auth: { kind: "header", name: "x-goog-api-key", value: "{value}" },
  active: [
    { status: 200, json: "models" },
    {
      status: 403,
      json: "error.details",
      text: /"reason":"(?:SERVICE_DISABLED|API_KEY_SERVICE_BLOCKED|API_KEY_HTTP_REFERRER_BLOCKED|API_KEY_IP_ADDRESS_BLOCKED|API_KEY_ANDROID_APP_BLOCKED|API_KEY_IOS_APP_BLOCKED)"/,
    },
  ],
  inactive: [{ status: 400, json: "error.details", text: /"reason":"API_KEY_INVALID"/ }],
  facts: {
    project: { text: /"consumer":\s*"projects\/(?<value>[0-9]+)"/ },
    limit: { text: /"reason":\s*"(?<value>[A-Z_]+)"/ },
  },
  documentation: "https://ai.google.dev/api/models#method:-models.list",
  examples: {
    active: {
      status: 403,
      body: {
        error: {
          code: 403,
          message:
            "Generative Language API has not been used in project 123456789 before or it is disabled.",
          status: "PERMISSION_DENIED",
          details: [
            {
              "@type": "type.googleapis.com/google.rpc.ErrorInfo",
              reason: "SERVICE_DISABLED",
              domain: "googleapis.com",
              metadata: {
                service: "generativelanguage.googleapis.com",
                consumer: "projects/123456789",
              },
            },
          ],
        },
      },
    },
    inactive: {
      status: 400,
      body: {
        error: {
          code: 400,
          message: "API key not valid. Please pass a valid API key.",
          status: "INVALID_ARGUMENT",
          details: [
            {
              "@type": "type.googleapis.com/google.rpc.ErrorInfo",
              reason: "API_KEY_INVALID",
              domain: "googleapis.com",
            },
          ],
        },
      },
    },
  },
};

export const google: readonly Rule[] = [
  {
    id: "google-api-key",
    title: "Google API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Call the Google services that the key allows (Gemini, Maps, Vision, Firebase) at your cost.",
    remedy: "Delete or restrict it at console.cloud.google.com/apis/credentials.",
    keywords: ["aiza"],
    pattern: token(/AIza[A-Za-z0-9_-]{35}/),
    proofs: [{ kind: "entropy", min: 3.5 }, { kind: "not-placeholder" }],
    check: keyCheck,
    references: ["https://docs.cloud.google.com/docs/authentication/api-keys"],
    examples: {
      found: [
        "GOOGLE_API_KEY=«AIzaefBOynnhlvnAzOI4h7gCd-fMIInvgvpFpxj»",
        "https://maps.googleapis.com/maps/api/js?key=«AIzaTRdV9rahdirow3rTF8-bOkmrSGBmApxy43T»&v=3",
      ],
      ignored: ["AIzaSy", "AIzaXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX"],
    },
  },
  {
    id: "google-gemini-key",
    title: "Gemini API key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Run Gemini models at your cost and read the files of the project.",
    remedy: "Delete it at aistudio.google.com/api-keys.",
    keywords: ["aq.ab8rn6"],
    pattern: token(/AQ\.Ab8RN6[A-Za-z0-9_-]{44}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: keyCheck,
    references: ["https://ai.google.dev/gemini-api/docs/api-key"],
    examples: {
      found: ["GEMINI_API_KEY=«AQ.Ab8RN6vlohiB92sWQoyOf8uFESVbkTz1j65FJ3tBh3XKri1DLg»"],
      ignored: ["AQ.Ab8RN6"],
    },
  },
  {
    id: "google-oauth-client-secret",
    title: "Google OAuth client secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Pose as the app towards Google and exchange stolen codes and refresh tokens for access.",
    remedy: "Add a new secret and disable this one at console.cloud.google.com/auth/clients.",
    keywords: ["gocspx-"],
    pattern: token(/GOCSPX-[A-Za-z0-9_-]{28}/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://developers.google.com/identity/protocols/oauth2/web-server"],
    examples: {
      found: ['"client_secret":"«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»"'],
      ignored: ["GOCSPX-your-client-secret"],
    },
  },
  {
    id: "google-oauth-access-token",
    title: "Google OAuth access token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Act as the account within the token's scopes, until it ends: an hour after it was made.",
    remedy:
      "Revoke it with https://oauth2.googleapis.com/revoke, and look for the refresh token that it came from.",
    keywords: ["ya29."],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>ya29\.[A-Za-z0-9_-]{30,1000}(?:\.[A-Za-z0-9_-]{1,400})?)(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://oauth2.googleapis.com/tokeninfo?access_token={value}",
      auth: { kind: "inside" },
      active: [{ status: 200, json: "expires_in" }],
      inactive: [
        { status: 400, json: "error", text: /^invalid_token$/ },
        { status: 400, json: "error_description", text: /^Invalid Value$/ },
      ],
      facts: { email: "email", scopes: "scope", client: "azp" },
      documentation: "https://developers.google.com/identity/protocols/oauth2",
      examples: {
        active: {
          status: 200,
          body: {
            azp: "1.apps.googleusercontent.com",
            scope: "openid email",
            exp: "1700000000",
            expires_in: "3000",
            email: "ada@example.org",
          },
        },
        inactive: {
          status: 400,
          body: { error: "invalid_token", error_description: "Invalid Value" },
        },
      },
    },
    references: ["https://developers.google.com/identity/protocols/oauth2"],
    examples: {
      found: [
        "access_token: «ya29.U0H0NFVG2oIVQPdXkbXNc4gUqj--YboLw-UKCW_rRlb4y-97ylNy1359kUiA1j8WcuTrwseqPubPiOakvbSOkiXItAxpxyBlHm6iDvT_5mLPm1hvnLtmBTaFY3u-FOc5wN7LoGy9Uq_lMrHAGB4K8C8DCqCqMNWn»",
      ],
      ignored: ["ya29.short"],
    },
  },
  {
    id: "google-oauth-refresh-token",
    title: "Google OAuth refresh token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "With the client's secret (public for gcloud): act as the account, and renew the access for as long as nobody revokes it.",
    remedy: "Remove the app at myaccount.google.com/connections, or run `gcloud auth revoke`.",
    keywords: ["1//0"],
    pattern: /(?<![A-Za-z0-9_/])(?<value>1\/\/0[A-Za-z0-9_-]{40,200})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: [
      "https://developers.google.com/identity/protocols/oauth2",
      "https://docs.cloud.google.com/docs/authentication/application-default-credentials",
    ],
    examples: {
      found: [
        '{"refresh_token": "«1//00V7v26ZJlAZg5XMEwdWs6h4bgDD70fVwOpX2xI6PlqFunDFmMLThNlO_xGJ5»", "type": "authorized_user"}',
      ],
      ignored: ["x = 1//0 # an integer division"],
    },
  },
  {
    id: "google-service-account-key",
    title: "Google Cloud service account key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as the service account and act with all its rights in the project.",
    remedy:
      "Delete the key under IAM, Service accounts, Keys, and look at the audit log for its uses.",
    keywords: ["private_key_id"],
    pattern:
      /private_key_id\\?"\s{0,4}:\s{0,4}\\?"[0-9a-f]{40}\\?"\s{0,4},\s{0,8}\\?"private_key\\?"\s{0,4}:\s{0,4}\\?"(?<value>-----BEGIN PRIVATE KEY-----[A-Za-z0-9+/=\\\s]{40,6000}-----END PRIVATE KEY-----)/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 4 }],
    check: {
      url: "https://oauth2.googleapis.com/token",
      method: "POST",
      body: { kind: "form", fields: {} },
      companions: {
        email: {
          title: "account's e-mail address",
          pattern:
            /client_email\W{1,10}(?<value>[a-z0-9-]{1,63}@[a-z0-9.-]{1,100}\.gserviceaccount\.com)/,
        },
      },
      sideEffect:
        "Google makes an access token of an hour, which can do no more than say whose it is, and is thrown away unread.",
      auth: { kind: "signed", by: "google-assertion", with: { key: "{value}", email: "{email}" } },
      active: [{ status: 200, json: "access_token" }],
      inactive: [
        {
          status: 400,
          json: "error_description",
          text: /^(?:Invalid JWT Signature|Invalid grant: account not found)/,
        },
      ],
      documentation:
        "https://developers.google.com/identity/protocols/oauth2/service-account#httprest",
      examples: {
        active: {
          status: 200,
          body: {
            access_token: "ya29.example",
            scope: "https://www.googleapis.com/auth/userinfo.email",
            token_type: "Bearer",
            expires_in: 3599,
          },
        },
        inactive: {
          status: 400,
          body: { error: "invalid_grant", error_description: "Invalid JWT Signature." },
        },
      },
    },
    references: ["https://docs.cloud.google.com/iam/docs/keys-create-delete"],
    examples: {
      found: [
        '{"type": "service_account", "private_key_id": "41db2d59b8adc4c5abec6888fe3603a5a8bc8f0c", "private_key": "«-----BEGIN PRIVATE KEY-----\\n8H6OU6VlETPAiGtoCAM7aSQ/uPeh/na9Cctz8ThNavDYwSF4MiC6GiS6PBPOJXTR\\n9Vu+2NMfvWCxTqffTxAhZjdXpmnw0eNuou/jmvOv83kYT+nsDuhQXAUEKKOP76A6\\n-----END PRIVATE KEY-----»\\n"}',
      ],
      ignored: [
        '"private_key_id": "4404791a7187ba523793f826ab601083c9f708a3", "private_key": "-----BEGIN PRIVATE KEY-----\\n...\\n-----END PRIVATE KEY-----\\n"',
      ],
    },
  },
  {
    id: "google-hmac-secret",
    title: "Google Cloud Storage HMAC secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the access id beside it: read and write the buckets of its service account.",
    remedy: "Deactivate and delete the HMAC key under Cloud Storage, Settings, Interoperability.",
    keywords: ["goog1e"],
    pattern:
      /(?<![A-Za-z0-9])GOOG1?E[A-Z0-9]{19,57}["'`\\]{0,2}[^A-Za-z0-9\n][^\n]{0,60}?["'`=: ,](?<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])/,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.cloud.google.com/storage/docs/authentication/hmackeys"],
    examples: {
      found: [
        "access_id=GOOG1EJEC6YNX8ZJ1LE52BFSFUTN9WE23JNCMUDXYZ6GEBTLMYUM9RS0YSBPC secret=«g9k8rZyDGp7bbrlN2IYDme6sSYVjr+eb1PB+4Igq»",
      ],
      ignored: ["GOOG1EFIQL2XH2E8ADSPFS7TPGYSCVK9W2ZCT10VXRG5WZT44AWGMH4B9PFRV is the id alone"],
    },
  },
  {
    id: "google-signed-url",
    title: "Signed Google Cloud Storage URL",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Read, or with PUT write, the object that it names, until it ends: at most seven days after it was made.",
    remedy: "Wait until it has ended, or delete the key that signed it, and move the object.",
    keywords: ["x-goog-signature="],
    pattern: /X-Goog-Signature=(?<value>[0-9a-f]{128,1024})(?![0-9a-f])/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.cloud.google.com/storage/docs/access-control/signed-urls"],
    examples: {
      found: [
        "https://storage.googleapis.com/b/o?X-Goog-Expires=900&X-Goog-Signature=«f06951bcb288896eb3e9c18d0864047aa312f1de2be5683634909db9237bc968ff529776b1d7c2e970eb7d05aac4d59ae794729f2a2eb6cc058e3d1f5fa4a02b24f7964db7c8a133b28364ebc9a3132f07f890b60f511fd6615b236925ca79f02f7ed1711118262fd5946a1bb281da087adfa219be37a48b8a611b48b64ce9d55ae620027bfbf201ba1d1fcbce56f815dcc2372b2abe11c47544e8dc1b308433434fcf8cb6759801a6729520dbc90753a566ba14a431ec18b577f5497add133eee1035ff2d969471476eab0bd24bad23d4199e8f123ac7b8d109836c109e23ddc1a50fdb9012df43d41e6b30d3ca6d4a559b3743ffbd7734d6e1c1bd43ecdc77»",
      ],
      ignored: ["X-Goog-Signature=SIGNATURE"],
    },
  },
  {
    id: "firebase-cloud-messaging-key",
    title: "Firebase Cloud Messaging server key",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Push messages to every device of the app.",
    remedy: "Delete it in the Firebase console under Cloud Messaging, and move to the HTTP v1 API.",
    keywords: ["apa91b"],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{134})(?![A-Za-z0-9_-])/,
    references: ["https://firebase.google.com/docs/cloud-messaging/send/v1-api"],
    examples: {
      found: [
        'server_key="«AAAA6SCtFJk:APA91bv19ayhI0FgtxWPF6fpfqkt4ISzqfB3ZcNeUjOOLKqbV9NdLO-UTaC1hVBKsFA8zUZi7SlOFOUK7f-PEE5ieJkc5mWJABqKyFH-fIdHrINGFuOgLFuSO6_KdxsNutSWiDgKQKc_»"',
      ],
      ignored: ["AAAABBBBCCC:APA91b"],
    },
  },
];
