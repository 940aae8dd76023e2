import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";

export const packageLogins: readonly Rule[] = [
  {
    id: "npm-legacy-token",
    title: "npm access token (old form)",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Publish new versions of the user's packages, which run on the machines of everybody who installs them.",
    remedy:
      "Delete it at npmjs.com under Access Tokens, then look at the versions of your packages.",
    keywords: ["npm"],
    pattern: assigned(
      /(?<![A-Za-z])(?:npm|node)[-_](?:auth[-_]?|publish[-_]|access[-_]|read[-_]|write[-_])?token|registry\.npmjs\.org\/:_authToken/,
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.npmjs.com/about-access-tokens"],
    examples: {
      found: [
        "NPM_TOKEN=«a249fcc2-e884-78e2-bc80-2c623efe6616»",
        "//registry.npmjs.org/:_authToken=«e122c21c-f8a2-9d1b-66f6-0558c2c1b278»",
      ],
      ignored: ["npm_config_id=b5088ad3-ff55-30c1-918a-7eb0290b70f9"],
    },
  },
  {
    id: "npmrc-password",
    title: "Registry password in .npmrc",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish the packages of the user at the registry that the line names.",
    remedy: "Change it at that registry, and keep .npmrc out of what is uploaded.",
    keywords: [":_password"],
    pattern:
      /:_password[ \t]{0,3}=[ \t]{0,3}["']?(?<value>[A-Za-z0-9+/]{8,400}={0,2})(?![A-Za-z0-9+/=_-])/,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://docs.npmjs.com/cli/v11/configuring-npm/npmrc"],
    examples: {
      found: ['//npm.example.org/:_password="«S1R1OGJYYWlaYUQyLXRMWEJPbw==»"'],
      ignored: ["//npm.example.org/:_password=${NPM_PASSWORD}"],
    },
  },
  {
    id: "yarn-auth-ident",
    title: "Registry login in a Yarn configuration",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and publish the packages of the registry as the user.",
    remedy: "Change it at that registry, and refer to an environment variable instead.",
    keywords: ["npmauthident"],
    pattern:
      /npmAuthIdent["']?[ \t]{0,3}:[ \t]{1,3}["']?(?<value>[^\s"'$<>:]{1,80}:[^\s"'$<>]{6,200}|[A-Za-z0-9+/]{16,400}={0,2})(?=["'\s]|$)/,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }],
    references: ["https://yarnpkg.com/configuration/yarnrc#npmAuthIdent"],
    examples: {
      found: ['npmAuthIdent: "«ci:Y5ALOsoS9gO4Xq»"'],
      ignored: ['npmAuthIdent: "${NPM_USER}:${NPM_PASSWORD}"'],
    },
  },
  {
    id: "poetry-password",
    title: "Repository password of Poetry",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Publish or read the packages of the index as the user.",
    remedy:
      "Change it at that index; `poetry config --unset http-basic.NAME` removes it from the file.",
    keywords: ["http-basic", "poetry_http_basic"],
    pattern:
      /(?:\[http-basic\.[\w.-]{1,80}\]\s{1,4}(?:username[ \t]{0,3}=[^\n]{1,120}\n\s{0,4})?password[ \t]{0,3}=[ \t]{0,3}"|poetry_http_basic_\w{1,60}_password["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|http-basic\.[\w.-]{1,60}[ \t]{1,3}[^\s-]{1,80}[ \t]{1,3}["']?)(?<value>[^\s"'$<>{}]{6,400})(?=["'\s;]|$)/i,
    lines: "many",
    proofs: [{ kind: "entropy", min: 2.8 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://python-poetry.org/docs/repositories/#configuring-credentials"],
    examples: {
      found: [
        '[http-basic.internal]\nusername = "ci"\npassword = "«aImU7Y5Sq3FlaatQ»"',
        "POETRY_HTTP_BASIC_INTERNAL_PASSWORD=«y7KLvG72zVUgyfdK»",
        "poetry config http-basic.internal ci «MlDJ7IbuknYR3ltu»",
      ],
      ignored: [
        "POETRY_HTTP_BASIC_INTERNAL_PASSWORD=$PASSWORD",
        'poetry config http-basic.internal ci "$PASSWORD"',
      ],
    },
  },
  {
    id: "pip-index-login",
    title: "Login in a package index URL",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read, and if allowed publish, the packages of the private index.",
    remedy:
      "Change it at that index; use keyring or .netrc, and keep the URL out of requirements and images.",
    keywords: ["index-url", "index_url"],
    pattern:
      /(?:index[-_]url|find[-_]links)["']?[ \t]{0,3}[ \t=:,][ \t]{0,3}["']?https?:\/\/(?:[^\s:@/"'$<>{}]{1,80}:)?(?<value>[^\s:@/"'$<>{}]{8,1500})@[\w.[-]/i,
    proofs: [{ kind: "entropy", min: 3 }, { kind: "not-placeholder" }, { kind: "not-words" }],
    references: ["https://pip.pypa.io/en/stable/topics/authentication/"],
    examples: {
      found: [
        "pip install --extra-index-url https://ci:«e4Gss1Etja8aCmGcJ3Tb»@pypi.example.org/simple acme",
        "index-url = https://«NQvky5idWu0JRMlODBjHELfaXa4whqw2»@pypi.example.org/simple",
        "UV_INDEX_URL=https://ci:«9IK7fTenWNcWE41H3Slj»@pypi.example.org/simple",
      ],
      ignored: ["--index-url https://${PIP_USER}:${PIP_PASSWORD}@pypi.example.org/simple"],
    },
  },
  {
    id: "cargo-registry-token",
    title: "Token of a Cargo registry",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Publish new versions of the user's crates at the registry.",
    remedy: "Revoke it at that registry; `cargo logout` removes it from credentials.toml.",
    keywords: ["cargo_registries", "cargo_registry_token", "cargo login"],
    pattern:
      /(?:cargo_(?:registries_\w{1,40}|registry)_token["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|cargo[ \t]login[ \t](?:--registry[ \t=][\w-]{1,40}[ \t])?["']?|\[(?:registries\.[\w-]{1,40}|registry)\]\s{1,4}token[ \t]{0,3}=[ \t]{0,3}")(?:(?:Bearer|Basic)[ \t])?(?<value>[A-Za-z0-9+/=_.-]{24,400})(?![A-Za-z0-9+/=_.-])/i,
    lines: "many",
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://doc.rust-lang.org/cargo/reference/registry-authentication.html"],
    examples: {
      found: [
        '[registries.acme]\ntoken = "«28gZ9daFyDVujCCDLyt1IdFbbI4v3hJ6am8dWtXw»"',
        'CARGO_REGISTRIES_ACME_TOKEN="Bearer «7gZqUamB840p2fLN7j5HcA9S0qpVBt0NCPYJ3nUs»"',
      ],
      ignored: ["CARGO_REGISTRY_TOKEN=${{ secrets.CARGO_REGISTRY_TOKEN }}"],
    },
  },
  {
    id: "maven-server-password",
    title: "Password in a Maven settings file",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read, and if allowed publish, the artifacts of the repository as the user.",
    remedy: "Change it at that repository, and keep settings.xml out of images and uploads.",
    keywords: ["<server>"],
    pattern:
      /<server>\s{0,40}(?:<(?:id|username|filePermissions)>[^<>]{1,100}<\/\w{1,20}>\s{0,40}){1,3}<password>(?<value>[^<>\s$]{4,300})<\/password>/,
    lines: "many",
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://maven.apache.org/settings.html#Servers"],
    examples: {
      found: [
        "<server>\n  <id>releases</id>\n  <username>ci</username>\n  <password>«vuQjniLTd0kiYq»</password>\n</server>",
      ],
      ignored: [
        "<server><id>releases</id><username>ci</username><password>${env.MAVEN_PASSWORD}</password></server>",
      ],
    },
  },
  {
    id: "maven-master-password",
    title: "Maven master password",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Decrypt every password in the settings.xml beside it: it is encrypted with a key that all Maven installations share.",
    remedy:
      "Make a new one with `mvn --encrypt-master-password`, and change the passwords that it covered.",
    keywords: ["<settingssecurity>"],
    pattern:
      /<settingsSecurity>\s{0,40}<master>(?<value>\{?[A-Za-z0-9+/]{20,400}={0,2}\}?)<\/master>/,
    lines: "many",
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: ["https://maven.apache.org/guides/mini/guide-encryption.html"],
    examples: {
      found: [
        "<settingsSecurity>\n  <master>«{2btq2nIMNO5dPuN/rL5Nvk+4JC+iNrwQCLskRgxsxv2=}»</master>\n</settingsSecurity>",
      ],
      ignored: ["<settingsSecurity><master>password</master></settingsSecurity>"],
    },
  },
  {
    id: "sonatype-token",
    title: "Sonatype or Maven Central token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Publish new versions of your artifacts to Maven Central.",
    remedy: "Revoke it at central.sonatype.com/usertoken.",
    keywords: ["sonatype", "ossrh", "mavencentral", "maven_central"],
    pattern: assigned(
      /(?:sonatype|ossrh|maven_?central|nexus)[\w .-]{0,24}?(?:password|token|secret|passcode)[\w-]{0,12}/,
      /[A-Za-z0-9+/_-]{43,45}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://central.sonatype.org/publish/generate-portal-token/"],
    examples: {
      found: [
        "SONATYPE_PASSWORD=«wm3rY6urhPafpSNQM//BPh30DImy7UU2mg1ZRAPYEyXQ»",
        "mavenCentralPassword=«kwyeebi6Sy90hv47kpVbfdWoUlIA66pW3aLJYA7YxwHU»",
      ],
      ignored: ["sonatype_password_of_the_release = ${SONATYPE_PASSWORD}"],
    },
  },
  {
    id: "gradle-publish-secret",
    title: "Gradle Plugin Portal secret",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish new versions of your plugins, which run in the builds of everybody who uses them.",
    remedy: "Regenerate it at plugins.gradle.org under API Keys.",
    keywords: ["gradle.publish", "gradle_publish"],
    pattern: assigned(/gradle[._]publish[._]secret/, /[A-Za-z0-9]{32}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://docs.gradle.org/current/userguide/publishing_gradle_plugins.html"],
    examples: {
      found: ["gradle.publish.secret=«gElTaBmrv9aUKghtNgetayk0WI1Dhhyr»"],
      ignored: ["gradle.publish.secret=<secret>"],
    },
  },
  {
    id: "bundler-credential",
    title: "Gem server login of Bundler",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read the private or paid gems of the server as the customer.",
    remedy: "Ask the server's owner for a new one; `bundle config unset` removes it.",
    keywords: ["bundle_", "bundle config"],
    pattern:
      /(?:bundle_[A-Z0-9_]{2,60}__[A-Z]{2,10}["']?[ \t]{0,3}[:=][ \t]{0,3}["']?|bundle[ \t]config[ \t](?:set[ \t])?(?:--\w{1,10}[ \t])?[\w.-]{3,80}\.[a-z]{2,10}[ \t])(?<value>[^\s"':$<>{}/]{1,80}:[^\s"'$<>{}]{6,200})(?=["'\s;&]|$)/i,
    proofs: [{ kind: "not-placeholder" }],
    references: ["https://bundler.io/man/bundle-config.1.html"],
    examples: {
      found: [
        "BUNDLE_GEMS__CONTRIBSYS__COM=«ff6211df:1c071650»",
        "bundle config set gems.example.org «ci:1YuAciZPqjYwWEGN»",
      ],
      ignored: ["BUNDLE_GEMS__EXAMPLE__ORG=user:password"],
    },
  },
];
