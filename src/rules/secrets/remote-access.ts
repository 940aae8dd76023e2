import type { Rule } from "../../core/rule.ts";

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
    id: "curl-user-key",
    title: "Key that stands as a user's name in a curl command",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Send requests in your name to the service that the URL names.",
    remedy: "Revoke it there, and give it by a variable or a file.",
    keywords: ["curl"],
    pattern:
      /(?<![A-Za-z0-9_])curl(?=[ \t])[^\n]{0,300}?[ \t](?:-u|--user)[ \t=]{0,2}["']?(?![-$%<{])(?<value>[^\s:"'$<>{}()\\]{10,200}):["']?(?=\s|$)/,
    proofs: [
      { kind: "entropy", min: 3 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://curl.se/docs/manpage.html#-u"],
    examples: {
      found: [
        "curl https://api.example.org/v1/charges -u «JpCOjRXKIly2i0ctgeJvnaqxD58ajLxV»:",
        'curl -u "«Kd82-wQz91p»:" https://localhost:9200',
      ],
      ignored: [
        'curl -u "$KEY:" https://example.org',
        "curl -u your_api_key_1: https://example.org",
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
        "username:s:CORP\\ada\npassword 51:b:«01000000D08C9DDF0115D111042949AA8C1EA1A3A28B51B990C7A002A4DB2BE3CDBA23A2F6E816F88A8CE77FB7440E55A070DC97B4806597224CE37B67D9590E737DA2E3BCC3C2F152538BDCE14145EF2B512C253E3D048AF8E8582D37F716DE6CE03EC3A81BF3BD2B33BF2B5CFC052D775C4E3C0DD7E4592B9E3B4A29C47AEF43B2EFBB»",
      ],
      ignored: ["password 51:b:", "prompt for credentials:i:1"],
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
