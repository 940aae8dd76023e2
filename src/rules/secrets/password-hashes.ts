import type { Rule } from "../../core/rule.ts";

/** What all of these give, and what is done about them. */
const guessed = {
  class: "secret",
  harm: "Guess the password offline, as fast as the attacker's hardware goes.",
  remedy: "Change the password, and keep the hash out of what is published.",
} as const;

export const passwordHashes: readonly Rule[] = [
  {
    ...guessed,
    id: "md5-crypt-hash",
    title: "Password hash (MD5 crypt)",
    severity: "high",
    confidence: "high",
    harm: "Guess the password offline at tens of millions of tries a second: shadow files, Cisco's type 5, Juniper's $1$.",
    keywords: ["$1$"],
    pattern:
      /(?<![A-Za-z0-9$])(?<value>\$1\$[A-Za-z0-9./]{1,8}\$[A-Za-z0-9./]{22})(?![A-Za-z0-9./$=])/,
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://man7.org/linux/man-pages/man5/crypt.5.html"],
    examples: {
      found: [
        "enable secret 5 «$1$Kd8w$rIvbftNWGXuXlFfw2/BkPz»",
        "root:«$1$qP3mZ0aB$ZmDDIR2zifc4ZuT8UWmWL.»:19000:0:99999:7:::",
      ],
      ignored: ["replace(/(a)(b)/, '$1$2')", "$1$salt$hash"],
    },
  },
  {
    ...guessed,
    id: "yescrypt-hash",
    title: "Password hash (yescrypt, scrypt or bcrypt of a shadow file)",
    severity: "medium",
    confidence: "high",
    keywords: ["$y$", "$gy$", "$7$", "$sha1$"],
    pattern:
      /(?<![A-Za-z0-9$])(?<value>\$g?y\$[A-Za-z0-9./]{2,8}\$[A-Za-z0-9./]{8,86}\$[A-Za-z0-9./]{43}|\$7\$[A-Za-z0-9./]{11}[A-Za-z0-9./]{8,60}\$[A-Za-z0-9./]{43}|\$sha1\$\d{3,7}\$[A-Za-z0-9./]{4,64}\$[A-Za-z0-9./]{28})(?![A-Za-z0-9./$=])/,
    references: ["https://man7.org/linux/man-pages/man5/crypt.5.html"],
    examples: {
      found: [
        "ada:«$y$j9T$9QoHMx3grD4Bb4XXR.cKKk$awJCxJ7.IloGaKSA4PWAQb2kJnQd0w.Wh5HYuxjaklu»:19800:0:99999:7:::",
      ],
      ignored: ["ada:$y$j9T$short:19800:0:99999:7:::", "ada:!:19800:0:99999:7:::"],
    },
  },
  {
    ...guessed,
    id: "passlib-hash",
    title: "Password hash (passlib)",
    severity: "medium",
    confidence: "high",
    keywords: ["$pbkdf2", "$scrypt$", "$bcrypt-sha256$", "$argon2", "{pkcs5s2}"],
    pattern:
      /(?<![A-Za-z0-9$])(?<value>\$pbkdf2(?:-sha(?:256|512))?\$\d{3,8}\$[A-Za-z0-9./]{8,90}\$[A-Za-z0-9./]{27,86}|\$scrypt\$ln=\d{1,2},r=\d{1,2},p=\d{1,2}\$[A-Za-z0-9+/]{8,90}\$[A-Za-z0-9+/]{43}|\$bcrypt-sha256\$v=2,t=2b,r=\d\d\$[A-Za-z0-9./]{22}\$[A-Za-z0-9./]{31}|\{PKCS5S2\}[A-Za-z0-9+/]{64})(?![A-Za-z0-9./$=])/,
    references: ["https://passlib.readthedocs.io/en/stable/modular_crypt_format.html"],
    examples: {
      found: [
        '"hash": "«$pbkdf2-sha256$29000$2c0LJcubVYpLsDeM39ozQ7$X6bulmrDlZyaP.82eTR6T0bcJgW4YJNFVB5WbeH/4t/»"',
        "«$scrypt$ln=16,r=8,p=1$2bTaXdvH75BMVpAf2t1qch$+LVtSHIL2wlN2R0wN2pD31hXR1Bf8ls44ZWDCOyT6Ii»",
      ],
      ignored: ["$pbkdf2-sha256$rounds$salt$checksum"],
    },
  },
  {
    ...guessed,
    id: "werkzeug-hash",
    title: "Password hash (Flask, Werkzeug)",
    severity: "medium",
    confidence: "high",
    keywords: ["pbkdf2:sha", "scrypt:"],
    pattern:
      /(?<![A-Za-z0-9])(?<value>pbkdf2:sha(?:1|256|512)(?::\d{3,8})?\$[A-Za-z0-9]{8,32}\$[0-9a-f]{40,128}|scrypt:\d{2,7}:\d{1,2}:\d{1,2}\$[A-Za-z0-9]{8,32}\$[0-9a-f]{128})(?![0-9a-f])/,
    references: ["https://werkzeug.palletsprojects.com/en/stable/utils/#module-werkzeug.security"],
    examples: {
      found: [
        "INSERT INTO users VALUES (1,'ada','«pbkdf2:sha256:600000$pNbkkSU9erghJn6y$e15ef892b7a65ceb7095eb31b5054a5569b2d6cc005e1ad883d039d94570e02c»');",
        "«scrypt:32768:8:1$QGqjvT7pahvnkqh4$bc37ec73587b6aea5d6533a422b246dc1d502a3ff58c3c1157ea214fac18ef18fef7db7951dfd8e384318c76f899eee77fc405977db134d6b8482c86fc2aac63»",
      ],
      ignored: ["generate_password_hash(p, method='pbkdf2:sha256:600000')"],
    },
  },
  {
    ...guessed,
    id: "django-hash",
    title: "Password hash (Django)",
    severity: "medium",
    confidence: "high",
    keywords: ["pbkdf2_sha1$", "pbkdf2_sha256$", "bcrypt_sha256$", "scrypt$", "argon2$"],
    pattern:
      /(?<![A-Za-z0-9$])(?<value>pbkdf2_sha1\$\d{3,8}\$[A-Za-z0-9]{8,40}\$[A-Za-z0-9+/]{27}=|scrypt\$\d{2,7}\$[A-Za-z0-9]{8,40}\$\d{1,2}\$\d{1,2}\$[A-Za-z0-9+/]{86}==|bcrypt(?:_sha256)?\$\$2[aby]\$\d\d\$[A-Za-z0-9./]{53}|argon2\$argon2id\$v=\d{1,3}\$m=\d{1,9},t=\d{1,4},p=\d{1,4}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,120}|(?:sha1|md5)\$[A-Za-z0-9]{4,32}\$(?:[0-9a-f]{40}|[0-9a-f]{32})(?![0-9a-f]))/,
    references: ["https://docs.djangoproject.com/en/stable/topics/auth/passwords/"],
    examples: {
      found: [
        '"password": "«bcrypt_sha256$$2b$12$zXiLc9uxtwnxfT7TU13vtIi94Zz1HPwcFNZtTtZkuoC4kB7Qcqt/h»"',
        "«pbkdf2_sha1$390000$sF9Db4TQoQQ3BEOJ12jsWf$3Wkmy6HHjjtzPJQrGMxXShlvL0Y=»",
        "«sha1$pVFL40VPDItp$e14d436cdb31de0d07bf8b094a134ecc20e36aa7»",
      ],
      ignored: ["bcrypt_sha256$$2b$12$short", "sha1$salt$hash"],
    },
  },
  {
    ...guessed,
    id: "aspnet-identity-hash",
    title: "Password hash (ASP.NET Core Identity)",
    severity: "medium",
    confidence: "high",
    keywords: ["aqaaaaeaaccqaaaae", "aqaaaaiaayagaaaae"],
    pattern:
      /(?<![A-Za-z0-9+/])(?<value>AQAAAA(?:EAACcQ|IAAYag)AAAAE[A-Za-z0-9+/]{65,67}={0,2})(?![A-Za-z0-9+/=])/,
    references: [
      "https://learn.microsoft.com/aspnet/core/security/data-protection/consumer-apis/password-hashing",
    ],
    examples: {
      found: [
        "('ada@example.org', N'«AQAAAAIAAYagAAAAElH+MqF1Itx08qlhV4FvYApqIsFApb7aMgdxo7pNIC0pvxjn38AicNw1kkR/yH2kR+==»')",
      ],
      ignored: ["AQAAAAIAAYagAAAAE", "AQAAAAEAACcQ=="],
    },
  },
  {
    ...guessed,
    id: "phpass-hash",
    title: "Password hash (WordPress, Drupal, phpBB)",
    severity: "medium",
    confidence: "high",
    keywords: ["$p$", "$h$", "$s$", "$wp$"],
    pattern:
      /(?<![A-Za-z0-9$])(?<value>\$[PH]\$[A-Za-z0-9./]{31}|\$S\$[A-Za-z0-9./]{52}|\$wp\$2y\$\d\d\$[A-Za-z0-9./]{53})(?![A-Za-z0-9./$=])/,
    proofs: [{ kind: "entropy", min: 3.8 }, { kind: "not-words" }],
    references: ["https://developer.wordpress.org/reference/functions/wp_hash_password/"],
    examples: {
      found: [
        "INSERT INTO wp_users VALUES (1,'admin','«$P$B/pVWygDTTN/ast4Am1aIU8VtA1Yn7g»')",
        "'«$S$DRjfRmpovuRR6ENyoCc8VpdPwP9bmIDnTHlgplpPG0Lf.78GhClZ»'",
      ],
      ignored: ["$P$Bshort", "$S$"],
    },
  },
  {
    ...guessed,
    id: "ntlm-hash-dump",
    title: "Windows password hashes (pwdump)",
    severity: "critical",
    confidence: "high",
    harm: "Sign in with the hash itself, without the password (pass the hash), or guess it at billions of tries a second.",
    remedy:
      "Change the passwords of all accounts in the dump, krbtgt twice, and find out who made it.",
    keywords: [":::"],
    pattern:
      /(?<![^\s"'>])[\w.$@\\ -]{1,80}:\d{1,7}:(?:[0-9a-f]{32}|[0-9A-F]{32}|NO PASSWORD\*{21}):(?!31d6cfe0d16ae931b73c59d7e0c089c0)(?<value>[0-9a-fA-F]{32}):::/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://attack.mitre.org/techniques/T1003/002/"],
    examples: {
      found: [
        "Administrator:500:aad3b435b51404eeaad3b435b51404ee:«3cdcfb796c7c72e04f7ecfc4e5d0bac9»:::",
      ],
      ignored: ["Guest:501:aad3b435b51404eeaad3b435b51404ee:31d6cfe0d16ae931b73c59d7e0c089c0:::"],
    },
  },
  {
    ...guessed,
    id: "netntlm-hash",
    title: "Captured Windows sign-in (NetNTLMv2)",
    severity: "high",
    confidence: "high",
    keywords: [":0101000000000000"],
    pattern:
      /(?<![\w.-])[\w.$-]{1,64}::[\w.-]{0,64}:(?<value>[0-9a-fA-F]{16}:[0-9a-fA-F]{32}:0101000000000000[0-9a-fA-F]{40,2000})(?![0-9a-fA-F])/,
    references: ["https://learn.microsoft.com/openspecs/windows_protocols/ms-nlmp/"],
    examples: {
      found: [
        "ada::CORP:«840e7310c68a849e:fa1329c99cd14f506fe04f0aaf12f344:0101000000000000f486bbdb057a762a95e6b401f6385ab2f37784b4009e441a0a67d43e4ade3ceb923ac6514a977709»",
      ],
      ignored: ["std::vector:0123456789abcdef", "fe80::1:2:3"],
    },
  },
  {
    ...guessed,
    id: "kerberos-hash",
    title: "Kerberos ticket made for guessing",
    severity: "high",
    confidence: "high",
    keywords: ["$krb5"],
    pattern:
      /(?<value>\$krb5(?:asrep|tgs|pa|tgs-ad)\$(?:\d{2}\$)?[^\s"'<>]{0,200}?[0-9a-fA-F]{24,64}\$[0-9a-fA-F]{40,6000})(?![0-9a-fA-F])/,
    references: ["https://attack.mitre.org/techniques/T1558/"],
    examples: {
      found: [
        "«$krb5asrep$23$ada@EXAMPLE.ORG:bc5beb4ad3f84f52c1096d7de38b79e7$5db65f4e8d168bc02f9589e534624f028b14da591cf6577e0ecc700bf3fac5eba83aa38115da3561f48b561aa85fd381cc77042c75c97516414e69a0»",
        "«$krb5tgs$23$*svc$EXAMPLE.ORG$svc/db*$92fcb2e0c97b2c96454e24b46a536042$fdeeddf07fbb3b0c81e9139312179d293810eb5544a466e94a046ff21558ba2cea89e09000dae9c8cd6d792b38dbab1e861e5112d4e0bce25d7aca1a9dda5850528fede8fde5ae99c08b53d3c6bf85b9e4ad23f15c53110667f894a845bfd628993a2900»",
      ],
      ignored: ["$krb5tgs$23$*user$realm$spn*$hash"],
    },
  },
  {
    ...guessed,
    id: "cracking-hash",
    title: "Password hash made for guessing",
    severity: "medium",
    confidence: "medium",
    keywords: [
      "$office$",
      "$keepass$",
      "$zip2$",
      "$7z$",
      "$rar5$",
      "$bitlocker$",
      "$dcc2$",
      "$sshng$",
      "$wpapsk$",
      "$bitcoin$",
      "$ethereum$",
      "$pdf$",
      "$luks$",
      "$ml$",
    ],
    pattern:
      /(?<value>\$(?:office|oldoffice|keepass|zip2|pkzip2?|7z|rar5|RAR3|bitlocker|DCC2|sshng|WPAPSK|bitcoin|ethereum|pdf|luks|ml|gpg|axcrypt|itunes_backup|electrum|multibit|telegram|metamask|ansible|vnc|racf|mscash2?|dmg|encfs|keychain|pwsafe|lastpass|truecrypt|veracrypt)\$[*\w./+#:@=-]{0,60}?[*$:#][\w.*$/+#:@=-]{24,8000})/,
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://hashcat.net/wiki/doku.php?id=example_hashes"],
    examples: {
      found: [
        "«$office$*2013*100000*256*16*c5ca7e50becdd475b924d45f51b7fd4e*476c853bbc7774979679790afaf625af*4f0ba55a1d70a143ac9b12ad9970666ffe3e46f8abccd5a1cfa182042bb83f64»",
        "«$DCC2$10240#ada#52aeed5441c8a108556cde5c4976c366»",
      ],
      ignored: ["$pdf$ = open($file)", "$office$"],
    },
  },
  {
    ...guessed,
    id: "boot-loader-hash",
    title: "Password hash (GRUB, macOS)",
    severity: "medium",
    confidence: "high",
    keywords: ["grub.pbkdf2."],
    pattern:
      /(?<value>grub\.pbkdf2\.sha512\.\d{4,7}\.[0-9A-Fa-f]{64,256}\.[0-9A-Fa-f]{64,256})(?![0-9A-Fa-f])/,
    references: [
      "https://www.gnu.org/software/grub/manual/grub/html_node/password_005fpbkdf2.html",
    ],
    examples: {
      found: [
        "password_pbkdf2 root «grub.pbkdf2.sha512.10000.5329F36E0CC444CDDBB097A109D5919FF7F912D7D8917119E34ACF4A30F6464BC7E3763FE0239ECDEC49D548D7ACABEDCEAF71E6F024201A49DB764829DFC5E5.A5AC320D8E35AA6B99FB1ADB1C1C32AEB76A0A71643CBA5BF8CB6EFE972DE337DC3D7078CBCB9F81E366BC6C9C6C2853B6725A4A6B7F522E7C89E8DEBAA44E75»",
      ],
      ignored: ["grub.pbkdf2.sha512.10000.<salt>.<hash>"],
    },
  },
];
