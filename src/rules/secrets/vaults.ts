import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const vaults: readonly Rule[] = [
  {
    id: "bitwarden-access-token",
    title: "Bitwarden Secrets Manager access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read every secret of the projects that the machine account was given.",
    remedy: "Revoke it on the machine account's page, then rotate what it could read.",
    keywords: ["bws_access_token", "bitwarden", "--access-token"],
    pattern: assigned(
      /(?:bws|bitwarden)[\w .-]{0,24}?token[\w-]{0,8}|--access-token/,
      /0\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\.[A-Za-z0-9]{28,32}:[A-Za-z0-9+/]{22}==/,
    ),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://bitwarden.com/help/access-tokens/"],
    examples: {
      found: [
        "BWS_ACCESS_TOKEN=«0.a0fc3b27-e1aa-3308-f6e3-978d5e5e9ebf.FYTWjg1ZaVrP2fkHoi6BDUvNmVGlSv:sjQ8CuvWF87MhXOChICeAc==»",
      ],
      ignored: ["0.62da7256-97e9-17cb-0a75-ae608c249f16"],
    },
  },
  {
    id: "bitwarden-client-secret",
    title: "Bitwarden API key or session key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as the user past the second factor; with a session key and the vault's file, read the vault.",
    remedy: "Rotate it in the account's security settings under Keys, or run `bw lock`.",
    keywords: ["bw_clientsecret", "bw_session"],
    pattern: assigned(/bw_clientsecret|bw_session/, /[A-Za-z0-9]{30}|[A-Za-z0-9+/]{86}==/),
    proofs: [
      { kind: "entropy", min: 3.8 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://bitwarden.com/help/personal-api-key/"],
    examples: {
      found: [
        "BW_CLIENTSECRET=«SJMzp8vGz69gJF2OLCPOF24KgrqhHo»",
        'export BW_SESSION="«8IML+VwB2XeCJUnKU9zCadXRkKp+DVpfT83zFmT/dfXWzGZIfAHpqL71RxFPRtUdPI1aWySBwCXe2lYUD7d0Q1==»"',
      ],
      ignored: ['export BW_SESSION="$(bw unlock --raw)"'],
    },
  },
  {
    id: "dashlane-service-key",
    title: "Dashlane service device keys",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read the secrets of the vault that the device was registered for.",
    remedy: "Revoke the device with `dcli t`, or in the Admin Console.",
    keywords: ["dls_"],
    pattern: token(/dls_[A-Za-z0-9_]{8,60}_[A-Za-z0-9]{64,700}/),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://cli.dashlane.com/personal/devices"],
    examples: {
      found: [
        "DASHLANE_SERVICE_DEVICE_KEYS=«dls_NKR0PIRGE2ZYCNTW_G02GBEnXMxhlGPb1ZR4huspRSzSER6v5M0k7t6wpVnpSZsYjZvcZ1KgcW7fC49bslDMP3waL79ObiAb9Yl5zhdB8FIShRsJ5X5kTawrPoDFSrwBMA37YJo6l3y7rZ0NE»",
      ],
      ignored: ["dls_project"],
    },
  },
  {
    id: "infisical-client-secret",
    title: "Infisical machine identity secret",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the client id: read every secret that the identity may.",
    remedy: "Delete it on the identity's page, then rotate what it could read.",
    keywords: ["infisical"],
    pattern: assigned(
      /infisical[\w .-]{0,32}?(?:secret|encryption_?key)[\w-]{0,12}/,
      /[0-9a-f]{64}|[0-9a-f]{32}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://infisical.com/docs/documentation/platform/identities/universal-auth"],
    examples: {
      found: [
        "INFISICAL_UNIVERSAL_AUTH_CLIENT_SECRET=«9b588827710a6747b725ee46be748d3f4eeee0c0cf691b497c18efe2c6771953»",
      ],
      ignored: ["infisical_project = a617dc5b72c9960d05303bc7a0a48630"],
    },
  },
  {
    id: "keeper-token",
    title: "Keeper one-time access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Become a device of the application, and read the records shared with it.",
    remedy: "Delete the device in the vault under Secrets Manager.",
    keywords: ["us:", "eu:", "au:", "ca:", "jp:", "gov:"],
    pattern:
      /(?:keeper|ksm)[^\n]{0,60}?(?<![A-Za-z0-9_])(?<value>(?:US|EU|AU|CA|JP|GOV):[A-Za-z0-9_-]{43})(?![A-Za-z0-9_-])/i,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.keeper.io/en/keeperpam/secrets-manager/about/one-time-token"],
    examples: {
      found: ["ksm profile init --token «US:CAh_vgmIB_BvILXa75Jn2HlVihb0OfUi_rDeadelgih»"],
      ignored: ["keeper region US:EAST"],
    },
  },
  {
    id: "akeyless-key",
    title: "Akeyless access key",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "With the access id: read the secrets that the role may.",
    remedy: "Delete the auth method's key in the console.",
    keywords: ["akeyless"],
    pattern: assigned(
      /akeyless[\w .-]{0,24}?(?:access[-_]?key|token|secret)/,
      /[A-Za-z0-9+/]{43}=|t-[A-Za-z0-9]{30,60}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://docs.akeyless.io/docs/api-key"],
    examples: {
      found: ["AKEYLESS_ACCESS_KEY=«X/hi7M3b0KLTiYuHeOM2kycz/wfs0P7J806vHDXhaIO=»"],
      ignored: ["AKEYLESS_ACCESS_ID=p-abc123"],
    },
  },
  {
    id: "password-manager-password",
    title: "Master password of a password manager",
    class: "secret",
    severity: "critical",
    confidence: "low",
    harm: "Open the store of passwords that it locks.",
    remedy: "Change it in the store.",
    keywords: ["keepass", "keyring", "lastpass", "pass_store"],
    pattern: assigned(
      /(?:keepass(?:xc)?|lastpass|keyring|enpass|dashlane|bitwarden|1password|onepassword)[-_](?:\w{1,12}[-_])?(?:master[-_]?)?password/,
      /[^\s"'`$<>{}(),;\\]{8,128}/,
    ),
    proofs: [
      { kind: "entropy", min: 2.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://keepassxc.org/docs/"],
    examples: {
      found: ["KEEPASS_MASTER_PASSWORD=«onEoEk7IYzMM7XOj0K»"],
      ignored: ["KEEPASS_PASSWORD=$MASTER_PASSWORD1"],
    },
  },
];
