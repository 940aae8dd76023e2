import type { Rule } from "../../core/rule.ts";

export const fileServers: readonly Rule[] = [
  {
    id: "smb-user-password",
    title: "Password of a Windows share on a command line",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and replace the files of the share, and sign in as the domain's user.",
    remedy: "Change it in the domain; use a credentials file or Kerberos.",
    keywords: [
      "smbclient",
      "smbget",
      "rpcclient",
      "smbmap",
      "impacket",
      "psexec.py",
      "wmiexec",
      "secretsdump",
      "net rpc",
      "winexe",
    ],
    pattern:
      /(?:smbclient|smbget|rpcclient|smbmap|winexe|wmic|net[ \t](?:rpc|ads))[ \t][^\n|]{0,200}?(?:-U|--user(?:name)?)[ \t=]{0,2}["']?[^\s"'%]{1,60}%(?<value>[^\s"'$<>{}%]{4,128})(?=["'\s]|$)/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: ["https://www.samba.org/samba/docs/current/man-html/smbclient.1.html"],
    examples: {
      found: ["smbclient //nas.internal/models -U 'CORP\\ada%«Kd82-wQz91p»' -c ls"],
      ignored: ["smbclient //nas/models -U ada", "smbclient //h/s -U user%password"],
    },
  },
  {
    id: "cifs-mount-password",
    title: "Password in a mount's options",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and replace the files of the share, and sign in as its user.",
    remedy:
      "Change it on the server; use `credentials=` with a file that is readable for root alone.",
    keywords: ["cifs", "smb3", "davfs"],
    pattern:
      /(?:cifs|smb3|smbfs|davfs)[ \t,][^\n]{0,200}?(?<=[\s,"'])(?:username|user)=[^\s,]{1,60},(?:[\w=./-]{1,60},){0,4}pass(?:word)?=(?<value>[^\s,"'$<>{}]{4,128})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://man7.org/linux/man-pages/man8/mount.cifs.8.html"],
    examples: {
      found: [
        "mount -t cifs //nas.internal/models /mnt -o username=ada,password=«Kd82-wQz91p»,vers=3.0",
        "//nas.internal/models /mnt cifs user=ada,uid=1000,pass=«Kd82wQz91p» 0 0",
      ],
      ignored: [
        "//nas/models /mnt cifs credentials=/root/.smb,uid=1000 0 0",
        "mount -t cifs //h/s /mnt -o username=$U,password=$P",
      ],
    },
  },
  {
    id: "transfer-command-password",
    title: "Password of a file server on a command line",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and replace the files of the server, and sign in wherever else the password is used.",
    remedy: "Change it there; use .netrc or a key.",
    keywords: [
      "lftp",
      "ncftp",
      "wget",
      "aria2c",
      "axel",
      "pscp",
      "plink",
      "psftp",
      "winscp",
      "sshpass",
    ],
    pattern:
      /(?<![A-Za-z0-9_-])(?:lftp[ \t][^\n|]{0,120}?-u[ \t]{0,2}["']?[^\s,"']{1,60},|(?:open[ \t]-u[ \t]{1,2})[^\s,"']{1,60},|(?:ncftp\w{0,4}|pscp|plink|psftp|kitty)(?:\.exe)?[ \t][^\n|]{0,120}?[ \t]-(?:p|pw)[ \t]{1,2}|(?:wget|aria2c|axel)[ \t][^\n|]{0,200}?--(?:http-|ftp-|proxy-)?passw(?:or)?d[ =]|sshpass[ \t]{1,2}-p[ \t]{0,2})["']?(?![-$%<{*])(?<value>[^\s"'<>{}()\\]{5,128})(?=["'\s]|$)/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: [
      "https://lftp.yar.ru/lftp-man.html",
      "https://www.gnu.org/software/wget/manual/wget.html",
    ],
    examples: {
      found: [
        "lftp -u ada,«Kd82-wQz91p» sftp://files.example.org",
        "wget --user=ada --password='«Kd82wQz91p»' https://files.example.org/a",
        "plink -ssh ada@10.0.0.4 -pw «Kd82wQz91p» uname",
      ],
      ignored: [
        "lftp -u $USER,$PASS host",
        "wget --user=ada --ask-password https://x",
        "plink -pw password host",
      ],
    },
  },
  {
    id: "winscp-password",
    title: "Password that WinSCP saved",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Sign in to the server: the form is only scrambled, with a key that everybody knows.",
    remedy: "Change it on the server, and set a master password in WinSCP.",
    keywords: ["password=a35c"],
    pattern: /Password=(?<value>A35C[0-9A-F]{16,400})(?![0-9A-Fa-f])/,
    references: ["https://winscp.net/eng/docs/security_credentials"],
    examples: {
      found: [
        "[Sessions\\db]\nHostName=files.example.org\nPassword=«A35C10EF63E3694121567C1A27F3DE2CFA352D602EE073A2A69FE0FA33F6D2DB»",
      ],
      ignored: ["Password=A35C"],
    },
  },
  {
    id: "rclone-password",
    title: "Password in rclone's configuration",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and replace the files of the remote: the form is only scrambled, with a key that everybody knows.",
    remedy: "Change it at the remote, and encrypt the configuration with `rclone config`.",
    keywords: ["type = "],
    pattern:
      /^type = (?:sftp|ftp|webdav|smb|crypt|mega|koofr|protondrive|seafile|pcloud|opendrive|filefabric|mailru)\r?\n(?:[a-z_]{2,30} = [^\n]{0,200}\n){0,8}(?:pass|password|password2) = (?<value>[A-Za-z0-9_-]{22,400})\r?$/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://rclone.org/docs/#configuration-encryption"],
    examples: {
      found: [
        "[nas]\ntype = sftp\nhost = nas.internal\nuser = ada\npass = «b5qf2CpZ5SBatt96Ur8eW-ea32t5zwFehodoamaZZw2»\n",
      ],
      ignored: ["[s3]\ntype = s3\nprovider = AWS\nenv_auth = true\n"],
    },
  },
];
