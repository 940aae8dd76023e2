import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { password } from "../passwords.ts";

export const keyFiles: readonly Rule[] = [
  {
    id: "private-key-der",
    title: "Private key without its PEM lines",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in, sign code or tokens, or read traffic, as whoever the public half names.",
    remedy: "Take the certificate or the public half out of use, and make a new pair.",
    keywords: [
      "ibadanbgkqhkig9w0baqefaasc",
      "mighagea",
      "mc4caqawbqydk2vwbciei",
      "mhccaqe",
      "aibaakcaq",
    ],
    pattern:
      /(?<![A-Za-z0-9+/]|-----[\s\\nr"']{0,4})(?<value>(?:MII[A-Za-z0-9+/]{3}IBADANBgkqhkiG9w0BAQEFAASC|MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0w|MIG2AgEAMBAGByqGSM49AgEGBSuBBAAiBIGe|MIGEAgEAMBAGByqGSM49AgEGBSuBBAAKBG0w|MC4CAQAwBQYDK2V[uw]BCIEI|MHcCAQEEI|MIGkAgEBBD|MHQCAQEEI|MII[A-Za-z0-9+/]{3}IBAAKCA[QgY])[A-Za-z0-9+/\s\\]{40,12000}={0,2})/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 4.2 }],
    references: ["https://www.rfc-editor.org/rfc/rfc5958"],
    examples: {
      found: [
        "APPLE_KEY=«MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wxqpezdgNB8xrARub5ErcIii0nfyJjpRBuX9sdTIETACihLIHOfWAJnxkKabGrm2+qdlu5ZbYxbmrP2kUHjRE/II9llF/awnncrgJEFu07msU8+guviu439AASS1xsYN5M/ofkoQq9P2D»",
        'private_key: "«MIIEvQIBADANBgkqhkiG9w0BAQEFAASC4C8ioG8ZKoC7dowmgVRzZBhhe2Aq365l7F4R17YU4lb5VDZESjBwAysGfnJNp/nMZVRKj94f2bKGtjYEuRONuF/wRG4FExLJkdR9+ayIx/zSnnba8Q/lN+9DqiSGeLeJ81SP6czgfElsAFw2jXwlPCOTGRS8UPxQwreD4ZAGihWUufGA63G1CTiCIw4YMEFBnqMyncllOkDu1six5RXRV5iOV5fkUEVE69gjRpuw2gh6GLt6zwnCdBM6mvHrFm3urNhVkHTiNbVKDKOR+jDmY+jHKXDpB0Merki3FiKsIcUTmUWWJd3Lwe3dKy45wtEM4ZtZOT6nvUDdD2XzXCKm3GRjpNoppuzrkYkheuSfZYVsx5SG49bKU43nsomlBW86/Qali6jKKprx0ZvV==»"',
        "ED25519=«MC4CAQAwBQYDK2VwBCIEItnZE1ItdMA73K8IbljbC5W/bLlPjcFSrzlk60sXNbl/»",
      ],
      ignored: [
        "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC...",
        "MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAmY/Fr44bvRrszO8sEO79wArRbfUetYX0kQ9KnBcmjDQ5poKLlhzZXvr1g3qjDOh2uTKgjJSwBTKWmcdVtfenX6hLh6XYsqhRirGd",
      ],
    },
  },
  {
    id: "pkcs12-base64",
    title: "PKCS #12 key store in base64",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign code, or sign in, with the certificate in it: its password is often beside it, or none.",
    remedy: "Revoke the certificate, and make a new pair.",
    keywords: ["ibazcc", "miacaqmwga"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>(?:MII[A-Za-z0-9+/]{2}[AQgw]IBAzCC|MIACAQMwgAYJKoZIhvcNAQcB)[A-Za-z0-9+/\s\\]{200,15000}={0,2})/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 4.5 }],
    references: ["https://www.rfc-editor.org/rfc/rfc7292"],
    examples: {
      found: [
        "P12_BASE64=«MIIKcQIBAzCCLl/5s8RnBu+i7ZZTtTyC1Nn0LiS7+VTyJ0jSmo+YlZBrkK+nUS6S0jIpeYeA0CsKKA6FftU3TJh/oa7Qajd88jIEPmkehD9pVmRqlOEPYOWX/Zg5nNKy18jsS5A9wMSylGFLvpcl0buG9nttu7LaSDphDvcttAxsOLCGWYINR+hWMJQPhuaaz5TCSNmD9iTnPGGnav+MV6nO3z45mUFEsDNscD7ufRBimGHsALpoThSDeAyfanjEpaHIV1ZfvMrtdgW8lu4SIe776IzTkxFDuBeSPsr3at7ymcw7c5WqLvwuNV6TQeaq7nGn/SfBCYM/lv9W3oEOr+6L97ePt2iLTdwUfmXJhtbkpwT+MIizhOSjtt3QsLavKjcyug/FKekGYvXwx3sskp64FCfi==»",
      ],
      ignored: ["MIIKcQIBAzCC..."],
    },
  },
  {
    id: "java-keystore-base64",
    title: "Java key store in base64",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign apps or sign in with the keys in it, once its password was guessed.",
    remedy: "Make a new upload key at play.google.com/console, or revoke the certificate.",
    keywords: ["/u3+7qaaaai", "zs7ozgaaaai"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>(?:\/u3\+7QAAAAIAAAA|zs7OzgAAAAIAAAA)[A-Za-z0-9+/\s\\]{200,15000}={0,2})/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 4.5 }],
    references: ["https://docs.oracle.com/en/java/javase/24/docs/specs/man/keytool.html"],
    examples: {
      found: [
        "KEYSTORE_B64=«/u3+7QAAAAIAAAAh7EXl1mZPdV8SUu7YOBAZ8xuLOpMzToGIueN9WaNIDv4QEE6iI/li6ox5kYOYOxfVqXQMNRX4Eioki7I67N0sqkCgi01ul9mXyTzinc97QOcXqemGqS2nk0t9QYYNDRmIRJ5R860/CrdNCipuwCTtL+7NOm8RCUhns7BOiWBWtU5LvdtpzKJtMs1ThF8WbW9azfW4IH+e2OvahcB1Lgoveoa7lnq2a8kcu0dlT85HZ0ZtW5mSN76WdGZEyEo3wALtISPA36F+phYHz0E+jSiq/wPRFHNFJQWm3/+AkPyOF1lzP1P+XWuW7M7+TBi4w0qg6mWW8T6SeSEKoyMMu59NHHVJgCGXsQZoniGc7axZVsvdxNCJgPRA21Fqq/tgUM7Jgib2SBFL/NS5jdX=»",
      ],
      ignored: ["/u3+7QAAAAIAAAAB"],
    },
  },
  {
    id: "java-keystore-password",
    title: "Password of a Java key store",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Open the key store, and sign apps or sign in with the keys in it.",
    remedy: "Change it with `keytool -storepasswd`, and give it by a variable.",
    keywords: [
      "storepassword",
      "keypassword",
      "keystore",
      "truststore",
      "key_password",
      "store_password",
    ],
    pattern: assigned(
      /(?:(?:key|trust)[-_.]?store[\w.-]{0,16}?pass(?:word|wd|phrase)?|(?<![a-z])(?:key|store)[-_. ]?pass(?:word)|ssl\.key\.password|ssl\.keystore\.password|javax\.net\.ssl\.(?:key|trust)StorePassword)/,
      password,
    ),
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://developer.android.com/studio/publish/app-signing"],
    examples: {
      found: [
        "storePassword=«Kd82-wQz91p»",
        'keyPassword "«Kd82wQz91p»"',
        "ssl.keystore.password=«Kd82wQz91p»",
        "-Djavax.net.ssl.keyStorePassword=«Kd82wQz91p»",
      ],
      ignored: [
        "storePassword changeit",
        "storePassword keystoreProperties['storePassword']",
        "ssl.keystore.password=${KS_PW}",
      ],
    },
  },
  {
    id: "minisign-secret-key",
    title: "Secret key of minisign or signify",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign files as the project, after the password, if there is one, was guessed.",
    remedy: "Make a new pair, and tell those who check signatures.",
    keywords: ["rwrty0iy", "rwrcs"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>RWRTY0Iy[A-Za-z0-9+/]{196,210}={0,2}|RWRCS[A-Za-z0-9+/]{130,140}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://jedisct1.github.io/minisign/"],
    examples: {
      found: [
        "untrusted comment: minisign encrypted secret key\n«RWRTY0Iybj0ODa8BUZqgNfj2YLqr05l6OU5hRxn0lsdTPM1zofp9vMa4RU0T2O1SjoyVFCwOaAUlqsDwztAXku5y7BNjt0qeZwXRflm0lvaZYM7g/Itn2b4UiGkL6zRJ9gkAHtdD/7CMvyWDvfeXg/b8wq82BUF/iqYFDbL30x24VT1Ruknu5PfY+/Iv6iX3Vk8WlBz8yIRjnwG5ufhs»",
      ],
      ignored: [
        "untrusted comment: minisign public key\nRWQ2oJeiusI1aMF4YAFvn2uZL4LnBEaCmbsF44Q/utAWQMeR0bv027n4",
      ],
    },
  },
  {
    id: "json-web-key-fields",
    title: "Private JSON Web Key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign tokens, or decrypt what was meant for the key's owner.",
    remedy: "Take the key out of the issuer's JWKS, and make a new one.",
    keywords: ['"kty"'],
    pattern:
      /\\?"(?:d|k)\\?"\s{0,3}:\s{0,3}\\?"(?<value>[A-Za-z0-9_-]{32,700})\\?"(?=[^{}]{0,2000}?\\?"kty\\?"\s{0,3}:\s{0,3}\\?"(?:RSA|EC|OKP|oct)\\?")/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://www.rfc-editor.org/rfc/rfc7517"],
    examples: {
      found: [
        '{"alg":"RS256","d":"«5RhxmWv07IeLlgCTN6BT8w0Bj_XYG2GZwm_4nyfE78APnklLBUFHZVMoJu4hUHwT4TPYqnb3w5WuFD6zZiWQrl32kfLsq2d8hYNzunBADUOgTUV-biJ1ubg4z20oTgISlXk5fi71bzBcTZF3m7m55bUbg5-H5w7PNvfVUPyTIvu3PxhGNvoPZoCQFzbPg-uyM9OzuQh2rvq32e_KND7oSm4WeaO_eHd6SY6SMjueZKW0LsFQgZrQ8eFMKXNFFpOPUlpFNUYX0P98wN8vbYyfhd3WfxPBTmNvs1B1MEKTMNlmioZaXeE7DbYoPaQokUwvJUfgzMZJWCmL0V2uPWlO»","e":"AQAB","kty":"RSA"}',
        '{\\"k\\":\\"«OYO2DI_xWW3DsgQdGj8SolzRi1YXkM5LhBm5x_NMP9O»\\",\\"kty\\":\\"oct\\"}',
      ],
      ignored: ['{"k":"hkf7_EeekaPQ-9nDQABnzjfB-lU4cT1inHH8jKkVJob","v":1}'],
    },
  },
  {
    id: "ansible-vault-block",
    title: "Encrypted block of Ansible Vault",
    class: "secret",
    severity: "low",
    confidence: "high",
    harm: "Guess the vault's password offline, and read what was encrypted.",
    remedy:
      "Encrypt anew with `ansible-vault rekey`, and rotate what is in it if the password is weak.",
    keywords: ["$ansible_vault;"],
    pattern:
      /(?<value>\$ANSIBLE_VAULT;1\.[0-2];AES(?:256)?(?:;[\w.-]{1,60})?(?:\\n|\s){1,30}[0-9a-f\s\\n]{80,15000})/,
    lines: "many",
    references: ["https://docs.ansible.com/ansible/latest/vault_guide/index.html"],
    examples: {
      found: [
        "password: !vault |\n  «$ANSIBLE_VAULT;1.1;AES256\n  ce4c9f0ce9bf6a725af447551425c16d08681d6a070e188dfe435d66545a7b399f2d0e5e1bda67df\n  e34f8036b405f8497793bcee475822b1122369728e207ff1a4c21d64161e33f802d4bc7ebbd78b8a»",
      ],
      ignored: ["the header $ANSIBLE_VAULT;1.1;AES256 is followed by"],
    },
  },
  {
    id: "tls-key-log",
    title: "Session key of a TLS connection",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Decrypt the recorded traffic of the connection.",
    remedy: "Unset SSLKEYLOGFILE, and rotate the secrets that went over the connection.",
    keywords: ["client_random ", "traffic_secret", "exporter_secret"],
    pattern:
      /(?:CLIENT_RANDOM|(?:CLIENT|SERVER)_(?:HANDSHAKE_TRAFFIC_SECRET|TRAFFIC_SECRET_0)|CLIENT_EARLY_TRAFFIC_SECRET|(?:EARLY_)?EXPORTER_SECRET) [0-9a-f]{64} (?<value>[0-9a-f]{64,96})(?![0-9a-f])/i,
    references: ["https://www.rfc-editor.org/rfc/rfc9850"],
    examples: {
      found: [
        "CLIENT_RANDOM b1d10ecd0eebe18e881f6fcb849136416536471f35aa2646a8a119892d754872 «5d99ea550f6f9b09f7e4b7291646901e30109126a46f8d0cbbdb671adb6ec38dda22de2488ddba90b5dc3dbdcf95b091»",
        "SERVER_TRAFFIC_SECRET_0 58985b66dfb90065a787eaed066c91164e3ac98a9b963590dc4b2fc1867b9c12 «d646bf5c73fd486f7866a208220829e91347c796752697c83ad460c405ff1a9d»",
      ],
      ignored: ["CLIENT_RANDOM is the first field"],
    },
  },
];
