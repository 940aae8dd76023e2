import type { Rule } from "../../core/rule.ts";

export const webTokens: readonly Rule[] = [
  {
    id: "json-web-token",
    title: "JSON Web Token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Act as whoever it was made for until it ends; many service keys are tokens that never do.",
    remedy: "Read its `iss` and `exp`, then revoke it at that issuer or change the key that signs.",
    keywords: ["eyj"],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>eyJ[A-Za-z0-9_-]{8,1000}\.eyJ[A-Za-z0-9_-]{8,8000}\.[A-Za-z0-9_-]{20,1400})(?![A-Za-z0-9_-])/,
    general: true,
    proofs: [{ kind: "jwt" }],
    references: ["https://www.rfc-editor.org/rfc/rfc7519"],
    examples: {
      found: [
        'token = "«eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiJhZGEiLCJpYXQiOjE3MDAwMDAwMDB9.XslK0iRzHJhs4Qztu3g55Aevbq3j96UyGZOJoFqwtgS»"',
      ],
      ignored: [
        "eyJub3QiOiJhIHRva2VuIn0.eyJub3QiOiJhIHRva2VuIn0.biZtP7Jy-OWAgGvIDCcucwV3YfLDC0ouV7wLsWfllCh",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0",
      ],
    },
  },
  {
    id: "bearer-header",
    title: "Bearer token in an Authorization header",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send requests as whoever the token was made for.",
    remedy: "Find the service that the URL names and revoke the token there.",
    keywords: ["bearer "],
    pattern:
      /(?<![A-Za-z0-9_])bearer[ \t]{1,4}(?<value>[A-Za-z0-9._~+/-]{20,2000}={0,2})(?![A-Za-z0-9._~+/=(-])/i,
    general: true,
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://www.rfc-editor.org/rfc/rfc6750"],
    examples: {
      found: [
        'curl -H "Authorization: Bearer «6dW5Jl28owhUhtlHtnKbMXheg3JigroxfCnlOpP2»" https://api.example.com',
        'headers={"Authorization": "Bearer «OicVwEW_WbndjFYauAdwQbd70iGQoWVHWuHW67eavnx»"}',
      ],
      ignored: [
        "Authorization: Bearer $TOKEN",
        "Authorization: Bearer YOUR_ACCESS_TOKEN_1",
        "the bearer authentication/authorization",
      ],
    },
  },
  {
    id: "authorization-header",
    title: "Token in an Authorization header",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send requests as whoever the token was made for.",
    remedy: "Find the service that the URL names and revoke the token there.",
    keywords: ["authorization", "x-api-key", "x-auth-token", "api-key:", "private-token"],
    pattern:
      /(?:authorization|x-api-key|x-auth-token|x-access-token|private-token|(?<![A-Za-z])api-key)\\?["']?[ \t]{0,3}[:=,][ \t]{0,3}(?:[bfru]{0,2}\\?["'])?(?:[a-z][a-z0-9-]{1,20}[ \t]{1,3})?(?<value>[A-Za-z0-9._~+/-]{20,500}={0,2})(?![A-Za-z0-9._~+/=(-])/i,
    general: true,
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://www.rfc-editor.org/rfc/rfc9110#name-authorization"],
    examples: {
      found: [
        "-H 'Authorization: Token «1c0dcdb9c978ca8105f6f9e039d5a68fbf384734»'",
        "X-Api-Key: «hlG0yPtO4UtPkZ2ZuRxwLna8csrItAqP»",
      ],
      ignored: [
        '"X-Api-Key": "your-api-key-goes-here-1"',
        "authorization: config.authorizationHeaderValue2",
      ],
    },
  },
  {
    id: "basic-header",
    title: "User and password in a Basic header",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Sign in as the user, and wherever else the password is used.",
    remedy: "Change the password at the service that the URL names.",
    keywords: ["basic "],
    pattern:
      /(?<![A-Za-z0-9_])basic[ \t]{1,4}(?<value>[A-Za-z0-9+/]{8,1000}={0,2})(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "base64-pair" }],
    references: ["https://www.rfc-editor.org/rfc/rfc7617"],
    examples: {
      found: ["Authorization: Basic «YWRhOlhrMjktdkxxOA==»"],
      ignored: [
        "Authorization: Basic dXNlcjpwYXNzd29yZA==",
        "Basic authentication is described below",
      ],
    },
  },
];
