import type { Rule } from "../../core/rule.ts";
import { argument } from "../passwords.ts";

export const databaseCommands: readonly Rule[] = [
  {
    id: "database-command-password",
    title: "Database password on a command line",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and change the data of the server that the command names; shell histories and process lists keep it.",
    remedy: "Change it there; give it by a prompt, an option file or a variable.",
    keywords: [
      "mongo",
      "sqlcmd",
      "bcp",
      "cqlsh",
      "clickhouse-client",
      "influx",
      "beeline",
      "cypher-shell",
      "osql",
    ],
    pattern: argument(
      /mongo(?:sh|dump|restore|export|import|stat|top|files)?|sqlcmd|osql|bcp|isql|cqlsh|clickhouse[- ]client|influx|beeline|cypher-shell|couchbase-cli|cbq|arangosh|vsql|nzsql|db2[ \t]connect|redis-cli|mysql(?:dump|admin|import)?|mariadb(?:-dump)?|memtier_benchmark/,
      /-[pPaw]|--pass(?:word)?|--authenticate|using/,
    ),
    proofs: [
      { kind: "not-placeholder" },
      { kind: "looks-secret", as: "password", least: 0.25 },
      { kind: "has", all: ["letter"] },
    ],
    references: [
      "https://www.mongodb.com/docs/mongodb-shell/reference/options/",
      "https://learn.microsoft.com/sql/tools/sqlcmd/sqlcmd-utility",
    ],
    examples: {
      found: [
        "mongosh --host db.internal -u admin -p '«Kd82-wQz91p»' --authenticationDatabase admin",
        "sqlcmd -S db.internal -U sa -P «Kd82-wQz91p!» -Q 'select 1'",
        "mongodump --uri mongodb://db --username ada --password=«Kd82wQz91p»",
        'command: ["redis-cli", "-a", "«Kd82wQz91p»", "ping"]',
        "clickhouse-client --host ch --password «Kd82wQz91p»",
      ],
      ignored: [
        "mongosh -u admin -p --authenticationDatabase admin",
        "sqlcmd -S localhost -U sa -P $SA_PASSWORD",
        "mongo -u admin -p password",
      ],
    },
  },
  {
    id: "mongo-shell-password",
    title: "Password in a MongoDB shell script",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and change the data that the user's roles reach.",
    remedy: "Change it with changeUserPassword, and use passwordPrompt().",
    keywords: ["db.auth", "createuser", "changeuserpassword"],
    pattern:
      /(?:db\.auth|changeUserPassword)\(\s{0,4}["'][^"'\n]{1,64}["'],\s{0,4}["'](?<value>[^"'\n$<>{}]{4,128})["']/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: ["https://www.mongodb.com/docs/manual/reference/method/db.auth/"],
    examples: {
      found: ['db.auth("admin", "«Kd82-wQz91p»")', "db.changeUserPassword('ada', '«Kd82wQz91p»')"],
      ignored: ['db.auth("user", passwordPrompt())', 'db.auth("username", "password")'],
    },
  },
  {
    id: "oracle-connect-password",
    title: "Password in an Oracle connect string",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and change the data that the schema's owner reaches.",
    remedy: "Change it with ALTER USER, and use a wallet.",
    keywords: ["sqlplus", "jdbc:oracle", "expdp", "impdp", "sqlldr", "rman"],
    pattern:
      /(?:(?<![A-Za-z])(?:sqlplus|sqlldr|expdp|impdp|sqlcl)[ \t]{1,3}(?:-\w{1,8}[ \t]{1,3}){0,3}(?:userid=)?["']?|jdbc:oracle:(?:thin|oci8?):|cx_Oracle\.connect\(["']|oracledb\.connect\(["'])\w{1,30}\/["']?(?<value>[^\s"'@/<>{}$&%]{4,64})["']?@/,
    proofs: [{ kind: "not-placeholder" }],
    references: [
      "https://docs.oracle.com/en/database/oracle/oracle-database/23/sqpug/starting-SQL-Plus.html",
    ],
    examples: {
      found: [
        "sqlplus -s app/«Kd82wQz91p»@//db.internal:1521/ORCLPDB1",
        "jdbc:oracle:thin:app/«Kd82wQz91p»@db.internal:1521:ORCL",
      ],
      ignored: [
        "sqlplus scott/tiger@orcl",
        "jdbc:oracle:thin:@db.internal:1521/ORCLPDB1",
        "sqlplus ${DB_USER}/${DB_PASS}@x",
      ],
    },
  },
  {
    id: "rabbitmq-command-password",
    title: "Password of a RabbitMQ user",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and send the messages of the virtual hosts, or administer the broker.",
    remedy: "Change it with rabbitmqctl change_password.",
    keywords: ["rabbitmqctl", "rabbitmqadmin"],
    pattern:
      /(?:rabbitmqctl[^\n]{0,60}?[ \t](?:add_user|change_password|authenticate_user)[ \t]{1,3}["']?[^\s"']{1,60}["']?[ \t]{1,3}|rabbitmqadmin[^\n]{0,120}?[ \t](?:-p[ \t]{1,3}|--password[= ]|password=))["']?(?![-$%<{])(?<value>[^\s"'<>{}()\\]{4,128})/,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: ["https://www.rabbitmq.com/docs/access-control"],
    examples: {
      found: [
        "rabbitmqctl add_user svc «Kd82-wQz91p»",
        "rabbitmqadmin -u svc -p «Kd82wQz91p» list queues",
      ],
      ignored: ["rabbitmqctl add_user $USER $PASS", "rabbitmqctl add_user admin password"],
    },
  },
  {
    id: "sql-login-password",
    title: "Password of an SQL login",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Sign in to the database server as the user that the statement names.",
    remedy: "Change it with ALTER LOGIN or SET PASSWORD, and give it by a prompt or a variable.",
    keywords: [
      "set password",
      "create login",
      "alter login",
      "sp_addlogin",
      "old_password",
      "create credential",
      "dblink_connect",
      "create subscription",
    ],
    pattern:
      /(?:set[ \t]{1,3}password[ \t]{1,3}(?:for[ \t]{1,3}[^\n;=]{1,80})?=[ \t]{0,3}(?:password\(|old_password\()?|(?:create|alter)[ \t]{1,3}login[^\n;]{1,120}?password[ \t]{0,3}=[ \t]{0,3}N?|sp_addlogin[ \t][^\n;']{0,8}'[^'\n]{1,60}'[ \t]{0,3},[ \t]{0,3}|(?:master[ \t]{1,3}key[ \t]{1,3}encryption[ \t]{1,3}by[ \t]{1,3}password|[, ]secret)[ \t]{0,3}=[ \t]{0,3}N?)'(?<value>[^'\s<>{}$*]{4,128})'/i,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.25 }],
    references: [
      "https://learn.microsoft.com/sql/t-sql/statements/create-login-transact-sql",
      "https://dev.mysql.com/doc/refman/8.4/en/set-password.html",
    ],
    examples: {
      found: [
        "SET PASSWORD FOR 'app'@'%' = PASSWORD('«Kd82-wQz91p»');",
        "CREATE LOGIN svc WITH PASSWORD = N'«Kd82-wQz91p!»';",
        "CREATE DATABASE SCOPED CREDENTIAL c WITH IDENTITY = 'svc', SECRET = '«Kd82wQz91p»';",
      ],
      ignored: [
        "CREATE LOGIN svc WITH PASSWORD = '<enterStrongPasswordHere>';",
        "SET PASSWORD FOR 'x'@'y' = 'password';",
      ],
    },
  },
];
