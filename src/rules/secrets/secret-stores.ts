import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const secretStores: readonly Rule[] = [
  {
    id: "keepass-export-password",
    title: "Password in an export of KeePass",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in wherever the entry says.",
    remedy: "Change the passwords of all entries, and delete the export.",
    keywords: ["<key>password</key>"],
    pattern:
      /<Key>Password<\/Key>\s{0,20}<Value(?: Protect(?:ed)?InMemory="True")?>(?<value>[^<>\s]{3,200})<\/Value>/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://keepass.info/help/base/importexport.html"],
    examples: {
      found: ['<String>\n<Key>Password</Key>\n<Value ProtectInMemory="True">«Kd82-wQz91p»</Value>'],
      ignored: ["<Key>Password</Key>\n<Value></Value>"],
    },
  },
  {
    id: "bitwarden-token",
    title: "Bitwarden token or session key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the secrets that the machine account or the unlocked vault reaches.",
    remedy:
      "Revoke the access token in Secrets Manager, or log out with `bw logout`, and rotate what it could read.",
    keywords: ["bws_access_token", "bw_session", "bw_clientsecret", "0."],
    pattern:
      /(?:bws?[-_.][\w .-]{0,24}?(?:token|session|secret)["'\]]{0,3}[ \t]{0,4}[:=,][ \t]{0,4}["']?|--(?:session|access-token)[ \t=]["']?)(?<value>0\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[A-Za-z0-9]{30}:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])/i,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://bitwarden.com/help/access-tokens/"],
    examples: {
      found: [
        "BWS_ACCESS_TOKEN=«0.3d69170e-e6c5-4d66-a18b-57a4fc8384cb.uQCLacnP7e1YfMfFR2s0F4OAfEJsM7:gsqEjD4QQVhsPxAbpWUisU==»",
        'export BW_SESSION="«xE2w0JBr53xiRzzJrd5B7spEPytMUL8h6fqCe8JyO6h18RGThwIco7LhhVYeONchxWHiu7pBKl6rXJbF9bZTz/==»"',
      ],
      ignored: ['export BW_SESSION="$(bw unlock --raw)"'],
    },
  },
  {
    id: "secret-store-key",
    title: "Key of a secret store",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read the secrets that its owner may.",
    remedy: "Revoke it in the store, then rotate what it could read.",
    keywords: [
      "akeyless",
      "conjur",
      "keeper",
      "ksm_",
      "infisical",
      "delinea",
      "thycotic",
      "cyberark",
      "dvls",
      "passbolt",
    ],
    pattern: assigned(
      /(?:akeyless[\w .-]{0,24}?(?:key|token)|conjur[\w .-]{0,24}?(?:api[-_]?key|authn[-_]?token)|ksm[\w .-]{0,24}?(?:token|config|secret)|infisical[\w .-]{0,32}?secret|(?:delinea|thycotic|cyberark|passbolt|dvls)[\w .-]{0,24}?(?:key|token|secret))[\w-]{0,12}/,
      /(?:(?:US|EU|AU|CA|JP|GOV):[A-Za-z0-9_-]{43}|ewog[A-Za-z0-9+/]{200,2000}={0,2}|[A-Za-z0-9+/]{43}=|[0-9a-f]{64}|[a-z0-9]{48,60})/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
    ],
    references: [
      "https://docs.akeyless.io/docs/access-and-authentication-methods",
      "https://docs.keeper.io/en/keeperpam/secrets-manager/about/one-time-token",
    ],
    examples: {
      found: [
        "AKEYLESS_ACCESS_KEY=«WvoH7Wx8XTder/O7eTWI9aNxzUgUTJ1trYg4X1lp1oM=»",
        "KSM_TOKEN=«US:WMqbJ3ZoBoHVaEfzaqGmejOVd7t7Myf4Cw7KQf2D3pa»",
        "CONJUR_AUTHN_API_KEY=«wwnp61ffbol9v0spb3xvn4meytfvlkq7y9kxse3yatqtj3bcic20»",
        "INFISICAL_CLIENT_SECRET=«b09377f98ee57c67d93198cf63fe4145122e1c831e74f2311952d787d7de6ab4»",
      ],
      ignored: ["CONJUR_AUTHN_API_KEY=<your_key>", "AKEYLESS_ACCESS_ID=p-abcdef123456"],
    },
  },
];
