import type { Rule } from "../../core/rule.ts";

/** What all of these give, and what is done about them. */
const guessed = {
  class: "secret",
  harm: "Guess the password of the database user offline, as fast as the attacker's hardware goes.",
  remedy:
    "Change the password on that server, and keep dumps of users and roles out of what is published.",
} as const;

export const databaseHashes: readonly Rule[] = [
  {
    ...guessed,
    id: "postgres-scram-hash",
    title: "Password hash (PostgreSQL, Kafka, MongoDB SCRAM)",
    severity: "medium",
    confidence: "high",
    keywords: ["scram-sha-256$"],
    pattern:
      /(?<value>SCRAM-SHA-(?:256|512|1)\$\d{3,7}:[A-Za-z0-9+/]{8,64}={0,2}\$[A-Za-z0-9+/]{27,86}={0,2}:[A-Za-z0-9+/]{27,86}={0,2})(?![A-Za-z0-9+/=])/,
    references: ["https://www.postgresql.org/docs/current/catalog-pg-authid.html"],
    examples: {
      found: [
        "ALTER ROLE app WITH LOGIN PASSWORD '«SCRAM-SHA-256$4096:qJnvL7FEoynBds0LqH3tHG==$T/ViLDWctU+f+icR28D2VgIVA4nhoA2K1Si6c1aDLlh=:80gvQbzUC5MpKHmTsis0/IAbWljJql7P8lr0M8yiCPt=»';",
      ],
      ignored: ["SCRAM-SHA-256$4096:<salt>$<stored>:<server>"],
    },
  },
  {
    ...guessed,
    id: "postgres-md5-hash",
    title: "Password hash (PostgreSQL MD5)",
    severity: "high",
    confidence: "high",
    harm: "Sign in with the hash itself where the server still takes MD5, or guess the password at billions of tries a second.",
    keywords: ["md5"],
    pattern:
      /(?:password|passwd|userlist|rolpassword|^"[^"\n]{1,63}")["']?[ \t:=,(]{0,6}["'](?<value>md5[0-9a-f]{32})["']/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://www.postgresql.org/docs/current/auth-password.html"],
    examples: {
      found: [
        "ALTER ROLE app WITH LOGIN PASSWORD '«md50844a31ff104c44033f6488b24fba9a9»';",
        '"app" "«md5349198fab679fdf671e638ad340e0d19»"',
      ],
      ignored: ['checksum = "md5aff1da83d48377c0b17c1bc80f5465a7"'],
    },
  },
  {
    ...guessed,
    id: "mysql-native-hash",
    title: "Password hash (MySQL, MariaDB)",
    severity: "high",
    confidence: "high",
    keywords: ["identified", "authentication_string", "mysql_native_password", "password('"],
    pattern:
      /(?:identified|authentication_string|mysql_native_password|[^\w]password)[^\n;]{0,100}?["'](?<value>\*[0-9A-F]{40})["']/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://dev.mysql.com/doc/refman/8.4/en/native-pluggable-authentication.html"],
    examples: {
      found: [
        "CREATE USER `app`@`%` IDENTIFIED WITH 'mysql_native_password' AS '«*7E1A48CCC67F15F96419FB5E0377022E01F3EA41»' REQUIRE NONE;",
        "SET PASSWORD FOR 'a'@'%' = '«*0E18C626B55FD01D8ADF28117010F2951E7300BD»';",
      ],
      ignored: ["IDENTIFIED WITH mysql_native_password AS '*invalid'"],
    },
  },
  {
    ...guessed,
    id: "mssql-password-hash",
    title: "Password hash (SQL Server)",
    severity: "high",
    confidence: "high",
    keywords: ["0x0100", "0x0200"],
    pattern:
      /(?<![A-Za-z0-9])(?<value>0x0(?:200[0-9A-F]{136}|100[0-9A-F]{48}(?:[0-9A-F]{40})?))(?![0-9A-Za-z])/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://learn.microsoft.com/sql/t-sql/statements/create-login-transact-sql"],
    examples: {
      found: [
        "CREATE LOGIN [svc] WITH PASSWORD = «0x0200E10BDF30894E1BB759733885558A5072055CBE96F9D808849A11B7217B8F40256BC96AAE68A48DEB60B732A9564A6E03CFB3DDF0A898AECD7401A793FD8F15416149EC21» HASHED",
      ],
      ignored: ["0x0100000000000000000000000000000000000000000000000000", "0x0200"],
    },
  },
  {
    ...guessed,
    id: "oracle-password-hash",
    title: "Password hash (Oracle)",
    severity: "high",
    confidence: "high",
    keywords: ["values"],
    pattern:
      /identified[ \t]{1,3}by[ \t]{1,3}values[ \t]{1,3}'(?<value>(?:[SHT]:[0-9A-F]{32,160};?){1,3}(?:[0-9A-F]{16})?|[0-9A-F]{16})'/i,
    references: [
      "https://docs.oracle.com/en/database/oracle/oracle-database/23/refrn/DBA_USERS.html",
    ],
    examples: {
      found: [
        "ALTER USER app IDENTIFIED BY VALUES '«S:BE6451EEABB65106FFFEE401F9935A12937C5D911D75B246574B0D69BF28;T:6FB036F6FC631F3AD436DAB7B6BDB5B638465AD4131AB2B4B7DD38098C8FE3491B87D40050DAC287453C487DC5F24823CF4E35B1827C975F5C01E8E3950CFF56FFC96C45FD0E7176AEFA130D78206C42»';",
      ],
      ignored: ["ALTER USER app IDENTIFIED BY VALUES 'hash';"],
    },
  },
  {
    ...guessed,
    id: "broker-password-hash",
    title: "Password hash (RabbitMQ, Mosquitto, CouchDB)",
    severity: "medium",
    confidence: "high",
    keywords: ["password_hash", "$7$", "$6$", "-pbkdf2"],
    pattern:
      /(?:"password_hash"\s{0,3}:\s{0,3}"(?=[A-Za-z0-9+/]{48}")|(?<![A-Za-z0-9$])(?=\$[67]\$(?:\d{1,7}\$)?[A-Za-z0-9+/]{16,88}={0,2}\$[A-Za-z0-9+/]{86}==)|(?<=[= "'])(?=-(?:pbkdf2(?::sha256)?|hashed)-[0-9a-f]{40,64},[0-9a-f]{32}))(?<value>[A-Za-z0-9+/$=:,-]{40,220})/,
    references: [
      "https://www.rabbitmq.com/docs/passwords",
      "https://mosquitto.org/man/mosquitto_passwd-1.html",
    ],
    examples: {
      found: [
        '{"name":"svc","password_hash":"«cOpxhf06FidgmB2jKFUJrs9lj+fHMma408vsN2roj0Quuj2E»","hashing_algorithm":"rabbit_password_hashing_sha256"}',
        "svc:«$7$101$9sBC5tiFtUbdXgIJ$D4J4rnGUK5xBXn1Yeed3pD38iMfM3e3iq08h3YP/CY89dRXtcZVeIyWELUW7iegfcdkhkUKrlZFkztLk/YTFvV==»",
        "admin = «-pbkdf2-9dbe31d3188621a9ed582ea46fe2c229ec348c44,822cc3b4b05819d898f2c610db6e426e,10»",
      ],
      ignored: ['"password_hash": "none"'],
    },
  },
  {
    ...guessed,
    id: "ldap-password-hash",
    title: "Password hash (LDAP)",
    severity: "high",
    confidence: "high",
    harm: "Guess the password of the person or service offline: SHA-1 at billions of tries a second.",
    remedy: "Change the password in the directory, and keep LDIF exports out of what is published.",
    keywords: [
      "{ssha",
      "{sha",
      "{smd5}",
      "{md5}",
      "{crypt}",
      "{pbkdf2",
      "{argon2}",
      "e1ntse",
      "e1niq",
      "e2nyevb0",
    ],
    pattern:
      /(?<value>\{(?:SSHA(?:256|384|512)?|SHA(?:256|384|512)?|SMD5|MD5)\}[A-Za-z0-9+/]{22,180}={0,2}|\{(?:CRYPT|PBKDF2(?:-SHA(?:1|256|512))?|ARGON2)\}[A-Za-z0-9+/$.,=*!]{13,200}|e1NT(?:SEF9|SEEy|SEE1|SEEz)[A-Za-z0-9+/]{32,240}={0,2}|e1NIQX[A-Za-z0-9+/]{32,160}={0,2})(?![A-Za-z0-9+/=$.])/i,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://www.rfc-editor.org/rfc/rfc2307"],
    examples: {
      found: [
        "userPassword: «{SSHA}fwjQyVdAiJv2rOCURFynxsfKmdnmkSMu6ycTcK==»",
        "olcRootPW: «{CRYPT}$6$fDn5r32Q$PVHC5F0ILCi0Esw1qIa0t7fNJSkYeLr0wn286fd9T5fdUr6STs1xG4iSace54f6jKbO08HUewtsbCvtgJYwLBq»",
        "userPassword:: «e1NTSEF9auQzzdjvzTYa7iD3N91HaNYiK76Fb3CRxaK7ijmcxJmX1ihU»",
      ],
      ignored: ["userPassword: {SSHA}...", "{MD5}hash"],
    },
  },
];
