import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { argument, password } from "../passwords.ts";

export const remoteAccess: readonly Rule[] = [
  {
    id: "file-transfer-url-password",
    title: "Password in the URL of a file server",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and replace the files of the server, and sign in wherever else the password is used.",
    remedy: "Change it there; use a key, or a credentials file that is not published.",
    keywords: ["ftp://", "ftps://", "sftp://", "smb://", "rsync://", "davs://", "ssh://"],
    pattern:
      /(?<![A-Za-z0-9])(?:s?ftps?|ftpes|scp|ssh|smb|cifs|afp|rsync|webdavs?|davs?|hdfs|webhdfs|nfs)(?:\+\w{2,8})?:\/\/[^\s:@/"'<>]{1,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1"],
    examples: {
      found: [
        "wget ftp://ada:«Kd82-wQz91p»@files.example.org/a.tar",
        "smb://ada:«Kd82wQz91p»@nas.internal/models",
      ],
      ignored: [
        "ftp://anonymous:anonymous@ftp.example.org/",
        "ssh://git@git.example.org:22/a.git",
        "sftp://user:pass@host/",
      ],
    },
  },
  {
    id: "mail-url-password",
    title: "Password in the URL of a mail or directory server",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Send mail in your name, read the mailbox, or look up and change the directory.",
    remedy: "Change it on that server.",
    keywords: ["smtp", "imap", "pop3", "ldap"],
    pattern:
      /(?<![A-Za-z0-9])(?:smtps?|submissions?|imaps?|pop3s?|ldaps?|xmpps?|sips?|turns?|rtsps?|rtmps?)(?:\+\w{2,8})?:\/\/[^\s:/"'<>]{1,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://symfony.com/doc/current/mailer.html"],
    examples: {
      found: [
        "MAILER_DSN=smtp://ada@example.org:«Kd82-wQz91p»@mail.internal:587",
        "rtsp://cam:«Kd82wQz91p»@10.0.0.9:554/1",
      ],
      ignored: [
        "smtp://user:pass@smtp.example.com:25",
        "smtp://localhost:25",
        "ldap://ldap.internal:389",
      ],
    },
  },
  {
    id: "proxy-url-password",
    title: "Password of a proxy",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Reach the network through the proxy in your name: it is often the password of the person's account.",
    remedy:
      "Change it at the proxy or the directory behind it, and leave the proxy out of what is logged.",
    keywords: ["proxy", "socks"],
    pattern:
      /(?:(?:https?|all|ftp|no|npm_config_https?)_?proxy["'\]]{0,3}[ \t]{0,3}[:=,][ \t]{0,3}\\?["']?https?|socks(?:4a?|5h?)?):\/\/[^\s:@/"'<>]{1,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://curl.se/docs/manpage.html#-x"],
    examples: {
      found: [
        "https_proxy=http://ada:«Kd82-wQz91p»@proxy.corp.internal:3128",
        'os.environ["HTTP_PROXY"] = "http://ada:«Kd82wQz91p»@10.0.0.2:8080"',
        "socks5h://ada:«Kd82wQz91p»@10.0.0.2:1080",
      ],
      ignored: [
        "HTTP_PROXY=http://proxy.corp.internal:3128",
        "https_proxy=http://user:password@proxy:8080",
        "socks5h://<username>:<password>@proxy-host",
      ],
    },
  },
  {
    id: "ldap-bind-password",
    title: "Password that a service binds to a directory with",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Look up, and often change, the people and groups of the directory.",
    remedy: "Change it in the directory, and keep it in a file that is not published.",
    keywords: ["bind", "rootpw", "authtok"],
    pattern: assigned(
      /(?<![A-Za-z])(?:(?:ldap[-_. ]?)?(?:bind[-_. ]?(?:dn[-_. ]?)?(?:pw|pass(?:wd|word)?|credentials?|secret)|bindpasswd)|ldap[\w .-]{0,16}?(?:admin|manager|root|system|config)[-_.]?(?:pw|pass(?:wd|word)?)|ldap_default_authtok|olcRootPW|rootpw|security\.credentials)/,
      password,
    ),
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.openldap.org/doc/admin26/slapdconfig.html"],
    examples: {
      found: [
        "bindpw: «Kd82-wQz91p»",
        'LDAP_BIND_PASSWORD="«Kd82wQz91p»"',
        "ldap_default_authtok = «Kd82wQz91p»",
        "LDAP_ADMIN_PASSWORD=«Kd82wQz91p»",
      ],
      ignored: ["bindpw: ${LDAP_PW}", "bind_password: password", "bind_pass(buffer_index2)"],
    },
  },
  {
    id: "bindpw-line",
    title: "Password in a directory client's configuration",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Look up, and often change, the people and groups of the directory.",
    remedy: "Change it in the directory, and keep the file readable for root alone.",
    keywords: ["bindpw", "rootbindpw"],
    pattern:
      /^[ \t]{0,4}(?:rootbindpw|bindpw|rootpw|rootpwmoddn)[ \t]{1,8}["']?(?!\{)(?<value>[^\s"'${}<>]{5,128})["']?[ \t]{0,4}\r?$/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://linux.die.net/man/5/nss_ldap"],
    examples: {
      found: ["binddn cn=svc,dc=example,dc=org\nbindpw «Kd82-wQz91p»"],
      ignored: ["bindpw secret", "the bindpw directive"],
    },
  },
  {
    id: "ldap-command-password",
    title: "Directory password on a command line",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Look up, and often change, the people and groups of the directory.",
    remedy: "Change it in the directory; give it by -W or -y.",
    keywords: ["ldapsearch", "ldapmodify", "ldapadd", "ldapwhoami", "ldappasswd", "ldapdelete"],
    pattern: argument(
      /ldap(?:search|modify|add|whoami|passwd|delete|compare|modrdn)|dsconf|dsmodify|dsadd/,
      /-w|-s|--bindPassword|-pwd/,
    ),
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }, { kind: "has", all: ["letter"] }],
    references: ["https://www.openldap.org/software/man.cgi?query=ldapsearch"],
    examples: {
      found: [
        "ldapsearch -x -H ldaps://dc.internal -D cn=admin,dc=example,dc=org -w «Kd82-wQz91p» -b dc=example",
      ],
      ignored: ["ldapsearch -x -D cn=admin -W -b dc=x -s base", "ldapsearch -w $BIND_PW -b x"],
    },
  },
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
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
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
      /(?<![A-Za-z0-9_-])(?:lftp[ \t][^\n|]{0,120}?-u[ \t]{0,2}["']?[^\s,"']{1,60},|(?:open[ \t]-u[ \t]{1,2})[^\s,"']{1,60},|(?:ncftp\w{0,4}|pscp|plink|psftp|kitty)(?:\.exe)?[ \t][^\n|]{0,120}?[ \t]-(?:p|pw)[ \t]{1,2}|(?:wget|aria2c|axel)[ \t][^\n|]{0,200}?--(?:http-|ftp-|proxy-)?passw(?:or)?d[ =]|sshpass[ \t]{1,2}-p[ \t]{0,2}|https?[ \t][^\n|]{0,60}?(?:-a|--auth)[ \t=][^\s:"']{1,60}:)["']?(?![-$%<{*])(?<value>[^\s"'<>{}()\\]{5,128})(?=["'\s]|$)/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
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
    id: "rdp-file-password",
    title: "Password in a remote desktop's settings",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Sign in to the desktop, once the file is decrypted with the keys of the user who saved it.",
    remedy: "Change it, and do not save it in the file.",
    keywords: ["password 51:b:"],
    pattern: /password 51:b:(?<value>01000000D08C9DDF0115D111[0-9A-F]{100,1200})/i,
    references: ["https://learn.microsoft.com/azure/virtual-desktop/rdp-properties"],
    examples: {
      found: [
        "username:s:CORP\\ada\npassword 51:b:«01000000D08C9DDF0115D1117E45C41932A608BE04B042949AA8C1EA1A3A28B51B990C7A002A4DB2BE3CDBA23A2F6E816F88A8CE77FB7440E55A070DC97B4806597224CE37B67D9590E737DA2E3BCC3C2F152538BDCE14145EF2B512C253E3D048AF8E8582D37F716DE6CE03EC3A81BF3BD2B33BF2B5CFC052D775C4E3C0DD7E4592B9E3»",
      ],
      ignored: ["password 51:b:", "prompt for credentials:i:1"],
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
        "[Sessions\\db]\nHostName=files.example.org\nPassword=«A35CB4A29C47AEF43B2EFBB10EF63E3694121567C1A27F3DE2CFA352D602EE07»",
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
        "[nas]\ntype = sftp\nhost = nas.internal\nuser = ada\npass = «nQiPzM95b9Roo_B1j3Vb5qf2CpZ5SBatt96Ur8eW-ea»\n",
      ],
      ignored: ["[s3]\ntype = s3\nprovider = AWS\nenv_auth = true\n"],
    },
  },
  {
    id: "vnc-password",
    title: "VNC password",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "See and use the desktop.",
    remedy: "Change it with vncpasswd, and reach the desktop through SSH alone.",
    keywords: ["vnc"],
    pattern:
      /(?:x11vnc[ \t][^\n|]{0,120}?-passwd[ \t]{1,2}|vnc_?(?:pw|pass(?:wd|word)?)["'\]]{0,3}[ \t]{0,3}[:=][ \t]{0,3}|vncpasswd[ \t]{1,2}(?:-f[ \t]<<<[ \t]{0,2}))["']?(?![-$%<{])(?<value>[^\s"'<>{}()\\,;]{5,64})(?=["'\s,;]|$)/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://tigervnc.org/doc/vncpasswd.html"],
    examples: {
      found: ["x11vnc -display :0 -passwd «Kd82wQz9»", 'VNC_PW="«Kd82wQz9»"'],
      ignored: ["VNC_PASSWORD=password", "VNC_PW=$VNC_PW"],
    },
  },
];
