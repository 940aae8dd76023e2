import type { Rule } from "../../core/rule.ts";
import { password } from "../passwords.ts";
import { assigned } from "../assigned.ts";

export const databases: readonly Rule[] = [
  {
    id: "database-url-password",
    title: "Password in a database URL",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the data of the database, with the user's rights, from wherever it can be reached.",
    remedy: "Change it on that server, and keep it in a secret store.",
    keywords: [
      "mssql",
      "sqlserver",
      "oracle",
      "clickhouse",
      "neo4j",
      "bolt",
      "snowflake",
      "trino",
      "://",
    ],
    pattern:
      /(?:mssql|sqlserver|oracle|clickhouses?|neo4j|bolt|snowflake|trino|presto|hive2?|impala|cassandra|couchbases?|couchdb|vertica|db2|ibm_db_sa|firebird|teradatasql|surrealdb|influxdb|starrocks|doris|questdb|elasticsearch|opensearch|phoenix|singlestoredb|timescaledb)(?:\+[a-z0-9_]{1,20})?:\/\/[^\s:@/"'<>]{0,80}:(?!\d{1,5}[;,?])(?<value>[^\s/,"'<>`\\]{3,200})@[\w.[-]/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://docs.sqlalchemy.org/en/20/core/engines.html#database-urls"],
    examples: {
      found: [
        "mssql+pyodbc://sa:«Kd82-wQz91p»@db.internal/runs?driver=ODBC+Driver+18+for+SQL+Server",
        "bolt://neo4j:«Kd82wQz91p»@graph.internal:7687",
        "create_engine('snowflake://svc:«Kd82wQz91p»@xy12345.eu-west-1/runs')",
      ],
      ignored: [
        "clickhouse://default:password@localhost:9000/x",
        "neo4j://localhost:7687",
        "oracle://{user}:{password}@db/x",
      ],
    },
  },
  {
    id: "database-environment-password",
    title: "Database password in an environment variable",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and change the data of the database, as the user that the container or client was given.",
    remedy: "Change it on that server, and give it by a file or a secret store.",
    keywords: [
      "pgpassword",
      "mysql_",
      "postgres_password",
      "sa_password",
      "redis_password",
      "redis_auth",
      "mongo",
      "_password",
    ],
    pattern: assigned(
      /(?<![A-Za-z0-9])(?:PGPASSWORD|MYSQL_PWD|REDISCLI_AUTH|SQLCMDPASSWORD|ORACLE_PWD|(?:MYSQL|MARIADB)_(?:ROOT_|REPLICATION_)?PASSWORD|(?:POSTGRES(?:QL)?|PG|TIMESCALE|CLICKHOUSE|NEO4J|COUCHDB|COUCHBASE|ELASTIC(?:SEARCH)?|OPENSEARCH|REDIS|VALKEY|CASSANDRA|SCYLLA|TRINO|QUESTDB|SURREALDB?|SURREAL|RETHINKDB|ARANGO(?:_ROOT)?|INFLUXDB|(?:DOCKER_)?INFLUXDB_INIT|KAFKA(?:_SASL)?|RABBITMQ|MQTT|OPENSEARCH_INITIAL_ADMIN|(?:MSSQL_)?SA|MONGO(?:DB)?(?:_INITDB)?_ROOT|MONGO(?:DB)?)_PASSWORD|REDIS(?:_SENTINEL|_MASTER|_REPLICA)?_AUTH(?:_TOKEN)?|RABBITMQ_DEFAULT_PASS|RABBITMQ_ERLANG_COOKIE)/,
      password,
    ),
    proofs: [{ kind: "entropy", min: 2.4 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: [
      "https://www.postgresql.org/docs/current/libpq-envars.html",
      "https://hub.docker.com/_/mysql",
      "https://hub.docker.com/_/mongo",
    ],
    examples: {
      found: [
        "PGPASSWORD=«Kd82wQz91p» psql -h db -U app",
        "      MYSQL_ROOT_PASSWORD: «xqzvkwjtr»",
        'ENV MSSQL_SA_PASSWORD="«Kd82-wQz91p!»"',
        "docker run -e POSTGRES_PASSWORD=«Kd82wQz91p» postgres",
        "REDIS_SENTINEL_AUTH=«Kd82wQz91p»",
      ],
      ignored: [
        "POSTGRES_PASSWORD: ${POSTGRES_PASSWORD}",
        "POSTGRES_PASSWORD: postgres",
        "connect(redis_password=get_pw(), mongo_password=env.pw2)",
        'os.environ["PGPASSWORD"] = config.password',
        "POSTGRES_PASSWORD_FILE: /run/secrets/db-password",
      ],
    },
  },
  {
    id: "kafka-jaas-password",
    title: "Password in a JAAS configuration",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and write the topics, or use the service, that the login module signs in to.",
    remedy: "Change it on the brokers, and keep the configuration out of what is published.",
    keywords: ["loginmodule"],
    pattern:
      /LoginModule\s{1,4}(?:required|requisite|sufficient|optional)[^;{}]{0,300}?[\s\\"']password\s{0,3}=\s{0,3}\\?["'](?<value>[^\s"'\\$<>{}]{4,200})\\?["']/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://kafka.apache.org/documentation/#security_sasl_config"],
    examples: {
      found: [
        'sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="svc" password="«Kd82-wQz91p»";',
        'KafkaClient {\n  org.apache.kafka.common.security.scram.ScramLoginModule required\n  username="svc"\n  password="«Kd82wQz91p»";\n};',
      ],
      ignored: ['PlainLoginModule required username="${U}" password="${P}";'],
    },
  },
  {
    id: "mysql-option-file-password",
    title: "Password in a MySQL option file",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and change the data of the server, as the user of the section.",
    remedy: "Change it with ALTER USER, and keep my.cnf out of what is published.",
    keywords: ["[client", "[mysql", "[mariadb"],
    pattern:
      /\[(?:client|mysql|mysqldump|mysqladmin|mariadb|mariadb-client|mysqlbackup|xtrabackup)[\w-]{0,20}\]\s{1,4}(?:[\w-]{1,40}[ \t]{0,3}=[^\n]{0,200}\n\s{0,3}){0,8}password[ \t]{0,3}=[ \t]{0,3}["']?(?<value>[^\s"'${}<>]{4,128})/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://dev.mysql.com/doc/refman/8.4/en/option-files.html"],
    examples: {
      found: [
        "[client]\nuser = app\nhost = db.internal\npassword = «Kd82-wQz91p»\n",
        '[mysqldump]\npassword="«Kd82wQz»"',
      ],
      ignored: [
        "[client]\nport = 3306\nsocket = /var/run/mysqld.sock",
        "[client]\npassword = your_password",
      ],
    },
  },
  {
    id: "sqlcipher-key",
    title: "Key of an encrypted SQLite database",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Decrypt the database file.",
    remedy: "Change it with PRAGMA rekey, and take it from a key store.",
    keywords: ["pragma", "attach"],
    pattern:
      /(?:pragma[ \t]{1,3}(?:[\w]{1,30}\.)?(?:re|hex)?key[ \t]{0,3}[=(][ \t]{0,3}|attach[^\n;]{1,200}[ \t]key[ \t]{1,3})\\?["']?(?:x')?\\?["']?(?<value>[^\s"'\\;{}$<>()]{6,128})\\?["']/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://www.zetetic.net/sqlcipher/sqlcipher-api/"],
    examples: {
      found: [
        "PRAGMA key = '«Kd82-wQz91p»';",
        `conn.execute("PRAGMA key = \\"x'«70bb2200c327dacf124d6a81a4c79f15761f4a0084798fb3a60a174688376d32»'\\"")`,
        "ATTACH DATABASE 'runs.db' AS runs KEY '«Kd82wQz91p»';",
      ],
      ignored: ["PRAGMA key = 'passphrase'", "PRAGMA foreign_keys = 'ON';"],
    },
  },
  {
    id: "neo4j-auth",
    title: "Neo4j password",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and change the whole graph.",
    remedy: "Change it with ALTER CURRENT USER SET PASSWORD.",
    keywords: ["neo4j/", "basic_auth", "basic("],
    pattern:
      /(?:NEO4J_AUTH["']?[ \t]{0,3}[:=][ \t]{0,3}["']?neo4j\/|(?:GraphDatabase\.driver|neo4j\.driver|auth\.basic|AuthTokens\.basic|basic_auth)[^\n]{0,120}?["']neo4j["'],[ \t]{0,3}["'])(?<value>[^\s"'$<>{}\\]{4,128})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://neo4j.com/docs/operations-manual/current/docker/introduction/"],
    examples: {
      found: [
        "NEO4J_AUTH=neo4j/«Kd82-wQz91p»",
        'GraphDatabase.driver(uri, auth=("neo4j", "«Kd82wQz91p»"))',
      ],
      ignored: [
        "NEO4J_AUTH=neo4j/password",
        "NEO4J_AUTH: none",
        'GraphDatabase.driver(uri, auth=("neo4j", password))',
      ],
    },
  },
];
