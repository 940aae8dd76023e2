import type { Rule } from "../../core/rule.ts";

/** What a browser shows to be let in again. */
const cookie = {
  class: "secret",
  harm: "Be the person at the site, without password or second factor, until the session ends.",
  remedy:
    "Sign out of all sessions at the site, and make no export of cookies that leaves the machine.",
} as const;

export const jupyter: readonly Rule[] = [
  {
    ...cookie,
    id: "jupyter-token",
    title: "Token of a Jupyter server",
    severity: "critical",
    confidence: "high",
    harm: "Run code on the machine as the user, wherever the port can be reached.",
    remedy: "Restart the server, which makes a new one, and let it listen on localhost alone.",
    keywords: ["?token=", ".token", "jupyter"],
    pattern:
      /(?:\/(?:lab|tree|notebooks?|doc|hub|voila|\?)?[^\s"'?]{0,80}\?token=|(?:jupyter|notebook|serverapp|identityprovider)[\w.]{0,24}?[._-]?token["'\]]{0,2}[ \t]{0,3}[=:][ \t]{0,3}u?["']?|["']token["']:[ \t]?["'](?=[0-9a-f]{48}["']))(?<value>[0-9a-f]{48}|(?<=token["'\]]{0,2}[ \t]{0,3}[=:][ \t]{0,3}u?["'])[^\s"'$<>{}]{6,64}(?=["']))(?![0-9a-zA-Z])/i,
    proofs: [{ kind: "entropy", min: 2.6 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://jupyter-server.readthedocs.io/en/latest/operators/security.html"],
    examples: {
      found: [
        "http://gpu-4:8888/lab?token=«31b117fadb70dc1b5a3c914a674f0bbe25de0d311846b879»",
        "jupyter lab --ServerApp.token='«Kd82wQz91p»'",
        "c.NotebookApp.token = '«0bf3b8f4666b8b289cd6883ffa120beac92bd809ba738475»'",
      ],
      ignored: [
        "jupyter lab --NotebookApp.token=''",
        "http://127.0.0.1:8888/?token=...",
        "http://127.0.0.1:8888/lab?token=<your-token>",
      ],
    },
  },
  {
    ...cookie,
    id: "jupyter-password-hash",
    title: "Password hash of a Jupyter server",
    severity: "medium",
    confidence: "high",
    harm: "Guess the password offline, then run code on the machine as the user.",
    remedy: "Change it with `jupyter server password`.",
    keywords: ["sha1:", "sha256:", "argon2:"],
    pattern:
      /(?:password|passwd)["'\]]{0,2}[ \t]{0,4}[=:][ \t]{0,4}u?["']?(?<value>sha(?:1|256):[0-9a-f]{12}:(?:[0-9a-f]{40}|[0-9a-f]{64})|argon2:\$argon2id\$v=\d{1,3}\$m=\d{1,9},t=\d{1,4},p=\d{1,4}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,120})(?![0-9a-zA-Z])/,
    references: ["https://jupyter-server.readthedocs.io/en/latest/operators/public-server.html"],
    examples: {
      found: [
        "c.NotebookApp.password = u'«sha1:0b55f3604ea3:2483c6907a8f90c3a692fe4e11823b3dd54eec78»'",
        '"hashed_password": "«argon2:$argon2id$v=19$m=10240,t=10,p=8$R77iVQKiha7J2o4ADwToCc$ANW9dvptIG/fWKOLb6YX4R5sohAdq7doTs3r62w8BtQ»"',
      ],
      ignored: ["c.NotebookApp.password = ''", "password = 'sha1:salt:hash'"],
    },
  },
  {
    ...cookie,
    id: "jupyterhub-token",
    title: "Token or secret of a JupyterHub",
    severity: "critical",
    confidence: "medium",
    harm: "Start servers and run code as the hub's users, with an admin's token as any of them.",
    remedy: "Revoke it at the hub's /hub/token page, or make a new one and restart the hub.",
    keywords: [
      "jupyterhub",
      "configurableproxy",
      "configproxy_auth_token",
      "cookie_secret",
      "proxy:",
    ],
    pattern:
      /(?:jupyterhub_(?:api_token|crypt_key|cookie_secret)|configproxy_auth_token|ConfigurableHTTPProxy\.auth_token|JupyterHub\.(?:cookie_secret|proxy_auth_token)|(?:proxy|hub):\s{1,12}(?:secretToken|cookieSecret))["'\]]{0,2}[ \t]{0,4}[=:][ \t]{0,4}(?:b?["']|bytes\.fromhex\(["'])?(?<value>[0-9a-f]{32,128}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})(?![0-9a-zA-Z-])/i,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://jupyterhub.readthedocs.io/en/stable/explanation/websecurity.html"],
    examples: {
      found: [
        "JUPYTERHUB_API_TOKEN=«bd095beb2ae698fecc7f3d68d08a77eb»",
        'proxy:\n  secretToken: "«fad8bb02c443c3665152f2550a77c116c1d64943bb2a07236b2f21b394d4c772»"',
      ],
      ignored: ["JUPYTERHUB_API_TOKEN: ${TOKEN}"],
    },
  },
];
