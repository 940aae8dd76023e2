import type { Rule } from "../../core/rule.ts";

export const connections: readonly Rule[] = [
  {
    id: "connection-string-password",
    title: "Password in a connection string",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and change the data of the server that the string names.",
    remedy: "Change it on that server, and keep it in a secret store.",
    keywords: ["password=", "pwd=", "passwd="],
    pattern:
      /(?:server|data source|host|addr(?:ess)?|account ?endpoint|user id|uid|user(?:name)?|database|initial catalog|driver|dsn|dbname)["']?[ \t]{0,3}=[^=\n"'`]{1,120}[;&, ](?:[^\n"'`]{0,300}[;&, ])?(?:password|passwd|pwd)[ \t]{0,3}=[ \t]{0,3}["'{]?(?<value>[^\s;,"'`<>{}()&\\$]{4,128})(?=$|[\s;"'`}&\\])/i,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://www.connectionstrings.com/",
      "https://learn.microsoft.com/sql/connect/ado-net/connection-string-syntax",
    ],
    examples: {
      found: [
        "Server=tcp:db.example.net,1433;Database=runs;User ID=svc;Password=«Kd82!wQz91p»;Encrypt=True;",
        'dsn = "host=db.internal user=app password=«Kd82wQz91p» dbname=runs"',
        "jdbc:sqlserver://db:1433;databaseName=runs;user=svc;password=«Kd82wQz91p»",
      ],
      ignored: [
        "Server=db;User Id=sa;Password=${SA_PASSWORD};",
        "host=localhost user=postgres password=postgres",
      ],
    },
  },
  {
    id: "sql-password",
    title: "Password in an SQL statement",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in to the database as the user that the statement names.",
    remedy: "Change it with ALTER USER, and give it by a prompt or a variable.",
    keywords: ["identified", "with password", "encrypted password", "login password", "password '"],
    pattern:
      /(?:identified[ \t]{1,3}(?:with[ \t]{1,3}\w{1,40}[ \t]{1,3})?(?:by|as)|(?:(?:alter|create)[ \t]{1,3}(?:user|role)[^\n;]{1,160}?|with[ \t]{1,3}|encrypted[ \t]{1,3}|login[ \t]{1,3})password)[ \t]{1,3}=?[ \t]{0,3}(?<quote>["'])(?<value>[^"'\s<>{}$]{4,128})\k<quote>/i,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://www.postgresql.org/docs/current/sql-createrole.html",
      "https://dev.mysql.com/doc/refman/8.4/en/create-user.html",
    ],
    examples: {
      found: [
        "CREATE USER 'app'@'%' IDENTIFIED BY '«Kd82-wQz91p»';",
        "ALTER ROLE mlflow WITH PASSWORD '«Kd82wQz91p»';",
      ],
      ignored: ["CREATE USER 'x'@'localhost' IDENTIFIED BY 'password';"],
    },
  },
  {
    id: "netrc-password",
    title: "Password in a .netrc file",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Sign in at the machine that the line names.",
    remedy: "Change it there, and keep .netrc out of what is uploaded.",
    keywords: ["login "],
    pattern:
      /(?<![A-Za-z0-9])(?:machine\s{1,20}[\w.:-]{1,200}|default)\s{1,20}(?:login\s{1,20}\S{1,200}\s{1,20})(?:account\s{1,20}\S{1,100}\s{1,20})?password\s{1,20}(?<value>\S{4,400})(?!\S)/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://www.gnu.org/software/inetutils/manual/html_node/The-_002enetrc-file.html",
    ],
    examples: {
      found: [
        "machine git.example.org\nlogin ada\npassword «Kd82-wQz91p»\n",
        "machine git.example.org login ada password «Kd82-wQz91p»",
      ],
      ignored: ["machine git.example.org login ada password ${NETRC_PASSWORD}"],
    },
  },
  {
    id: "pgpass-password",
    title: "Password in a .pgpass file",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in to the database that the line names.",
    remedy: "Change it with ALTER ROLE, and keep .pgpass out of what is uploaded.",
    keywords: [":5432:"],
    pattern: /^[\w.*-]{1,200}:5432:[\w.*-]{1,63}:[\w.*-]{1,63}:(?<value>[^\s:]{4,128})$/,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://www.postgresql.org/docs/current/libpq-pgpass.html"],
    examples: {
      found: ["db.internal:5432:runs:mlflow:«Kd82-wQz91p»"],
      ignored: ["localhost:5432:*:postgres:postgres"],
    },
  },
  {
    id: "pypirc-password",
    title: "Password in a .pypirc or pip configuration",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Publish new versions of the packages of the user at the index that the section names.",
    remedy: "Change it at that index, and use an API token instead.",
    keywords: ["repository", "index-servers"],
    pattern:
      /\[(?:pypi|testpypi|distutils|server-login|[\w-]{1,40})\]\s{1,4}(?:(?:repository|username)[ \t]{0,3}[:=][^\n]{1,200}\s{1,4}){1,3}password[ \t]{0,3}[:=][ \t]{0,3}(?<value>[^\s${}<>]{4,400})/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://packaging.python.org/en/latest/specifications/pypirc/"],
    examples: {
      found: [
        "[internal]\nrepository = https://pypi.example.org\nusername = ci\npassword = «Kd82-wQz91p»",
      ],
      ignored: [
        "[pypi]\nrepository = https://upload.pypi.org/legacy/\nusername = __token__\npassword = <PyPI token>",
      ],
    },
  },
  {
    id: "nuget-config-password",
    title: "Password in a NuGet configuration",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, and if allowed publish, the packages of the source.",
    remedy: "Change it at that source, and use a credential provider instead.",
    keywords: ["cleartextpassword"],
    pattern: /<add[ \t]{1,4}key="ClearTextPassword"[ \t]{1,4}value="(?<value>[^"<>%\s]{6,128})"/i,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://learn.microsoft.com/nuget/reference/nuget-config-file#packagesourcecredentials",
    ],
    examples: {
      found: ['<add key="ClearTextPassword" value="«Kd82-wQz91p»" />'],
      ignored: ['<add key="ClearTextPassword" value="%NUGET_PASSWORD%" />'],
    },
  },
  {
    id: "filezilla-password",
    title: "Password in a FileZilla configuration",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in at the server that the entry names.",
    remedy: "Change it there, and set a master password in FileZilla.",
    keywords: ["<pass"],
    pattern: /<Pass(?: encoding="base64")?>(?<value>[^<>\s]{4,400})<\/Pass>/,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://wiki.filezilla-project.org/Client_Configuration"],
    examples: {
      found: ['<Server><Host>h</Host><Pass encoding="base64">«S2Q4Mi13UXo5MXA=»</Pass></Server>'],
      ignored: ["<Pass></Pass>"],
    },
  },
  {
    id: "kubernetes-bootstrap-token",
    title: "Kubernetes bootstrap token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Join a machine to the cluster and receive its workloads and secrets.",
    remedy: "Delete it with `kubeadm token delete`.",
    keywords: ["kubeadm", "bootstrap"],
    pattern:
      /(?:kubeadm[ \t]join[^\n]{0,100}?--token[ \t=]{1,3}|bootstrap[-_]?token["']?[ \t:=]{1,4}["']?)(?<value>[a-z0-9]{6}\.[a-z0-9]{16})(?![A-Za-z0-9])/i,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: ["https://kubernetes.io/docs/reference/access-authn-authz/bootstrap-tokens/"],
    examples: {
      found: ["kubeadm join 10.0.0.1:6443 --token «e3n003.r8czc8sdrtoyz3te»"],
      ignored: ["kubeadm join 10.0.0.1:6443 --token <token>"],
    },
  },
  {
    id: "curl-user-password",
    title: "Password on curl's command line",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in at the host that the command names.",
    remedy: "Change it there; use a .netrc file or a prompt.",
    keywords: ["curl", "wget"],
    pattern:
      /(?<![A-Za-z0-9_])(?:curl|wget|httpie?)[ \t][^\n]{0,300}?(?<=[ \t])(?:-u|--user|--proxy-user|-U|--(?:http-)?password)[ \t=]{0,3}["']?(?:[^\s:"'$<>{}]{0,60}:)?(?<value>[^\s:"'<>{}()\\]{5,128})(?=["'\s]|$)/,
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://curl.se/docs/manpage.html#-u"],
    examples: {
      found: [
        "curl -u elastic:«Kd82-wQz91p» https://localhost:9200",
        "curl -sS --user 'ada:«h0pk1ns~21s»' https://example.org",
      ],
      ignored: [
        'curl -u "$USER:$PASS" https://example.org',
        "curl --user myusername https://example.org",
        "curl -i -u test:test https://example.org",
      ],
    },
  },
  {
    id: "htpasswd-hash",
    title: "Password hash",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Guess the password offline, as fast as the attacker's hardware goes.",
    remedy: "Change the password, and keep the hash out of what is published.",
    keywords: ["$2a$", "$2b$", "$2y$", "$6$", "$5$", "$argon2", "$apr1$", "pbkdf2_sha256$"],
    pattern:
      /(?<![A-Za-z0-9$])(?<value>\$2[aby]\$\d\d\$[A-Za-z0-9./]{53}|\$[56]\$(?:rounds=\d{1,9}\$)?[A-Za-z0-9./]{4,16}\$[A-Za-z0-9./]{43,86}|\$argon2(?:id|i|d)\$v=\d{1,3}\$m=\d{1,9},t=\d{1,4},p=\d{1,4}\$[A-Za-z0-9+/]{8,64}\$[A-Za-z0-9+/]{16,120}|\$apr1\$[A-Za-z0-9./]{4,8}\$[A-Za-z0-9./]{22}|pbkdf2_sha256\$\d{4,8}\$[A-Za-z0-9]{8,40}\$[A-Za-z0-9+/]{43}=)(?![A-Za-z0-9./$=])/,
    references: ["https://man7.org/linux/man-pages/man5/crypt.5.html"],
    examples: {
      found: [
        "admin:«$2y$10$maL4ZJDJOmdYViYGJ3wy0kn3ETQswUCpvro4XVGUIhzOfV8XK4OXE»",
        "root:«$6$wY9mSg1eP7DFTR8C$rb7neMnhbqWA1fevSpDX6x3kWB2R6Sqe4eeS6ZqH2DmATu3QB2Q2k5vFkDdRccyFMW2ZJguGvqr0xL3zzb9q80»:19000:0:99999:7:::",
      ],
      ignored: ["$2b$12$short"],
    },
  },
];
