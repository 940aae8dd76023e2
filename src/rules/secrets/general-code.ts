import type { Rule } from "../../core/rule.ts";

const shared = {
  class: "secret",
  severity: "high",
  confidence: "low",
  harm: "Sign in, or send requests in your name, wherever the value is used.",
  remedy: "Change it, and keep it in a secret store or an environment that is not published.",
  general: true,
  references: ["https://owasp.org/www-community/vulnerabilities/Use_of_hard-coded_password"],
} as const;

const judged = [
  { kind: "not-placeholder" },
  { kind: "looks-secret", as: "password", least: 0.6 },
] as const;

/** Secrets that functions and options of code give back when nobody says another one. */
export const generalCode: readonly Rule[] = [
  {
    ...shared,
    id: "general-option-default",
    title: "Secret as the default of an option",
    keywords: ["default="],
    pattern:
      /(?:argument|option|Argument|Option|flag)\([ \t]?(?:["'][-\w]{1,20}["'],[ ]?)?["'][\w-]{0,30}(?:key|token|secret|pass(?:word|wd)?|pwd)["'][^()\n]{0,160}?(?<![A-Za-z0-9_])default[ ]?=[ ]?["'](?<value>[^\s"'<>{}$]{6,200})["']/i,
    proofs: judged,
    examples: {
      found: [
        `parser.add_argument("--db-password", type=str, default="«Kd82-wQz91p»")`,
        `@click.option("-k", "--api-key", help="of the hub", default='«lkXoe1J8LxfCuRIPOcQ5TfmL»')`,
      ],
      ignored: [
        'parser.add_argument("--password", default="password")',
        'parser.add_argument("--sort-key", default="created_at")',
        'parser.add_argument("--token", default=None)',
      ],
    },
  },
  {
    ...shared,
    id: "general-returned-secret",
    title: "Secret that a function gives back",
    keywords: ["return ", "lambda", "=>"],
    pattern:
      /(?<![A-Za-z])[A-Za-z_]{0,30}(?:(?:api|secret|access|auth)_?key|token|secret|password|passwd)["']?(?:[ \t]{0,3}(?:[=:]|=>)[ \t]{0,3}(?:async[ ])?(?:lambda(?:[ ][\w,* ]{1,20})?:|\(?[\w, ]{0,20}\)?[ ]?=>)[ \t]{0,3}\(?|\([^()\n]{0,60}\)[^\n{}()"']{0,40}[:{]\s{0,40}return[ \t]{1,2})[bfru]?["'`](?<value>[^\s"'`<>{}$]{6,200})["'`]/i,
    lines: "many",
    proofs: [...judged, { kind: "named-secret" }],
    examples: {
      found: [
        'get_token = lambda: "«lkXoe1J8LxfCuRIPOcQ5TfmL»"',
        "const getApiKey = () => '«lkXoe1J8LxfCuRIPOcQ5TfmL»';",
        'function getPassword() { return "«Kd82-wQz91p»"; }',
        "def api_token(self) -> str:\n    return '«lkXoe1J8LxfCuRIPOcQ5TfmL»'",
      ],
      ignored: [
        'def get_token(self):\n    return "token"',
        'def password(self):\n    return f"{self.user}"',
        'const tokenName = () => "access_token";',
      ],
    },
  },
  {
    ...shared,
    id: "general-signing-call",
    title: "Key in a call that signs or signs in",
    keywords: ["fernet(", "serializer(", "hmac", "signwith(", "credentials(", "headervalue("],
    pattern:
      /(?:(?<![A-Za-z])Fernet\(|URLSafe(?:Timed)?Serializer\(|(?:hmac|HMAC)\.new\(|createHmac\([ ]?["'][\w-]{1,12}["'],[ ]?|signWith\([\w.]{1,60},[ ]?|Algorithm\.HMAC\d{3}\(|(?:Basic|Session)(?:AWS)?Credentials\([ ]?["'][^"'\n]{1,40}["'],[ ]?|AuthenticationHeaderValue\([ ]?["'][A-Za-z]{1,12}["'],[ ]?)[bru]{0,2}["'](?<value>[^\s"'<>{}$]{12,200})["']/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "key", least: 0.6 }],
    examples: {
      found: [
        'Fernet(b"«lkXoe1J8LxfCuRIPOcQ5TfmLkf6P1EIlQ5TfmLkf6P1=»")',
        "crypto.createHmac('sha256', '«lkXoe1J8LxfCuRIPOcQ5TfmL»')",
        'new BasicAWSCredentials("ada", "«lkXoe1J8LxfCuRIPOcQ5TfmLkf6P1EIl»")',
        'new AuthenticationHeaderValue("Bearer", "«lkXoe1J8LxfCuRIPOcQ5TfmL»")',
      ],
      ignored: [
        'Fernet("generate-a-key-first")',
        'hmac.new("secret-key-of-service", message)',
        'signWith(SignatureAlgorithm.HS256, "signing.secret.key")',
      ],
    },
  },
  {
    ...shared,
    id: "general-short-password",
    title: "Password with a short name",
    severity: "medium",
    keywords: ["pw"],
    pattern:
      /(?<![A-Za-z0-9-])(?:[A-Za-z][A-Za-z0-9]{0,20}[ _])?pw["']?[ ]?[:=][ ]?(?<quote>["']?)(?<value>(?![$<{(%[])[^\s"'`<>{}()\\,;]{6,80})\k<quote>(?=[\s,;)}\]]|$)/i,
    proofs: [
      { kind: "not-placeholder" },
      { kind: "has", all: ["letter"] },
      { kind: "looks-secret", as: "password", least: 0.85 },
    ],
    examples: {
      found: [
        "ADMIN_PW=«Kd82-wQz91p»",
        "vpn pw: «Sommer2031!»",
        'dict(user="ada", pw="«Kd82wQz91p»")',
      ],
      ignored: ["pw = password", 'pw="pw"', "pw: number", "PW=$PASSWORD_1"],
    },
  },
];
