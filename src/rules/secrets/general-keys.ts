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
      /(?<!(?:public|cache|primary|foreign|sort|host|csrf|next|page|lookup|object|commit|content)[-_ ]?)(?:key|token|secret)["'`]?(?:[ ](?:is|was|=>|->)(?=[: ]))?[ \t:]{1,3}(?:["'`](?=[^\s"'`]{16,200}["'`])|(?=[^\s"'`]{20}))(?<value>(?=[A-Za-z_+/=-]{0,30}[0-9])[A-Za-z0-9](?:[A-Za-z0-9_+/.-]{14,198}[A-Za-z0-9_+/-])={0,2})(?=["'`)\],;|]|\.?(?:\s|$))/i,
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
        "token 0123456789abcdef0123456789abcdef",
        "a key configuration-file-v2.yaml.template",
      ],
    },
  },
];
