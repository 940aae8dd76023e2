import type { Rule } from "../../core/rule.ts";

const found = {
  class: "secret",
  confidence: "medium",
  severity: "high",
} as const;

/** A word of a command line that is no option, variable or stand-in. */
const word = /["']?(?![-$%<{@*])(?<value>[^\s"'<>{}()\\;|&]{5,128})(?=["'\s;|&]|$)/.source;

const given = [
  { kind: "not-placeholder" },
  { kind: "looks-secret", as: "password", least: 0.25 },
] as const;

/** What tools are given on command lines, as histories, scripts and logs keep it. */
export const toolPasswords: readonly Rule[] = [
  {
    ...found,
    id: "archive-password",
    title: "Password of an archive on a command line",
    harm: "Open the archive, and whatever else is packed with that password.",
    remedy: "Pack it anew with another password, and let the tool ask for it.",
    keywords: ["zip ", "7z ", "7za ", "rar "],
    pattern: new RegExp(
      `(?<![A-Za-z0-9_.-])(?:(?:un)?zip(?:cloak)?[ \\t](?:[^\\n|;]{0,200}?[ \\t])?-P[ \\t]{0,2}|(?:7z[ar]?|(?:un)?rar)[ \\t][^\\n|;]{1,200}?[ \\t]-h?p)${word}`,
    ),
    proofs: [...given, { kind: "has", all: ["letter"] }],
    references: ["https://linux.die.net/man/1/zip", "https://7-zip.org/"],
    examples: {
      found: [
        "zip -r -P «Kd82-wQz91p» weights.zip model/",
        "unzip -P '«Sommer2031!»' weights.zip",
        "7z a -p«Kd82wQz91p» -mhe=on weights.7z model",
      ],
      ignored: ["zip -P $ARCHIVE_PASSWORD x.zip a", "7z x -password.txt", "unzip -p archive.zip a"],
    },
  },
  {
    ...found,
    id: "openssl-command-password",
    title: "Password on OpenSSL's command line",
    harm: "Read what was encrypted with it, or use the key that it locks.",
    remedy: "Encrypt anew with another password, and give it by `-pass file:` or a prompt.",
    keywords: ["openssl "],
    pattern: new RegExp(`openssl[ \\t][^\\n|;]{1,240}?[ \\t]-k[ \\t]{1,2}${word}`),
    proofs: given,
    references: ["https://docs.openssl.org/master/man1/openssl-enc/"],
    examples: {
      found: [
        "openssl enc -aes-256-cbc -k «Kd82-wQz91p» -in model.pt",
        "openssl des3 -d -k '«Sommer2031!»' -in a.enc",
      ],
      ignored: ["openssl enc -k $PASS -in a", "openssl enc -k secret -in a"],
    },
  },
  {
    ...found,
    id: "ssh-keygen-passphrase",
    title: "Passphrase on ssh-keygen's command line",
    harm: "Use the key that it locks, wherever that was copied to.",
    remedy: "Set another one with `ssh-keygen -p`, which asks for it.",
    keywords: ["ssh-keygen "],
    pattern: new RegExp(`ssh-keygen[ \\t](?:[^\\n|;]{0,240}?[ \\t])?-[NP][ \\t]{1,2}${word}`),
    proofs: given,
    references: ["https://man.openbsd.org/ssh-keygen"],
    examples: {
      found: ["ssh-keygen -t ed25519 -N '«Sommer2031!»' -f deploy"],
      ignored: ["ssh-keygen -t ed25519 -N '' -f deploy", "ssh-keygen -N $PASSPHRASE -f x"],
    },
  },
  {
    ...found,
    id: "htpasswd-command-password",
    title: "Password on htpasswd's command line",
    harm: "Sign in to the site as the user that the command names.",
    remedy: "Set another one with `htpasswd -i`, which reads it from standard input.",
    keywords: ["htpasswd "],
    pattern: new RegExp(
      `htpasswd[ \\t]{1,2}(?:-[A-Za-z]{0,4}b[A-Za-z]{0,4})[ \\t]{1,2}(?:-[A-Za-z0-9]{1,4}[ \\t]{1,2}(?:\\d{1,2}[ \\t]{1,2})?){0,3}(?:[^\\s|;<>-][^\\s|;<>]{0,120}[ \\t]{1,2}){1,2}${word}[ \\t]{0,4}(?=$|[|;&>#\\n])`,
    ),
    proofs: given,
    references: ["https://httpd.apache.org/docs/current/programs/htpasswd.html"],
    examples: {
      found: [
        "htpasswd -b .htpasswd ada «Kd82-wQz91p»",
        "htpasswd -nb ada «Sommer2031!» | sed 1q",
        "htpasswd -cbB -C 10 /etc/nginx/users ada «Kd82wQz91p»",
      ],
      ignored: ["htpasswd -b .htpasswd ada $PASSWORD", "htpasswd -c .htpasswd ada"],
    },
  },
  {
    ...found,
    id: "http-command-password",
    title: "Password on HTTPie's command line",
    harm: "Sign in to the service that the command names.",
    remedy: "Change it there, and keep it in a netrc file or a session.",
    keywords: ["http ", "https ", "xh "],
    pattern: new RegExp(
      `(?<![A-Za-z0-9_./-])(?:https?|xhs?)[ \\t](?:[^\\n|;]{0,200}?[ \\t])?(?:-a|--auth)[ \\t=]["']?[^\\s:"'$<>{}]{1,60}:${word}`,
    ),
    proofs: given,
    references: ["https://httpie.io/docs/cli/authentication"],
    examples: {
      found: [
        "http -a ada:«Kd82-wQz91p» models.lab.org/api",
        "https --auth=ada:«Sommer2031!» lab.org",
      ],
      ignored: ["http -a ada:$PASSWORD lab.org", "http -a user:password lab.org"],
    },
  },
  {
    ...found,
    id: "rclone-command-secret",
    title: "Secret on rclone's command line",
    harm: "Read and change what is kept at the remote.",
    remedy: "Change it there, and let `rclone config` ask for it.",
    keywords: ["rclone config"],
    pattern: new RegExp(
      `rclone[ \\t]config[ \\t](?:create|update|password)[ \\t][^\\n|;]{1,240}?[ \\t](?:pass(?:word2?)?|secret_access_key|key|bearer_token|client_secret)(?:=|[ \\t]{1,2})${word}`,
    ),
    proofs: given,
    references: ["https://rclone.org/commands/rclone_config_create/"],
    examples: {
      found: [
        "rclone config create lab webdav url https://dav.lab.org user ada pass «Kd82-wQz91p»",
        "rclone config create s3 s3 access_key_id=x secret_access_key=«lkXoe1J8LxfCuRIPOcQ5TfmLkf6P1EIl»",
      ],
      ignored: ["rclone config create lab webdav user ada pass $PASS"],
    },
  },
  {
    ...found,
    id: "minio-command-secret",
    title: "Secret key on MinIO client's command line",
    harm: "Read and change every bucket that the key may.",
    remedy: "Remove the key with `mc admin user svcacct rm`, and give the new one by `MC_HOST_…`.",
    keywords: ["alias set", "host add"],
    pattern: new RegExp(
      `(?<![A-Za-z0-9_])mc(?:li)?[ \\t](?:alias[ \\t]set|config[ \\t]host[ \\t]add)[ \\t]{1,2}[\\w-]{1,40}/?[ \\t]{1,2}["']?https?://[^\\s"']{1,160}["']?[ \\t]{1,2}["']?[^\\s"'$]{3,80}["']?[ \\t]{1,2}${word}`,
    ),
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://min.io/docs/minio/linux/reference/minio-mc/mc-alias-set.html"],
    examples: {
      found: ["mc alias set lab https://minio.lab.org ada «Kd82wQz91pLmVn4s»"],
      ignored: ["mc alias set lab http://localhost:9000 minioadmin minioadmin"],
    },
  },
  {
    ...found,
    id: "vault-login-token",
    title: "Token on Vault's command line",
    harm: "Read every secret that the token's policies allow.",
    remedy: "Revoke it with `vault token revoke`, and let `vault login` ask for it.",
    keywords: ["vault login"],
    pattern:
      /(?<![A-Za-z0-9_])(?:vault|bao)[ \t]login[ \t](?:-[\w-]{1,20}(?:=\S{1,60})?[ \t]){0,3}(?:token=)?["']?(?<value>[A-Za-z0-9._-]{20,200})(?=["'\s]|$)/,
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "key", least: 0.8 }],
    references: ["https://developer.hashicorp.com/vault/docs/commands/login"],
    examples: {
      found: ["vault login «lkXoe1J8LxfCuRIPOcQ5TfmLkf6P1EIl»"],
      ignored: ["vault login -method=userpass username=ada", "vault login $VAULT_TOKEN"],
    },
  },
];
