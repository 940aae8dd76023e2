import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

export const privateKeys: readonly Rule[] = [
  {
    id: "private-key",
    title: "Private key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in, sign code, or read traffic as whoever the public half names, without a trace at its owner's.",
    remedy:
      "Take the public half out of every authorized_keys file or certificate, revoke that certificate, and make a new pair.",
    keywords: ["private key-----", "private key block-----"],
    pattern:
      /(?<value>-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----(?:(?:\\[nr]|[\s"',+]){0,20}(?:Proc-Type|DEK-Info|Version|Comment|Hash|Charset): [^\n\\]{1,100}(?:\\[nr]|\n)){0,5}[A-Za-z0-9+/=\\\s"',]{40,15000}(?:-----END (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----)?)/,
    lines: "many",
    proofs: [{ kind: "der" }, { kind: "entropy", min: 4 }, { kind: "not-placeholder" }],
    references: [
      "https://www.rfc-editor.org/rfc/rfc7468",
      "https://www.rfc-editor.org/rfc/rfc9580#name-forming-ascii-armor",
    ],
    examples: {
      found: [
        "«-----BEGIN RSA PRIVATE KEY-----\nYMJJJVpjg0cqDNowSi/vErQOL40qJzuz22zljtsymsjeDt9qWVlb6AO9aPid7ajL\nKuSs/eVSkg5/B1RU9nIb+fRclSg6kGovAU6WXIIdQuPk0u0CUCjAmwqJ+DJqRjKE\ni64r/A7opgihnthSzHSV==\n-----END RSA PRIVATE KEY-----»",
        'key = "«-----BEGIN PRIVATE KEY-----\\n71Gs5MV6qzp+byC5ol9WQUrZREOKd9cyw7fwCOe11cljyjxoAtjoojRaeV2BrDF4\\nzF0HYQ67rjLgC0me0/wl49wjJYBwLCrIZAIBdCP0q0YBdPPof8vX9lPpIs+O\\n-----END PRIVATE KEY-----»\\n"',
        "«-----BEGIN OPENSSH PRIVATE KEY-----\n  b3BlbnNzaC1rZXktdjEAAAAAx45ysV/5rQbyHUDgtQE/cKasW83lRVpUTos4D7LiwRKSr4rT+fCW7fpJbGlf\n  VD4Jv8PYOKuu+Eb1mbMN20CF14rOaBq0iQpPZ5cYMiudba1UFY4X1sCttgzjWyZXx1I1vD\n  -----END OPENSSH PRIVATE KEY-----»",
        "«-----BEGIN NEBULA X25519 PRIVATE KEY-----\nq3ZkqEjVdfeD5OG/E1nAcGp31uBENRFTFLCluAXdlnA=\n-----END NEBULA X25519 PRIVATE KEY-----»",
        "«-----BEGIN PGP PRIVATE KEY BLOCK-----\nVersion: GnuPG v2\n\nYJl0JAVdM/06dwIcGNaICij5zZt/2UcgH70bPJ19zaijh6oyX8rHRCMpgBIfv91b\n=ufr2\n-----END PGP PRIVATE KEY BLOCK-----»",
        "«-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A6DB49309529915EA60BE1AB548BC8F\n\nJyfOv0oXw2rpSu9Ws01WreinUGjr10fwLJHbqdKFsyoYmQpkPD9zYYTcrXhGmUqg\nlXnnsOyaDeUK++dAza0B9Kuo8ayO0Aqmv/6BmxBKGmWL3zInN9F8x6mKQxKPl2Pm\n-----END RSA PRIVATE KEY-----»",
      ],
      ignored: [
        "-----BEGIN PRIVATE KEY-----\nanything\n-----END PRIVATE KEY-----",
        "-----BEGIN RSA PRIVATE KEY-----\nyour key\n-----END RSA PRIVATE KEY-----",
        "-----BEGIN PUBLIC KEY-----\nqTyx7wW+RoyaJNUR+Dl09ztv3MXw7ESah3Xd/p/43bVgR2w3WSivbuJDz7AoqekQ\nBQCe2mdJOnVn7RcehwSqDFal+HvmeVX3ghcvTueIig4NJbYqpYMwG718X0Xi6bWx\n-----END PUBLIC KEY-----",
        'if line.startswith("-----BEGIN RSA PRIVATE KEY-----") and line.endswith("-----END RSA PRIVATE KEY-----"):',
      ],
    },
  },
  {
    id: "private-key-base64",
    title: "Private key in base64",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in, or read traffic, as whoever the public half names: kubeconfig and Helm values hold such keys.",
    remedy: "Take the certificate or the public half out of use, and make a new pair.",
    keywords: ["ls0tls1crudjti"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>LS0tLS1CRUdJTi(?:BSU0EgUFJJVkFURS|BQUklWQVRF|BFQyBQUklWQVRF|BPUEVOU1NIIFBSSVZBVEUg|BFTkNSWVBURUQg|BEU0EgUFJJVkFURS|BQR1AgUFJJVkFURS)[A-Za-z0-9+/]{60,15000}={0,2})(?![A-Za-z0-9+/=])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/",
    ],
    examples: {
      found: [
        "client-key-data: «LS0tLS1CRUdJTiBSU0EgUFJJVkFURSBLRVktLS0tLQFcUpySO4nQI7lCZbadKY9hj7w0IsDx48nviy8mI1yyHXZcTRd/ceK7K6pueD1li9aAy06lyADuhp8eMFWTxHK4Sgxzb6J2cQr7yH82lN/BSTVhM9+Dxp85S0==»",
      ],
      ignored: [
        "certificate-authority-data: LS0tLS1CRUdJTiBDRVJUSUZJQ0FURS0tLS0tCk1JSUMZ8kzQcRdoI4GFtP5aRb64b6tzpvDirV8HRYuxr1GpzZpe4GaWgsqonrL38EmQPZRrsM2Bl6kdHTRZyASofSS9moW7DDY38vyWFIs",
      ],
    },
  },
  {
    id: "ssh2-private-key",
    title: "SSH2 private key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as whoever the public half names.",
    remedy: "Take the public half out of every authorized_keys file, and make a new pair.",
    keywords: ["private key ----"],
    pattern:
      /(?<value>---- BEGIN SSH2 (?:ENCRYPTED )?PRIVATE KEY ----\s{1,4}(?:[A-Za-z-]{3,20}: [^\n]{1,100}\n\s{0,3}){0,4}[A-Za-z0-9+/=\s]{40,15000}---- END SSH2 (?:ENCRYPTED )?PRIVATE KEY ----)/,
    lines: "many",
    references: ["https://www.rfc-editor.org/rfc/rfc4716"],
    examples: {
      found: [
        '«---- BEGIN SSH2 ENCRYPTED PRIVATE KEY ----\nComment: "2048-bit rsa"\ndta14bSS4YYx5vzLJ8YYUaJrP7xZYehC1v0nxiOIKH/8td/scSARUk/0ziGWneBttW5EWj\nWKADteoR94vQY8oXSOFMC/eUERm+fUqpR7jpEEk0ifOGa5fVJJ6LHrlze7gwX6zJzF+MsC\n---- END SSH2 ENCRYPTED PRIVATE KEY ----»',
      ],
      ignored: ["See the ---- BEGIN SSH2 PRIVATE KEY ---- header."],
    },
  },
  {
    id: "putty-private-key",
    title: "PuTTY private key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Sign in as whoever the public half names, after the passphrase, if it has one, was guessed.",
    remedy: "Take the public half out of every authorized_keys file, and make a new pair.",
    keywords: ["putty-user-key-file-"],
    pattern:
      /PuTTY-User-Key-File-[123]: [^\n]{3,60}\n[^]{20,4000}?\nPrivate-Lines: \d{1,3}\r?\n(?<value>[A-Za-z0-9+/=\r\n]{20,12000}?)\r?\nPrivate-(?:MAC|Hash)/,
    lines: "many",
    references: ["https://the.earth.li/~sgtatham/putty/latest/htmldoc/AppendixC.html"],
    examples: {
      found: [
        "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: deploy\nPublic-Lines: 1\nAAAAC3NzaMbWns6NdFnfupL6qxlArlwsSmJ5ITxer8Xu+FXoo\nPrivate-Lines: 1\n«CgpuRS2wblWBu5ZmaWknHuLWyyC/SvojoRuqlviFYQZ=»\nPrivate-MAC: fbdef0130a692359ae913e163a7c9f98a8219160fdb6ed31907e9ddbb4d621ac",
      ],
      ignored: ["The PuTTY-User-Key-File-2 format is documented in appendix C."],
    },
  },
  {
    id: "age-secret-key",
    title: "age secret key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Decrypt every file that was encrypted to its recipient.",
    remedy: "Encrypt the files anew to a new recipient, and rotate the secrets in them.",
    keywords: ["age-secret-key-", "age-plugin-"],
    pattern: token(
      /AGE-SECRET-KEY-(?:1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}|PQ-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58,})/,
    ),
    references: ["https://github.com/C2SP/C2SP/blob/main/age.md"],
    examples: {
      found: [
        "# public key: age1xyz\n«AGE-SECRET-KEY-1XPTHGLCTZSQ460WW57EKAD2N0TX6N8H4Z2QY5CJJ5EHUERMDHSX6UNQUXR»",
      ],
      ignored: ["AGE-SECRET-KEY-1"],
    },
  },
  {
    id: "json-web-key",
    title: "Private JSON Web Key",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Sign tokens, or decrypt what was meant for the key's owner.",
    remedy: "Take the key out of the issuer's JWKS, and make a new one.",
    keywords: ['"kty"', ".kty="],
    pattern:
      /"kty"\s{0,3}:\s{0,3}"(?:RSA|EC|OKP|oct)"[^{}]{1,2000}?"(?:d|k)"\s{0,3}:\s{0,3}"(?<value>[A-Za-z0-9_-]{32,700})"/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3.8 }],
    references: ["https://www.rfc-editor.org/rfc/rfc7517"],
    examples: {
      found: [
        '{"kty":"EC","crv":"P-256","x":"BZLv9CdC3Vs6WWRQ2c7PThw99LUBZepeHSaa_RsEnJM","y":"ZQCB7YRIo-bkKha9iRwzIwXMDpanqjPk84o0A0LhCgM","d":"«vCISfdQJK8iYRilBM8ytFSbj_D0Hu020totOB-8kAHb»"}',
      ],
      ignored: [
        '{"kty":"EC","crv":"P-256","x":"AsPYl4dULXo6o8ljs5Cq5DEzE4w9G686SFNNRPDlZxN","y":"p3AtnaOpV8pjCPxfH0zwog5WPjgKn8zw-HZUtE_dsA1"}',
      ],
    },
  },
  {
    id: "ethereum-private-key",
    title: "Private key of a wallet",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Move all that the wallet holds.",
    remedy: "Move the funds to a new wallet at once: the key cannot be revoked.",
    keywords: ["private_key", "privatekey", "wallet", "deployer_key", "private-key"],
    pattern: assigned(
      /(?:private[-_ ]?key|wallet[\w .-]{0,16}?(?:key|secret)|deployer_key)[\w-]{0,12}/,
      /(?:0x)?[0-9a-f]{64}/,
    ),
    proofs: [{ kind: "entropy", min: 3.2 }],
    references: ["https://ethereum.org/en/developers/docs/accounts/"],
    examples: {
      found: ["PRIVATE_KEY=«0xa132c325dc0c9ff5ef813154d1f78c9c270de138dd3ab798865142e7369e8541»"],
      ignored: ["private_key_id = 107881e42e3cc0604b3a155e93228a05a1921f60"],
    },
  },
];
