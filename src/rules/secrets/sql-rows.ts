import type { Rule } from "../../core/rule.ts";

const name =
  /["`[]?\w{0,30}(?:password|passwd|pwd|secret|api_?key|(?:auth|access|api)_?token)["`\]]?/.source;
const column = /["`[]?\w{1,40}["`\]]?\s{0,3},\s{0,3}/.source;
const cell = /(?:N?'[^'\n]{0,120}'|-?\d{1,20}|null|true|false|default)\s{0,3},\s{0,3}/.source;

/** What stands before the value where so many columns stand before that of the secret. */
const rowAfter = (many: number): string =>
  `\\(\\s{0,3}(?:${column}){${many}}${name}[^()']{0,300}\\)\\s{0,3}values\\s{0,3}\\(\\s{0,3}(?:${cell}){${many}}`;

/** As many columns as are told apart. */
const places = [0, 1, 2, 3, 4];

/** Secrets that are kept in rows, in dumps and migrations. */
export const sqlRows: readonly Rule[] = [
  {
    id: "sql-row-secret",
    title: "Password or key in a row of a table",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Sign in as the user of that row, or at the service that the row is about.",
    remedy: "Change it, keep only hashes of passwords, and leave such tables out of dumps.",
    keywords: ["insert into", "values"],
    pattern: new RegExp(
      `insert\\s{1,3}into\\s{1,3}[\\w."\`[\\]]{1,80}\\s{0,3}(?:${places.map(rowAfter).join("|")})N?'(?<value>(?![0-9a-f]{32,128}')[^'\\s]{6,200})'`,
      "i",
    ),
    lines: "many",
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.5 }],
    references: ["https://www.postgresql.org/docs/current/sql-insert.html"],
    examples: {
      found: [
        "INSERT INTO users (name, password, email) VALUES ('ada', '«Kd82-wQz91p»', 'a@lab.org');",
        "insert into public.services(id, name, api_key)\nvalues (7, 'hub', '«lkXoe1J8LxfCuRIPOcQ5TfmL»')",
      ],
      ignored: [
        "INSERT INTO users (name, password) VALUES ('ada', 'password')",
        "INSERT INTO users (name, password) VALUES ('ada', '5f4dcc3b5aa765d61d8327deb882cf99')",
        "INSERT INTO users (name, email) VALUES ('ada', 'ada.smith.2031@lab.org')",
      ],
    },
  },
  {
    id: "sql-setting-secret",
    title: "Password or key in a table of settings",
    class: "secret",
    severity: "high",
    confidence: "low",
    harm: "Sign in at the service that the setting is for.",
    remedy: "Change it there, and leave such tables out of dumps.",
    keywords: ["where"],
    pattern:
      /set\s{1,3}["`[]?\w{0,20}value["`\]]?\s{0,3}=\s{0,3}N?'(?<value>[^'\s]{6,200})'\s{1,3}where[^\n;']{1,60}'[\w.-]{0,40}(?:password|passwd|secret|token|key)'/i,
    general: true,
    proofs: [{ kind: "not-placeholder" }, { kind: "looks-secret", as: "password", least: 0.5 }],
    references: ["https://www.postgresql.org/docs/current/sql-update.html"],
    examples: {
      found: ["UPDATE settings SET value='«Kd82-wQz91p»' WHERE name = 'smtp_password';"],
      ignored: ["UPDATE settings SET value='2031-02-03' WHERE name='last_token'"],
    },
  },
];
