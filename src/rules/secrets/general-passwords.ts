import type { Rule } from "../../core/rule.ts";
import { chosenSecret, envPassword, foreignPassword } from "../general.ts";

const harm = "Sign in as the user, and wherever else the password is used.";
const remedy = "Change it, and keep it in a secret store or an environment that is not published.";
const references = [
  "https://owasp.org/www-community/vulnerabilities/Use_of_hard-coded_password",
] as const;

/** Passwords where no assignment to an English name stands before them. */
export const generalPasswords: readonly Rule[] = [
  {
    id: "general-foreign-password",
    title: "Password (named in another language)",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm,
    remedy,
    keywords: ["passwort", "kennwort", "mot de passe", "contrasena", "senha", "haslo", "parola"],
    pattern: foreignPassword,
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.6 }],
    references,
    examples: {
      found: [
        'passwort = "«Kd82-wQz91p»"',
        "Mot de passe : «Sommer2031!»",
        '"contraseña": "«Kd82wQz91p»"',
        "senha=«praia4417»",
        "пароль: «Kd82wQz91p»",
        "密码：«Kd82wQz91p»",
      ],
      ignored: [
        '"passwort": "Passwort"',
        "senha: obrigatoria",
        "parola = request.form2",
        "密码: 至少8",
      ],
    },
  },
  {
    id: "general-login-call",
    title: "Password in a call that signs in",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm,
    remedy,
    keywords: ["credential", "auth", "login", "connect", "directoryentry"],
    pattern:
      /(?:Network_?Credential|PasswordAuthentication|UsernamePassword\w{0,24}|(?:HTTP|Set)?_?(?:Basic|Digest|Proxy)_?Auth\w{0,12}|DirectoryEntry|(?<![A-Za-z])(?:getConnection|login|log_in|sign_?in|authenticate|auth)[ ]?=?)[ ]?\([ \t]?(?:[\w.]{1,30},[ ]?)?[bfru@]?["'][^"'\n]{1,80}["'],[ \t]{0,4}(?:["'][^"'\n]{1,60}["'],[ \t]{0,4})?[bfru@]?["'](?<value>[^\s"'<>{}]{5,80})["']/i,
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.4 }],
    references,
    examples: {
      found: [
        'new NetworkCredential("ada@contoso.com", "«vqzhlmknqriwlxht»")',
        "requests.get(url, auth=('ada', '«Kd82wQz91p»'))",
        'server.login("ada@contoso.com", "«Sommer2031!»")',
        'DriverManager.getConnection("jdbc:mysql://db/x", "ada", "«Kd82wQz91p»")',
        'HTTPBasicAuth("ada", "«Kd82-wQz91p»")',
      ],
      ignored: [
        'auth=("user", "password")',
        'login("username", "passwordField")',
        "login(request, 'accounts/login2.html')",
        'authenticate("Basic", "realm")',
      ],
    },
  },
  {
    id: "general-secret-setter",
    title: "Secret in a call that sets it",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm,
    remedy,
    keywords: [
      "password(",
      "passphrase(",
      "secret(",
      "apikey(",
      "api_key(",
      "token(",
      "securestring",
    ],
    pattern:
      /(?:(?:(?:set|with|use|add)_?(?:\w{1,20})?|\.)(?:pass(?:word|wd|phrase)|secret(?:_?key)?|(?:api|access)_?key|(?:auth|access|api)_?token)\([ ]?[bfru@]?|ConvertTo-SecureString[ ](?:-String[ ])?|ToSecureString\()["'](?<value>[^\s"'<>{}]{6,200})["'](?=[ ]?\)|[ ]-)/i,
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.6 }],
    references,
    examples: {
      found: [
        'dataSource.setPassword("«Kd82wQz91p»");',
        '.withApiKey("«lkXoe1J8LxfCuRIPOcQ5TfmL»")',
        "User.builder().password('«Sommer2031!»')",
        'ConvertTo-SecureString "«Kd82-wQz91p»" -AsPlainText -Force',
      ],
      ignored: [
        'setPassword("newPassword")',
        'page.password("#password-field")',
        'ConvertTo-SecureString "$password2" -AsPlainText',
        'form.setPasswordLabel("Password1")',
      ],
    },
  },
  {
    id: "general-prose-password",
    title: "Password in a sentence",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm,
    remedy,
    keywords: ["password", "passphrase", "passcode", "login with", "log in with", "credentials:"],
    pattern:
      /(?:pass(?:word|phrase|code)s?[ \t]{1,2}(?:(?:for|of|to)[ \t][\w "'@.-]{1,40}?[ \t])?(?:is|was|are|set to|will be|changed to)[ \t:]{1,3}(?:now[ \t])?|(?:log ?in|sign in|credentials?)(?:[ \t](?:with|as|using)|:)[ \t]["'`]?[\w.@-]{2,40}["'`]?[ \t]?\/[ \t]?)["'`*]{0,3}(?<value>[^\s"'`,;<>(){}|]{5,59}[\w!@#$%^&?+=-])(?=["'`*.,;)]{0,3}(?:\s|$))/i,
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.75 }],
    references,
    examples: {
      found: [
        "# the password is «hunter5x!»",
        "The default password for ada is '«Sommer2031»'.",
        "Log in with ada / «Kd82wQz91p»",
      ],
      ignored: [
        "the password is required",
        "The password is stored in `config.yaml`",
        "password is hashed with bcrypt",
        "Your password was changed on 2031-02-03.",
        "log in with user / password",
      ],
    },
  },
  {
    id: "general-word-password",
    title: "Password that is a word",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm,
    remedy,
    keywords: ["password", "passwd", "passphrase", "_pass", "_pwd"],
    pattern:
      /(?:(?<![\w${.-])(?:[A-Z][A-Z0-9]{0,20}_){0,5}(?:PASS(?:WORD|WD|PHRASE)?|(?<=_)PWD)=(?<quote>["']?)|(?:password|passwd|passphrase|_pass)["'\])]{0,3}[ ]?[=!]{1,3}>?[ ]?(?<mark>["']))(?<value>[A-Za-z][a-z]{5,40})(?=["']?(?:[,;)]|[ \t]{1,8}#|\s?$))/,
    general: true,
    proofs: [
      { kind: "not-placeholder" },
      { kind: "named-secret" },
      { kind: "looks-secret", as: "password", least: 0.2 },
    ],
    references,
    examples: {
      found: [
        "GRAPHITE_PASS=«gjvbxksu»",
        "export DB_PASSWORD=«bluetrout»",
        "password = '«bluetrout»'",
      ],
      ignored: [
        "DB_PASSWORD=password",
        "password = 'passwordReset'",
        "PASS=true",
        "PWD=homefolder",
      ],
    },
  },
  {
    id: "general-block-secret",
    title: "Secret on the line after its name",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm,
    remedy,
    keywords: ["password", "secret", "token", "key"],
    pattern:
      /(?:(?:pass|password|passwd|passphrase|secret|token|(?:api|secret|access)[_-]?key)["'\]]{0,3}(?::[ \t]{1,4}[|>][+-]?[ \t]{0,4}\r?\n[ \t]{1,24}|[ \t]{0,4}[:=][ \t]{0,4}\(?[ \t]{0,4}\r?\n[ \t]{1,40}["']|"[ ]\{[ \t]{0,4}\r?\n(?:[ \t]{1,40}(?:type|description|sensitive)[^\n]{0,120}\n){0,3}[ \t]{1,40}default[ \t]{0,8}=[ \t]{0,8}")|<key>[\w. -]{0,40}(?:pass|password|passwd|passphrase|secret|token|api[-_ ]?key|secret[-_ ]?key)<\/key>\s{0,40}<string>)(?<value>[^\s<>{}"']{8,200})(?=["']?[,)]?[ \t]{0,4}\r?$|<\/string>)/i,
    lines: "many",
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.6 }],
    references,
    examples: {
      found: [
        "db_password: |\n  «Kd82wQz91p»\n",
        "api_key: >-\n    «lkXoe1J8LxfCuRIPOcQ5TfmL»",
        'API_TOKEN = (\n    "«lkXoe1J8LxfCuRIPOcQ5TfmL»"\n)',
        '"access_key":\n    "«lkXoe1J8LxfCuRIPOcQ5TfmL»",',
        'variable "db_password" {\n  type    = string\n  default = "«Kd82wQz91p»"\n}',
        "<key>APIKey</key>\n\t<string>«lkXoe1J8LxfCuRIPOcQ5TfmL»</string>",
      ],
      ignored: [
        "token: |\n  ${TOKEN_1}\n",
        "password: |\n  The password of the user\n",
        "<key>Token</key>\n<string>$(TOKEN)</string>",
      ],
    },
  },
  {
    id: "general-env-password",
    title: "Password in an environment file",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm,
    remedy,
    keywords: ["password", "passwd", "passphrase", "_pass", "_pwd"],
    pattern: envPassword,
    general: true,
    proofs: [
      { kind: "not-placeholder" },
      { kind: "named-secret" },
      { kind: "looks-secret", as: "password", least: 0.6 },
    ],
    references,
    examples: {
      found: ["# VPS_PASSWORD=«l38Q;d$kByGv»  # old", "SMTP_PASS=«Nof>d!U-[st51o|GX%zx»"],
      ignored: [
        "DB_PASSWORD=${PASSWORD_1}",
        "password = getpass(1)",
        "PASSWORD=$1",
        "OLDPWD=/home/a1",
      ],
    },
  },
  {
    id: "general-chosen-secret",
    title: "Secret that somebody chose",
    class: "secret",
    severity: "medium",
    confidence: "low",
    harm: "Forge the sessions, tokens or signatures that are made with it.",
    remedy: "Replace it by a random one, and keep that in a secret store.",
    keywords: ["secret", "salt"],
    pattern: chosenSecret,
    general: true,
    proofs: [
      { kind: "not-placeholder" },
      { kind: "named-secret" },
      { kind: "looks-secret", as: "password", least: 0.85 },
    ],
    references,
    examples: {
      found: ['jwt_secret = "«Sommer2031!»"', "app.secret_key = '«Blubb4711!x»'"],
      ignored: [
        'secret = "secret_name_v2"',
        'secret_key = "secret-key-1"',
        'secret: "my-secret-2"',
      ],
    },
  },
];
