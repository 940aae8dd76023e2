import type { Rule } from "../../core/rule.ts";

export const urls: readonly Rule[] = [
  {
    id: "postgres-url-password",
    title: "Password in a PostgreSQL URL",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the data of the database, with the user's rights, from wherever it can be reached.",
    remedy: "Change it with ALTER ROLE, and keep it in .pgpass or a secret store.",
    keywords: ["postgres", "postgis", "pgsql", "cockroachdb", "redshift"],
    pattern:
      /(?:postgres(?:ql)?|postgis|pgsql|cockroachdb|redshift)(?:\+[a-z0-9_]{2,20})?:\/\/[^\s:@/"'<>]{0,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS",
    ],
    examples: {
      found: [
        "DATABASE_URL=postgresql://app:«Kd82-wQz91p»@db.internal:5432/runs",
        "sqlalchemy.url = postgresql+psycopg2://mlflow:«r8tGh2kL»@10.0.0.4/mlflow",
      ],
      ignored: [
        "postgresql://user:password@localhost/db",
        "postgres://${DB_USER}:${DB_PASSWORD}@db/app",
        "postgresql://app@db.internal/runs",
      ],
    },
  },
  {
    id: "mysql-url-password",
    title: "Password in a MySQL or MariaDB URL",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the data of the database, with the user's rights, from wherever it can be reached.",
    remedy: "Change it with ALTER USER, and keep it in an option file or a secret store.",
    keywords: ["mysql", "mariadb"],
    pattern:
      /(?:mysql|mariadb)(?:\+[a-z0-9_]{2,20})?:\/\/[^\s:@/"'<>]{0,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://dev.mysql.com/doc/refman/8.4/en/connecting-using-uri-or-key-value-pairs.html",
    ],
    examples: {
      found: ["mysql+pymysql://optuna:«Kd82-wQz91p»@db.internal/studies"],
      ignored: ["mysql://root:root@127.0.0.1/test"],
    },
  },
  {
    id: "mongodb-url-password",
    title: "Password in a MongoDB URL",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the data of the database, with the user's rights, from wherever it can be reached.",
    remedy: "Change it with changeUserPassword, or in Atlas under Database Access.",
    keywords: ["mongodb"],
    pattern: /mongodb(?:\+srv)?:\/\/[^\s:@/"'<>]{0,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://www.mongodb.com/docs/manual/reference/connection-string/"],
    examples: {
      found: [
        "MONGO_URL=mongodb+srv://svc:«Kd82wQz91p»@cluster0.abcde.mongodb.net/runs",
        "mongodb://ada:«Kd82@wQz91p!»@db.internal/?replicaSet=a",
      ],
      ignored: ["mongodb+srv://<username>:<password>@cluster.mongodb.net/app"],
    },
  },
  {
    id: "redis-url-password",
    title: "Password in a Redis URL",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change all keys of the store: caches, queues, sessions.",
    remedy: "Change it with ACL SETUSER or requirepass.",
    keywords: ["redis", "valkey"],
    pattern:
      /(?:rediss?|valkeys?)(?:\+[a-z]{2,20})?:\/\/[^\s:@/"'<>]{0,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://redis.io/docs/latest/develop/tools/cli/"],
    examples: {
      found: ["CELERY_BROKER=redis://:«Kd82wQz91p»@cache.internal:6379/0"],
      ignored: ["redis://:password@localhost:6379"],
    },
  },
  {
    id: "redis-config-password",
    title: "Password in a Redis configuration",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change all keys of the store: caches, queues, sessions.",
    remedy: "Change it in redis.conf and restart, and give it by a file that is not published.",
    keywords: ["requirepass", "masterauth", "auth-pass"],
    pattern:
      /^[ \t]{0,8}(?:requirepass|masterauth|sentinel auth-pass \S{1,60})[ \t]{1,4}["']?(?<value>[^\s"']{6,128})["']?[ \t]{0,4}$/,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://redis.io/docs/latest/operate/oss_and_stack/management/security/"],
    examples: {
      found: ["requirepass «Kd82wQz91p»"],
      ignored: ["# requirepass foobared"],
    },
  },
  {
    id: "amqp-url-password",
    title: "Password in a message broker's URL",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and send the messages of the queues.",
    remedy: "Change it with rabbitmqctl change_password, or in the broker's console.",
    keywords: ["amqp", "mqtt", "nats://", "kafka://"],
    pattern:
      /(?:amqps?|mqtts?|nats|kafka):\/\/[^\s:@/"'<>]{0,80}:(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://www.rabbitmq.com/docs/uri-spec"],
    examples: {
      found: ["amqps://svc:«Kd82wQz91p»@mq.internal:5671/vhost"],
      ignored: ["amqp://guest:guest@localhost:5672//"],
    },
  },
  {
    id: "url-password",
    title: "Password in a URL",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in at the host that the URL names, and wherever else the password is used.",
    remedy: "Change it there, and give it by a credential helper or a header instead.",
    keywords: ["://"],
    pattern:
      /(?<![A-Za-z0-9])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'<>?#`(),]{0,80}:(?<value>[^\s/"'<>`\\?#(),]{3,200})@[\w.[-]/i,
    general: true,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1"],
    examples: {
      found: [
        "remote = https://ada:«Kd82-wQz91p»@git.example.org/team/repo.git",
        "pip install --extra-index-url https://ci:«Kd82wQz91p»@pypi.example.org/simple",
      ],
      ignored: [
        "https://user:pass@host.example.com/",
        "must be a URI like dotenv://:key_1234@host.example.com/vault",
        "http://localhost:8080/@vite/client",
        "see https://example.com: ask@example.com",
      ],
    },
  },
  {
    id: "url-token",
    title: "Token in a URL",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, and often change, the repository or registry that the URL names.",
    remedy: "Revoke it there, and give it by a credential helper instead.",
    keywords: ["://"],
    pattern:
      /(?<![A-Za-z0-9])https?:\/\/(?<value>[A-Za-z0-9_-]{20,120})(?::(?:x-oauth-basic)?)?@[\w.[-]/i,
    general: true,
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://www.rfc-editor.org/rfc/rfc3986#section-3.2.1"],
    examples: {
      found: [
        "git clone https://«619fd37744ca8ebc3880cf94fc15cc0064b373f8»:x-oauth-basic@github.com/acme/model.git",
      ],
      ignored: ["https://the-release-manager-of-2024@example.org/"],
    },
  },
  {
    id: "url-parameter-secret",
    title: "Secret in a URL's parameters",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Send requests in your name to the service that the URL names.",
    remedy: "Revoke it there; servers and proxies log URLs, so look at theirs, too.",
    keywords: [
      "token=",
      "key=",
      "secret=",
      "password=",
      "signature=",
      "apikey=",
      "passwd=",
      "pwd=",
    ],
    pattern:
      /[?&](?:amp;)?(?:api[-_]?|access[-_]?|auth[-_]?|client[-_]?|private[-_]?|app[-_]?|user[-_]?|sas[-_]?)?(?:token|key|secret|password|passwd|pwd|signature)=(?!%24%7B|%7B%7B|%3C|[\w.]{1,40}%28)(?<value>[A-Za-z0-9._~%+/-]{12,1000}={0,2})(?![A-Za-z0-9._~%+/=-])/i,
    general: true,
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html#sensitive-information-in-http-requests",
    ],
    examples: {
      found: [
        "GET https://api.example.com/v1/runs?api_key=«ecwXJZSTgK8BOmHTIEWcDAzJFPjRTKwG»&n=10",
      ],
      ignored: [
        "GET https://api.example.com/v1/runs?api_key=%24%7BRUNS_2_KEY%7D&n=10",
        "https://example.com/?token=YOUR_TOKEN_HERE",
        "?key=primary_sort_column",
      ],
    },
  },
];
