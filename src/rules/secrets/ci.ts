import type { LiveCheck } from "../../core/live-check.ts";
import type { Rule } from "../../core/rule.ts";
import { assigned } from "../assigned.ts";
import { token } from "../token.ts";

const circleUser: LiveCheck = {
  url: "https://circleci.com/api/v2/me",
  only: /^(?!CCIPRJ_)/,
  auth: { kind: "header", name: "circle-token", value: "{value}" },
  active: [{ status: 200, json: "id" }],
  inactive: [{ status: 401 }],
  facts: { user: "login", name: "name" },
  documentation: "https://circleci.com/docs/api/v2/index.html#operation/getCurrentUser",
  examples: {
    active: { status: 200, body: { id: "u-1", login: "ada", name: "Ada" } },
    inactive: { status: 401, body: { message: "You must log in first." } },
  },
};

export const ci: readonly Rule[] = [
  {
    id: "circleci-token",
    title: "CircleCI token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start pipelines and read their logs, environment names and artifacts.",
    remedy: "Delete it at app.circleci.com/settings/user/tokens or in the project's settings.",
    keywords: ["ccipat_", "cciprj_"],
    pattern: token(/(?:CCIPAT|CCIPRJ)_[A-Za-z0-9]{18,30}_[0-9a-f]{40}/),
    check: circleUser,
    references: ["https://circleci.com/docs/guides/toolkit/managing-api-tokens/"],
    examples: {
      found: [
        "CIRCLECI_TOKEN=«CCIPAT_1yY43HyizIPjMMvxBsbW2f_d842ed945c5f406875a4b7504c1a28cb0250eb9f»",
      ],
      ignored: ["CCIPAT_example"],
    },
  },
  {
    id: "circleci-token-old",
    title: "CircleCI token (old form)",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Start pipelines and read their logs, environment names and artifacts.",
    remedy: "Delete it at app.circleci.com/settings/user/tokens or in the project's settings.",
    keywords: ["circle"],
    pattern: assigned(/circle(?:ci)?[\w .-]{0,12}?(?:token|key)[\w-]{0,12}/, /[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://circleci.com/docs/guides/toolkit/managing-api-tokens/"],
    examples: {
      found: ["CIRCLECI_TOKEN=«ce58de0cf67e455a352bd7aa6c13864a0096f106»"],
      ignored: ["CIRCLE_SHA1=1432db50770d9a0bf665431a762ea79e13fc5c20"],
    },
  },
  {
    id: "buildkite-token",
    title: "Buildkite token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read builds and start new ones; with an agent token, take jobs with their secrets.",
    remedy:
      "Revoke it at buildkite.com/user/api-access-tokens or on the cluster's agent token page.",
    keywords: ["bkua_", "bkct_", "bkpt_"],
    pattern: token(/bk(?:ua|ct|pt)_[0-9A-Za-z]{40,60}/),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.buildkite.com/v2/access-token",
      only: /^bkua_/,
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "uuid" }],
      inactive: [{ status: 401 }],
      facts: { user: "user.name", email: "user.email", scopes: "scopes" },
      documentation: "https://buildkite.com/docs/apis/rest-api/access-token",
      examples: {
        active: {
          status: 200,
          body: {
            uuid: "b63254c0-3271-4a98-8270-7cfbd6c2f14e",
            scopes: ["read_build"],
            description: "ci",
            user: { name: "Ada", email: "ada@example.org" },
          },
        },
        inactive: {
          status: 401,
          body: { message: "Authentication required. Please supply a valid API Access Token" },
        },
      },
    },
    references: ["https://buildkite.com/docs/platform/security/tokens"],
    examples: {
      found: ["BUILDKITE_API_TOKEN=«bkua_ad4fbefbbc27092a15f7f05cc446985d79bb2853»"],
      ignored: ["bkua_"],
    },
  },
  {
    id: "travis-token",
    title: "Travis CI token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Start builds and read their logs and settings.",
    remedy: "Regenerate it at app.travis-ci.com/account/preferences.",
    keywords: ["travis"],
    pattern: assigned(/travis[\w .-]{0,24}?(?:token|key)[\w-]{0,12}/, /[A-Za-z0-9_-]{20,22}/),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: ["https://docs.travis-ci.com/user/triggering-builds/"],
    examples: {
      found: ["TRAVIS_API_TOKEN=«GgxBjimc6PnND7TbR3X2gM»"],
      ignored: ["TRAVIS_TOKEN=secure_value_in_yaml"],
    },
  },
  {
    id: "jenkins-api-token",
    title: "Jenkins API token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Start and change jobs as the user, and through them run code on the agents.",
    remedy: "Revoke it in Jenkins on the user's Security page.",
    keywords: ["jenkins"],
    pattern: assigned(
      /jenkins[\w .-]{0,24}?(?:token|key|password|crumb)[\w-]{0,12}/,
      /(?:11[0-9a-f]{32}|[0-9a-f]{32,36})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://www.jenkins.io/doc/book/system-administration/authenticating-scripted-clients/",
    ],
    examples: {
      found: ["JENKINS_API_TOKEN=«11a0eb9df2fefaf647bf23bcd3a0704666»"],
      ignored: ["jenkins_build_key = 9dfc40301e997ad58f4b"],
    },
  },
  {
    id: "sonar-token",
    title: "SonarQube or SonarCloud token",
    class: "secret",
    severity: "medium",
    confidence: "high",
    harm: "Read the findings of your code, and change the projects that the user administers.",
    remedy: "Revoke it under My account, Security.",
    keywords: ["squ_", "sqp_", "sqa_"],
    pattern: /(?<![A-Za-z0-9_])(?<value>sq[upa]_[0-9a-f]{40})(?![A-Za-z0-9_])/,
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/"],
    examples: {
      found: ["SONAR_TOKEN=«squ_6c8088935f6e085dc7dcc92937ab5571a08b5c04»"],
      ignored: ["sonar_c14c4741b0ae258da87e5275284f50ca1d909462"],
    },
  },
  {
    id: "sonar-token-old",
    title: "SonarQube or SonarCloud token (old form)",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Read the findings of your code, and change the projects that the user administers.",
    remedy: "Revoke it under My account, Security.",
    keywords: ["sonar"],
    pattern: assigned(/sonar[\w .-]{0,24}?(?:token|login|key)[\w-]{0,12}/, /[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.sonarsource.com/sonarqube-server/user-guide/managing-tokens/"],
    examples: {
      found: ["sonar.login=«3d322f8cf169c9ea682a6730b2c5115431843bd2»"],
      ignored: ["sonar.projectKey=my-project"],
    },
  },
  {
    id: "snyk-token",
    title: "Snyk token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read the weaknesses of every project that the user can reach, and change them.",
    remedy: "Revoke it at app.snyk.io/account.",
    keywords: ["snyk"],
    pattern: assigned(
      /snyk[\w .-]{0,24}?(?:token|key|oauth)[\w-]{0,12}/,
      /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    check: {
      url: "https://api.snyk.io/rest/self?version=2024-10-15",
      otherHosts: ["api.us.snyk.io", "api.eu.snyk.io", "api.au.snyk.io"],
      auth: { kind: "header", name: "authorization", value: "token {value}" },
      active: [{ status: 200, json: "data.id" }],
      inactive: [{ status: 401, json: "errors" }],
      facts: { user: "data.attributes.username", email: "data.attributes.email" },
      documentation: "https://docs.snyk.io/snyk-api/reference/users",
      examples: {
        active: {
          status: 200,
          body: {
            data: {
              id: "u-1",
              type: "user",
              attributes: { name: "Ada", email: "ada@example.org", username: "ada" },
            },
          },
        },
        inactive: {
          status: 401,
          body: {
            jsonapi: { version: "1.0" },
            errors: [{ status: "401", detail: "Unauthorized" }],
          },
        },
      },
    },
    references: ["https://docs.snyk.io/snyk-api/authentication-for-api"],
    examples: {
      found: ["SNYK_TOKEN=«20380b9d-b8f5-427d-aba2-8b9a2c29c535»"],
      ignored: ["snyk_project_id: ad760f42-baf0-4a93-af4f-39711275b7e8"],
    },
  },
];
