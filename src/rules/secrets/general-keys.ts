import type { Rule } from "../../core/rule.ts";

/** Keys of unknown form that no assignment gives away. */
export const generalKeys: readonly Rule[] = [
  {
    id: "general-spaced-key",
    title: "Key after its name and a space",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Send requests in your name to the service that the text names.",
    remedy: "Find the service that the text names, and revoke the key there.",
    keywords: ["key", "token", "secret"],
    pattern:
      /(?<!(?:public|cache|primary|foreign|sort|host|csrf|next|page|lookup|object|commit|content|(?:checksum|hash|digest)s?\/)[-_ ]?)(?:key|token|secret)["'`]?(?:[ ](?:is|was|=>|->)(?=[: ]))?[ \t:]{1,3}(?:["'`](?=[^\s"'`]{16,200}["'`])|(?=[^\s"'`]{20}))(?<value>(?=[A-Za-z_+/=-]{0,30}[0-9])[A-Za-z0-9](?:[A-Za-z0-9_+/.-]{14,198}[A-Za-z0-9_+/-])={0,2})(?=["'`)\],;|]|\.?(?:\s|$))/i,
    general: true,
    proofs: [
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
      { kind: "named-secret" },
      { kind: "looks-secret", as: "key", least: 0.9 },
    ],
    references: ["https://owasp.org/www-community/vulnerabilities/Use_of_hard-coded_password"],
    examples: {
      found: [
        'api_key "«lkXoe1J8LxfCuRIPOcQ5TfmLkf6P1EIl»"',
        "the access token «q7Zt0xWc5mB2vKf9RjL4nHs8» is his",
        "Its key is «q7Zt0xWc5mB2vKf9RjL4nHs8».",
        "config.secret '«Kd82wQz91mXvR3tYbN7c»'",
      ],
      ignored: [
        "the key of the second table_2024",
        "public key Qm3xR8zT1vK5bW7nY2pL",
        "checksum/secret: 4ae8c1f7b29d03e65a71fb80c2d94e3716ab5f08d2e97c4b",
        "token 0123456789abcdef0123456789abcdef",
        "a key configuration-file-v2.yaml.template",
      ],
    },
  },
  {
    id: "general-spaced-password",
    title: "Password after its name and a space",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Sign in as the user, and wherever else the password is used.",
    remedy: "Change it, and keep it in a secret store or an environment that is not published.",
    keywords: ["password", "passwd", "passphrase"],
    pattern:
      /pass(?:word|wd|phrase)["']?[ \t]{1,3}(?:["'](?=[^\s"']{6,80}["'])|(?=[^\s"']{6,80}\r?$))(?<value>(?=[^\s"']{0,60}[0-9])(?=[^\s"']{0,60}[A-Za-z])(?![-$<{%(/])[^\s"'`<>{}()\\,;]{6,80})(?=["']|\r?$)/i,
    general: true,
    proofs: [
      { kind: "not-placeholder" },
      { kind: "not-words" },
      { kind: "named-secret" },
      { kind: "looks-secret", as: "password", least: 0.75 },
    ],
    references: ["https://owasp.org/www-community/vulnerabilities/Use_of_hard-coded_password"],
    examples: {
      found: [
        '#define DB_PASSWORD "«Kd82-wQz91p»"',
        "admin_password '«Kd82wQz91p!»'",
        "set -gx DB_PASSWORD «Kd82-wQz91p»",
      ],
      ignored: [
        "the password must have 8 characters",
        'echo "new password" "$password2"',
        "see password chapter-12.html",
      ],
    },
  },
];
