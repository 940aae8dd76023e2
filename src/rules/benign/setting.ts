import type { Benign } from "../../core/rule.ts";

/** Where names and addresses stand that are about others than the publisher, or were meant to be read. */
export const setting: readonly Benign[] = [
  {
    id: "library-content",
    why: "Test data and texts of an installed library come from its authors. What an installation writes itself, and what was compiled on the machine, does not.",
    leaves: "low",
    classes: ["path", "host", "storage", "debug"],
    path: /(?:^|[/!])(?:(?:site|dist)-packages|node_modules|usr\/share\/(?:doc|man|info|perl5?)|usr\/(?:local\/)?include)\/(?!.*(?:\.dist-info\/(?:RECORD|direct_url\.json)|\.egg-link|\.pth|__editable__[^/]*|_sysconfigdata[^/]*|\.(?:pyc|so|pyd|dll|dylib|a|o|log|out|ipynb|env)(?:[.\d]*))$)/,
    examples: {
      benign: [
        "lib/python3.11/site-packages/scipy/io/matlab/tests/data/x.mat!/variable 0",
        "usr/share/doc/curl/changelog.gz!/changelog",
        "site-packages/mlflow-3.1.dist-info/METADATA",
      ],
      telling: [
        "site-packages/acme-1.0.dist-info/RECORD",
        "site-packages/acme-1.0.dist-info/direct_url.json",
        "site-packages/acme.pth",
        "site-packages/x/__pycache__/y.cpython-311.pyc",
        "site-packages/flash_attn_2_cuda.so",
        "site-packages/wandb/run.log",
        "src/train.py",
      ],
    },
  },
  {
    id: "documentation-folder",
    why: "Manuals explain with hosts, logins and buckets that are made up, and name whom to write to. A home folder may be the writer's own.",
    leaves: "low",
    classes: ["identity", "host", "storage", "debug"],
    path: /(?:^|[/!])(?:(?:docs?|[Dd]ocumentation|manual|man(?:\d|\/man\d)?)\/(?!.*\.(?:log|ipynb|env|json|ya?ml|csv|parquet|pkl|pt)$)|[^/!]+\.(?:rst|rst\.txt|texi|adoc|asciidoc|[1-8]|[1-8]\.gz)$)/,
    examples: {
      benign: ["docs/deploy.md", "x/doc/index.html", "guide/start.rst", "man/man1/tare.1"],
      telling: ["README.md", "docs/run.log", "docsets/train.md", "docs/x.ipynb", "model.rst.bin"],
    },
  },
  {
    id: "test-code",
    why: "Tests are written with hosts, logins and buckets that are made up.",
    leaves: "low",
    classes: ["host", "storage"],
    path: /(?:^|[/!])(?:(?:tests?|testing|__tests__)\/(?:[^!]*\/)?[^/!]+|test_[^/!]+|[^/!]+[._]test)\.(?:pyi?|[jt]sx?|mjs|go|rs|java|kt|c|cc|cpp|h|rb|R|jl)$/,
    examples: {
      benign: ["tests/io/test_s3.py", "src/x_test.go", "a/test_common.py", "ui/x.test.ts"],
      telling: ["test/0001.json", "tests/run.sh", "latest/train.py", "contest_x.py"],
    },
  },
  {
    id: "shown-clue",
    why: "The line says that it shows how something is written.",
    leaves: "low",
    classes: ["host", "storage"],
    line: /^[ \t]*(?:>>>|\.\.\.)[ ]|\be\.g\.|\bfor example\b|\bexamples?:|\bsuch as\b/i,
    examples: {
      benign: ["# the proxy (e.g. http://proxy.internal:3128)", "Example: http://mlflow:5000"],
      telling: ["tracking_uri = http://mlflow:5000", "examples = s3://acme-data/x"],
    },
  },
  {
    id: "protocol-package",
    why: "The name of a package in code that the compiler of Protocol Buffers made.",
    leaves: "low",
    rules: ["internal-host"],
    path: /_pb2(?:_grpc)?\.pyi?$/,
    examples: {
      benign: ["mlflow/protos/internal_pb2.py"],
      telling: ["src/pb2_client.py"],
    },
  },
  {
    id: "changelog-file",
    why: "A history of changes names those who contributed, and they know it.",
    leaves: "low",
    classes: ["identity", "host"],
    path: /(?:^|[/!])(?:[Cc]hange[Ll]ogs?|CHANGELOGS?|CHANGES|Changes|NEWS|HISTORY|History|RELEASE[-_]?NOTES|release[-_]notes)(?:[.-](?:[\w.-]{0,30}))?$/,
    examples: {
      benign: ["CHANGELOG.md", "doc/changelog.gz!/changelog", "x/NEWS.Debian", "ChangeLog-2019"],
      telling: ["history.json", "changes/train.py", "CHANGELOG/run.log", "news.txt"],
    },
  },
  {
    id: "changelog-entry",
    why: "The head of an entry in a history of changes, as Debian and GNU write it.",
    leaves: "low",
    classes: ["identity", "host"],
    line: /^ -- [^<>]{2,80} <[^<>\s]{3,100}> {2}(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), |^(?:19|20)\d\d-\d\d-\d\d {1,2}\S[^<>]{1,80} {1,2}<[^<>\s]{3,100}>\s*$|^\* (?:Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d\d (?:19|20)\d\d /,
    examples: {
      benign: [
        " -- Ana Smith <ana@lab.org>  Sun, 25 Dec 2022 17:11:31 +0100",
        "2008-04-30  Ana Smith  <ana@lab.org>",
        "* Tue Mar 07 2023 Ana Smith <ana@lab.org> - 1.2-3",
      ],
      telling: ["Author: Ana Smith <ana@lab.org>", "2008-04-30 12:00 INFO ana@lab.org"],
    },
  },
  {
    id: "author-beside-licence",
    why: "Whoever puts a name into the head of a file beside its licence wants to be named.",
    leaves: "low",
    classes: ["identity"],
    line: /^\W{0,8}(?:(?:@?[Aa]uthors?|[Cc]ontributors?|[Mm]aintainers?|(?:[Oo]riginally )?[Ww]ritten|[Mm]odified)\b|[A-Z\x80-\uffff][^\s@<]{1,30}(?: [^\s@<]{1,30}){1,3} {0,4}(?:-- ?)?[<(])/,
    near: /^\W{0,8}(?:@?(?:SPDX-)?[Ll]icen[cs]e\b|(?:\(c\) )?Copyright\b)|\b(?:Licen[cs]ed under|distributed under|terms of the)\b/m,
    examples: {
      benign: ["# Author: Ana Smith <ana@lab.org>\n# License: BSD 3 clause"],
      telling: [
        "# Author: Ana Smith <ana@lab.org>\nimport torch",
        "# License: MIT\n# TODO(ana@lab.org)",
        "ana@lab.org",
      ],
    },
  },
  {
    id: "citation",
    why: "A reference to a publication names its authors, who published it.",
    leaves: "low",
    classes: ["identity"],
    near: /@(?:article|inproceedings|misc|techreport|book|phdthesis|software|online|manual)\s{0,2}\{[\w:/.+-]{1,80},|\bdoi\.org\/10\.\d{4,9}\/|\barXiv:\d{4}\.\d{4,5}\b|\bet al\.,? \(?(?:19|20)\d\d\b/i,
    line: /^\s{0,12}(?:author|editor|title|note|howpublished)\s{0,12}[=:]|\(?(?:19|20)\d\d\)?[.,:]|\bet al\b|\bin Proc/i,
    examples: {
      benign: ["@article{smith2020,\n  author = {Ana Smith (ana@lab.org)},\n}"],
      telling: [
        "author = ana@lab.org",
        "@app.route\nana@lab.org",
        "see doi.org/10.1000/x by ana@lab.org",
      ],
    },
  },
  {
    id: "package-manifest",
    why: "The manifest of a package names authors and maintainers for its users.",
    leaves: "low",
    classes: ["identity"],
    path: /(?:^|[/!])(?:pyproject\.toml|Cargo\.toml|DESCRIPTION|[\w.-]+\.(?:gemspec|nuspec|podspec|cabal)|pom\.xml|composer\.json|debian\/control|meta\.yaml|CODEOWNERS|OWNERS)$/,
    examples: {
      benign: ["ranker/pyproject.toml", "recipe/meta.yaml", "x.gemspec"],
      telling: ["config.toml", "meta.yaml.log", "DESCRIPTION.md"],
    },
  },
  {
    id: "package-contact",
    why: "A package's metadata names authors and maintainers for its users.",
    leaves: "low",
    classes: ["identity"],
    line: /^\s{0,8}(?:Maintainer|Uploaders|XSBC-Original-Maintainer|Packager|Upstream-Contact|Vendor):\s|^\s{0,12}["']?(?:author|maintainer)_email["']?\s{0,2}[=:]/,
    examples: {
      benign: ["Maintainer: Ana Smith <ana@lab.org>", `    author_email="ana@lab.org",`],
      telling: ["maintained by ana@lab.org", "email = ana@lab.org"],
    },
  },
  {
    id: "role-address",
    why: "An address of a role or a mailing list, not of a person: it is made to be published.",
    leaves: "low",
    rules: ["email-address"],
    value:
      /^(?:(?:info|contact|hello|help|help-?desk|support|security|abuse|postmaster|webmaster|hostmaster|press|media|sales|legal|privacy|copyright|licensing|licensereq|open-?source|opensource[\w-]{0,20}|team|feedback|conduct|coc|jobs|careers|office|editor|bugs?|bug-[\w-]{1,30}|[\w-]{1,30}-(?:bugs?|lists?|users?|devel?|discuss|announce|maintainers?|team|security|support|help))@[\w.-]{3,100}|[\w.+-]{1,64}@(?:lists?|listserv|mailman|googlegroups|bugs|packages|tracker)\.[\w.-]{2,100})$/i,
    examples: {
      benign: ["support@contoso.com", "numpy-discussion@lists.lab.org", "bug-gzip@contoso.org"],
      telling: ["ana.support@contoso.com", "asmith@contoso.com", "supportive@lab.org"],
    },
  },
];
