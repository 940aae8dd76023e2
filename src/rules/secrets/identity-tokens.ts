import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const identityTokens: readonly Rule[] = [
  {
    id: "ory-token",
    title: "Ory token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the project's identities and permissions, or act as the user.",
    remedy: "Revoke it at console.ory.sh under Developers.",
    keywords: ["ory_pat_", "ory_st_", "ory_wak_", "ory_at_", "ory_rt_", "ory_ac_"],
    pattern: token(/ory_(?:pat|wak|st|at|rt|ac)_[A-Za-z0-9_-]{30,60}(?:\.[A-Za-z0-9_-]{40,60})?/),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://www.ory.com/docs/concepts/personal-access-token"],
    examples: {
      found: [
        "ORY_PAT=«ory_pat_hP6104g3OQe8bc1cJHJfPCjES4qsJNEL»",
        "refresh: «ory_rt_iTlquIcdo3Bjaa-SbowbYetK6gmVnqqvmkgTAXfxE2a.5AH4oeIQSBmTQU6H1W-pT43_JPLAIET7TYZYA0Rch-b»",
      ],
      ignored: ["factory_at_home", "ory_st_x"],
    },
  },
  {
    id: "entra-refresh-token",
    title: "Microsoft refresh token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Get new access tokens as the person for months: mail, files, Azure.",
    remedy:
      "Revoke the person's sessions at entra.microsoft.com, or with Revoke-MgUserSignInSession.",
    keywords: [".agab", "_bay.", "m.c5", "m.r3", "_sn1."],
    pattern:
      /(?<![A-Za-z0-9_.-])(?<value>[01]\.A[A-Za-z0-9_-]{20,80}\.AgAB[A-Za-z0-9_-]{200,2400}|M\.[CR]\d{1,3}_[A-Z0-9]{2,4}\.(?:[0-9.]{1,8})?(?:U\.)?-[A-Za-z0-9*!$%]{80,1200})/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://learn.microsoft.com/entra/identity-platform/refresh-tokens"],
    examples: {
      found: [
        '"refresh_token": "«1.AXff6Ivfg5SSYQZmcVuoDErCRc-BksTz4A8bwE9PCN.AgAB-ufpRP1bfkvrS6Nwxs6umage40S1q7RF8Wl7uWQXHFpUYEtZDyZNL9He1cpSVkR7vXZIoo7XdCZCPOKbiiuU5pmt-nnc16LP1yFvjKRrYYmNpy0zUaLE8EaABQx_0j-X1pNsJo3DuAB4bgu6wvVvjpThBuQ2zWai0Fj96JHY7_BGKVG3tWL_nZXGBrG8EdbEK_ZuOwN34q_i2crhPjrfGWrZZa6CL2cFjZg7P-B2nKaqykNNYcFjZBxvog7NkLvzJH4Bd5naJWA4y9d75zy8juaQ1tC8TZteHpoXSHSk5TiGZ9Mdt4bOlgaSjxLtOn84ryZKTvXDq9jyTy2PltvzT9XoW6NLcYC69vexs1oTI5wTKAesj8TBWguSKcAoebsCn1jFBWyfMzN8iLRw»"',
        '"secret": "«M.C532_BAY.0.U.-r52mZ39ypJHnk8quxhvfo9UuC61zUqbYQ9NUII2PYgwqksibtL06LkIKyOhp869xV1gYX51Vs533FrLM5dpjc3BVPD4lDHvOriTYDXytFyrDKP8SxeBvfRHcJy3IBFQguiKyQrglim0lbgrfVR16raNsPdGUUj1c8UOfOv6tNIX7vu5dGJNwEm5tZRfrLlMjSre06fCi»"',
      ],
      ignored: ["1.AX.AgAB", "M.C5_BAY"],
    },
  },
  {
    id: "otpauth-secret",
    title: "Secret of a one-time password",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Make the second factor's codes, for ever.",
    remedy: "Set up the second factor anew at the service that the issuer names.",
    keywords: ["otpauth", "totp", "secret="],
    pattern:
      /(?:otpauth:\/\/[th]otp\/[^\s"'<>]{0,300}?[?&](?:amp;)?secret=|otpauth-migration:\/\/offline\?data=|pyotp\.[TH]OTP\([ \t]{0,2}["']|(?:totp|mfa|2fa|otp)_?(?:secret|seed|key)["'\]]{0,3}[ \t]{0,4}[:=][ \t]{0,4}["']?|oathtool[ \t][^\n|]{0,60}?(?:-b|--base32)[ \t]{1,2}["']?)(?<value>[A-Za-z2-7]{4}(?:[ -]?[A-Za-z2-7]{4}){3,15}[A-Za-z2-7]{0,3}={0,6}|Ci[A-Za-z0-9+/%]{40,2000}={0,2})(?![A-Za-z0-9])/i,
    proofs: [
      { kind: "entropy", min: 2.8 },
      { kind: "has", all: ["digit"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://github.com/google/google-authenticator/wiki/Key-Uri-Format"],
    examples: {
      found: [
        "otpauth://totp/acme:ada@example.org?secret=«42JWW5SD2OUKQ4QC5OXOZKXTKWGXGY27»&issuer=acme",
        'pyotp.TOTP("«TAOKAROL7C52JKS4YHMJGC5DZYNQFR34»")',
        "TOTP_SECRET=«YK2HHB3PUM6EZI25»",
      ],
      ignored: [
        "otpauth://totp/acme:ada?secret={secret}&issuer=acme",
        "pyotp.TOTP(secret)",
        "totp_key: otpSharedKeyOfTheUser2",
      ],
    },
  },
  {
    id: "keytab",
    title: "Kerberos keytab",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as the service or person, without the password.",
    remedy: "Make new keys for the principal, with `kadmin ktadd` or ktpass.",
    keywords: ["bqiaaa", "keytab"],
    pattern:
      /(?:keytab[\w.-]{0,24}["'\]]{0,3}[ \t]{0,4}[:=|>-]{1,2}\s{0,12}["']?|base64[ \t]-d[^\n]{0,20}<<<[ \t]?["']?)(?<value>BQIAAA[A-Za-z0-9+/]{50,4000}={0,2})/i,
    lines: "many",
    references: ["https://web.mit.edu/kerberos/krb5-latest/doc/formats/keytab_file_format.html"],
    examples: {
      found: [
        "KEYTAB_B64=«BQIAAAAVnLK8WB8T6IvrRWdHeaD5BLLdgyGKok7ZUFeqQaZclcod/L/q32FlH1ZtegU9PMXw518r1aS+qFXrBljuLTwu9lN7UI8K+FLs8ZfdSMCa33+5OHG/Hf9/Ly==»",
        "data:\n  svc.keytab: «BQIAAAgYKm4a8jVlMsN4Wyet+iW6hC2HhIZpNS6yeYddaAjMcHPtY4Ni67gzlR2jsNRSGLF4tUd46ONkbdbvfIk3g5GmfTvyYGOFQ5pr1Aa0JQEXzFhiurq4Fa4LGT»",
      ],
      ignored: ["keytab: /etc/krb5.keytab"],
    },
  },
  {
    id: "okta-token",
    title: "Okta API token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Manage the users, groups and apps of the organisation with the rights of whoever made it.",
    remedy: "Revoke it in the admin console under Security, API, Tokens.",
    keywords: ["okta", "ssws"],
    pattern: assigned(
      /(?:okta[\w .-]{0,24}?(?:token|key|secret)|ssws)[\w-]{0,12}/,
      /00[A-Za-z0-9_=-]{40}/,
    ),
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://developer.okta.com/docs/guides/create-an-api-token/main/"],
    examples: {
      found: [
        "OKTA_API_TOKEN=«00qgNHeNFnXVwDBF_uOuUX2nJ04pkJwKkC_Sx2_yK2»",
        "Authorization: SSWS «00CWzLEFF_azFMRQjlNBOF_pQaXxnckmEd1KWPE6oq»",
      ],
      ignored: ["okta_key_id = 00abc"],
    },
  },
];
