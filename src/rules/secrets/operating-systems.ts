import type { Rule } from "../../core/rule.ts";
import { argument } from "../passwords.ts";

export const operatingSystems: readonly Rule[] = [
  {
    id: "chpasswd-password",
    title: "Password that a script sets",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in as the user, often root, on every machine or image that was made so.",
    remedy: "Change it there; set a hash or a key instead.",
    keywords: ["chpasswd"],
    pattern:
      /(?:chpasswd:\s{1,20}(?:expire:[^\n]{1,20}\s{1,20})?list:[ \t]{0,2}\|?-?\s{1,20}(?:-[ \t]{1,3})?[a-z_][\w-]{0,31}:|(?:echo|printf)[ \t]{1,2}(?:-e[ \t])?["']?[a-z_][\w-]{0,31}:(?=[^\n|]{3,200}\|[ \t]{0,4}(?:sudo[ \t]{1,2})?(?:\/usr\/sbin\/)?chpasswd)|chpasswd[ \t]{0,2}<<<[ \t]{0,2}["']?[a-z_][\w-]{0,31}:)(?![$%<{*])(?<value>[^\s"'\\<>{}|$]{4,128})/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://cloudinit.readthedocs.io/en/latest/reference/modules.html#set-passwords"],
    examples: {
      found: [
        "chpasswd:\n  list: |\n    root:«Kd82-wQz91p»\n  expire: false",
        "RUN echo 'root:«Kd82wQz91p»' | chpasswd",
        'chpasswd <<< "ada:«Kd82wQz91p»"',
      ],
      ignored: [
        "RUN echo root:root | chpasswd",
        'echo "$USER:$PASS" | chpasswd',
        "chpasswd:\n  expire: false",
      ],
    },
  },
  {
    id: "set-up-password",
    title: "Password in an installer's answers",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in, often as root, on every machine that was set up with the file.",
    remedy: "Change it there; give a hash, or no password and a key.",
    keywords: ["rootpw", "passwd/", "plain_text_passwd", "--password"],
    pattern:
      /(?:^rootpw[ \t]{1,3}(?:--(?:plaintext|allow-ssh)[ \t]{1,3}){0,2}(?!--)|passwd\/(?:root|user)-password(?:-again)?[ \t]{1,3}password[ \t]{1,3}|plain_text_passwd["']?[ \t]{0,2}:[ \t]{1,3}["']?|^user[ \t][^\n]{0,160}?--password[= ]["']?(?=[^\n]{1,120}--plaintext))(?![$%<{*])(?<value>[^\s"'\\<>{}|$]{4,128})/,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://docs.fedoraproject.org/en-US/fedora/latest/install-guide/appendixes/Kickstart_Syntax_Reference/",
      "https://www.debian.org/releases/stable/amd64/apb",
    ],
    examples: {
      found: [
        "lang en_GB\nrootpw --plaintext «Kd82-wQz91p»\n",
        "d-i passwd/user-password password «Kd82wQz91p»",
        "users:\n  - name: ada\n    plain_text_passwd: '«Kd82wQz91p»'",
      ],
      ignored: ["rootpw --lock", "rootpw --iscrypted $6$x"],
    },
  },
  {
    id: "sudo-piped-password",
    title: "Password piped into a command",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Become root on the machine, or sign in where the command does.",
    remedy: "Change it; use NOPASSWD for the one command, or a file that is not published.",
    keywords: ["sudo -s", "--password-stdin", "passwd --stdin", "--passphrase-fd", "su -c"],
    pattern:
      /(?:echo|printf)[ \t]{1,2}(?:-[en]{1,2}[ \t]{1,2})?["']?(?![-$%<{*(])(?<value>[^\s"'`\\<>{}|$]{4,200})(?:\\n)?["']?[ \t]{0,3}\|[ \t]{0,3}(?:sudo[ \t]{1,2}(?:-\w{1,3}[ \t]{1,2}){0,3}-{1,2}S|[^\n|]{1,160}--(?:password-stdin|stdin(?![-\w])|passphrase-fd|pass-stdin)|smbpasswd|kinit|cryptsetup|vncpasswd|passwd)/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.sudo.ws/docs/man/sudo.man/"],
    examples: {
      found: [
        "echo '«Kd82-wQz91p»' | sudo -S apt-get install -y git",
        "echo «Kd82wQz91p» | docker login -u ada --password-stdin ghcr.io",
        'printf "«Kd82wQz91p»\\n" | kinit ada@EXAMPLE.ORG',
      ],
      ignored: [
        'echo "$PASSWORD" | sudo -S true',
        "echo password | sudo -S true",
        "echo done | sudo tee -a log",
      ],
    },
  },
  {
    id: "openssl-pass-argument",
    title: "Passphrase given to OpenSSL",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Decrypt the key or the file that the command makes or reads.",
    remedy: "Change the passphrase, and give it by `file:` or `env:`.",
    keywords: ["pass:"],
    pattern:
      /-(?:pass|passin|passout|password|kfile|CAkeypass|srpuserseed|proxypass)["']?,?[ \t]{1,2}["']?pass:(?![$%<{*])(?<value>[^\s"'\\<>{}|$,)]{4,200})/,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://docs.openssl.org/master/man1/openssl-passphrase-options/"],
    examples: {
      found: [
        "openssl enc -aes-256-cbc -in model.bin -pass pass:«Kd82-wQz91p»",
        "openssl rsa -passin 'pass:«Kd82wQz91p»' -in k.pem",
      ],
      ignored: [
        "openssl rsa -passin pass:$PW -in k.pem",
        "openssl req -passout pass:password",
        "-passin env:PW",
      ],
    },
  },
  {
    id: "passphrase-argument",
    title: "Passphrase on a command line",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Open the key, archive or backup that the command names.",
    remedy: "Change the passphrase, and let the command ask for it.",
    keywords: ["--passphrase", "storepass", "keypass"],
    pattern:
      /(?:--passphrase|-(?:src|dest)?(?:store|key)pass)["']?,?[ \t=]{1,2}["']?(?![-$%<{@*:])(?<value>[^\s"'<>{}()\\,;|&]{5,128})(?=["'\s\\;|&,]|$)/,
    proofs: [
      { kind: "not-placeholder" },
      { kind: "not-words" },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://www.gnupg.org/documentation/manuals/gnupg/GPG-Esoteric-Options.html"],
    examples: {
      found: [
        "gpg --batch --passphrase '«Kd82-wQz91p»' -d weights.gpg",
        "keytool -genkeypair -alias a -keystore k.jks -storepass «Kd82wQz91p»",
      ],
      ignored: [
        "gpg --passphrase-fd 0 -d x",
        "keytool -storepass changeit -list",
        "gpg -k 0x12345678ABCD",
        "unzip -p archive1.zip a",
        "ssh-keygen -t ed25519 -f id_ed25519.pub",
      ],
    },
  },
  {
    id: "keychain-password",
    title: "Password of a macOS keychain",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Open the keychain, and sign with the certificates in it.",
    remedy:
      "Change it with `security set-keychain-password`, and make a new keychain for each build.",
    keywords: ["security "],
    pattern: argument(
      /security[ \t](?:unlock-keychain|create-keychain|set-key-partition-list|import)/,
      /-p|-k|-P/,
    ),
    proofs: [
      { kind: "not-placeholder" },
      { kind: "not-words" },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://ss64.com/mac/security.html"],
    examples: {
      found: ["security unlock-keychain -p «Kd82wQz91p» build.keychain"],
      ignored: [
        "security import cert1.p12 -k login.keychain",
        'security unlock-keychain -p "$PW" build.keychain',
      ],
    },
  },
  {
    id: "apple-app-password",
    title: "App-specific password of an Apple account",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Upload builds to, and notarise in the name of, the account's team; read its mail.",
    remedy: "Revoke it at account.apple.com under App-Specific Passwords.",
    keywords: ["altool", "notarytool", "apple", "fastlane"],
    pattern:
      /(?:altool|notarytool|apple|fastlane|app[-_ ]?specific|notari[sz]|appstore|xcrun)[^\n]{0,160}?["' =:](?<value>[a-z]{4}-[a-z]{4}-[a-z]{4}-[a-z]{4})(?![a-z-])/i,
    proofs: [{ kind: "entropy", min: 2.8 }, { kind: "not-placeholder" }],
    references: ["https://support.apple.com/102654"],
    examples: {
      found: [
        "xcrun notarytool submit a.zip --apple-id ada@example.org --password «qzvk-wjtr-xbnm-plhd»",
        "FASTLANE_APPLE_APPLICATION_SPECIFIC_PASSWORD=«qzvk-wjtr-xbnm-plhd»",
      ],
      ignored: ["xcrun notarytool --password xxxx-xxxx-xxxx-xxxx", "apple: some-kind-with-four"],
    },
  },
  {
    id: "google-app-password",
    title: "App password of a Google account",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Send and read the account's mail without the second factor.",
    remedy: "Revoke it at myaccount.google.com/apppasswords.",
    keywords: ["gmail", "smtp", "app_pass", "email_pass", "email_host_password", "mail_password"],
    pattern:
      /(?:gmail|smtp|google|e?mail|sender|app|host)[\w .-]{0,16}?(?:pass(?:word|wd)?|pwd)["'\]]{0,3}[ \t]{0,4}[:=,][ \t]{0,4}["']?(?<value>[a-z]{4} [a-z]{4} [a-z]{4} [a-z]{4}|(?<=["'])[a-z]{16}(?=["']))(?![a-z ])/i,
    proofs: [{ kind: "entropy", min: 2.8 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://support.google.com/accounts/answer/185833"],
    examples: {
      found: [
        'EMAIL_HOST_PASSWORD = "«qzvk wjtr xbnm plhd»"',
        "gmail_password: '«qzvkwjtrxbnmplhd»'",
      ],
      ignored: [
        'SMTP_PASSWORD="xxxx xxxx xxxx xxxx"',
        'email_password = "your app pass word"',
        'mail_password = "somepasswordhere"',
      ],
    },
  },
];
