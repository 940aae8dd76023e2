import type { Benign } from "../../core/rule.ts";

/** Values of unknown form that a rule judges by a name and a look alone. */
const general = [
  "general-api-key",
  "general-token",
  "general-env-key",
  "general-yaml-env-secret",
  "general-password",
  "general-letters-password",
  "general-word-password",
  "general-env-password",
  "general-chosen-secret",
  "general-foreign-password",
  "general-login-call",
  "general-secret-setter",
  "general-prose-password",
  "general-block-secret",
  "general-spaced-key",
  "general-spaced-password",
  "general-option-default",
  "general-returned-secret",
  "general-short-password",
  "general-signing-call",
  "sql-row-secret",
  "sql-setting-secret",
  "sql-password",
  "url-password",
  "connection-string-password",
  "url-parameter-secret",
] as const;

/** Where secrets are mostly made up: they are reported, but matter less. */
export const unlikely: readonly Benign[] = [
  {
    id: "test-secret",
    why: "Tests sign in to what they have set up themselves, mostly.",
    leaves: "low",
    rules: general,
    path: /(?:^|[/!\\])(?:tests?|testing|testsuite|testdata|test[-_]data|__tests__|specs?|fixtures?|__fixtures__|mocks?|__mocks__|e2e)[/\\]|(?:^|[/!\\])(?:test_[\w.-]{1,80}|conftest|[\w-]{1,80}(?:[._-](?:tests?|spec|fixtures?)|Tests?))\.\w{1,5}$/,
    examples: {
      benign: ["lib/tests/login.py", "src/login.test.ts", "test_login.py", "src/LoginTest.java"],
      telling: ["src/latest/login.py", "contest/login.py", "testimony.md", "src/login.py"],
    },
  },
  {
    id: "example-secret",
    why: "Documentation and examples show values that are nobody's, mostly.",
    leaves: "medium",
    rules: general,
    path: /(?:^|[/!\\])(?:docs?|documentation|examples?|samples?|demos?|tutorials?|changelogs?)[/\\]|(?:[._-](?:sample|template|dist)|(?:^|[/\\._-])examples?)(?:-\d{1,3})?(?:\.\w{1,6})?$/i,
    examples: {
      benign: ["docs/index.md", "examples/train.py", ".env.example", "data/examples-1.json"],
      telling: ["docker/train.py", "template.yaml", "src/sampler.py", ".env", "README.md"],
    },
  },
  {
    id: "shown-secret",
    why: "The line says that it shows how something is written.",
    leaves: "medium",
    rules: general,
    line: /^[ \t]*(?:>>>|\.\.\.)[ ]|\be\.g\.|\bfor example\b|\bexamples?:|\bsuch as\b/i,
    examples: {
      benign: ['>>> login(password="Kd82wQz91p")', "e.g. password=Kd82wQz91p"],
      telling: ['password="Kd82wQz91p"', "example_password: Kd82wQz91p"],
    },
  },
  {
    id: "comment-password",
    why: "A comment that documents code shows a password that its author made up.",
    leaves: "low",
    rules: ["general-password", "general-letters-password", "general-word-password"],
    line: /^[ \t]{0,40}\*[ \t]/,
    examples: {
      benign: [" *     password: 'Kd82wQz91p',"],
      telling: ["password: 'Kd82wQz91p',", "**password**: Kd82wQz91p", "// password: 'Kd82wQz91p'"],
    },
  },
  {
    id: "documentation-host-secret",
    why: "It is for a host that exists for documentation alone (RFC 2606).",
    leaves: "low",
    rules: [...general, "url-token", "url-parameter-secret"],
    line: /(?:\/\/|@)(?:[\w-]{1,63}\.){0,5}(?:example\.(?:com|org|net)|[\w-]{1,63}\.(?:example|invalid))(?![\w.-]*\w)/i,
    examples: {
      benign: ["postgres://ada:Kd82wQz91p@db.example.com/x", "https://u:Kd82wQz91p@acme.invalid"],
      telling: [
        "postgres://ada:Kd82wQz91p@db.examples.com/x",
        "https://u:Kd82wQz91p@example.com.de",
      ],
    },
  },
  {
    id: "installed-documentation-secret",
    why: "Manuals that come with installed software show values of its authors, not of the publisher.",
    leaves: "low",
    rules: [...general, "md5-crypt-hash", "htpasswd-hash", "postgres-scram-hash"],
    path: /(?:^|[/!])usr\/share\/(?:doc|info|man)\//,
    examples: {
      benign: [
        "usr/share/doc/git-doc/git-cvsserver.txt",
        "x.deb!/usr/share/info/a.info.gz!/a.info",
      ],
      telling: ["usr/share/acme/doc/x", "docs/usr-share-doc.md"],
    },
  },
];
