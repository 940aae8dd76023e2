import type { Rule } from "../../core/rule.ts";
import { assigned, keyOf } from "../assigned.ts";
import { token } from "../token.ts";

export const codeHosts: readonly Rule[] = [
  {
    id: "github-installation-token",
    title: "GitHub App installation token (stateless)",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Act as the app on the repositories that it was installed on, for up to an hour: read code, push, change workflows.",
    remedy:
      "Uninstall or suspend the app's installation, or wait until the token ends; look at the audit log.",
    keywords: ["ghs_"],
    pattern:
      /(?<![A-Za-z0-9_])(?<value>ghs_(?:[0-9]{1,12}_)?eyJ[A-Za-z0-9_-]{10,500}\.eyJ[A-Za-z0-9_-]{10,1500}\.[A-Za-z0-9_-]{20,700})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 4 }],
    references: [
      "https://github.blog/changelog/2026-04-24-notice-about-upcoming-new-format-for-github-app-installation-tokens/",
    ],
    examples: {
      found: [
        "GITHUB_TOKEN: «ghs_1234567_eyJhp8qWSSBd_FSP6If2QpALRfD83T-JdxdShY3xk49m2AX7_zlcBd3_nhP5tML.eyJK8yZDMrkjq186YlzMQVOYwHcUKD_W4W_GCoWVd2_bEyk5mI-lyRZ4XrQzpDPgceciJ42MAUbsmK8rMwcxgS321bW7WNqrJBW4smgkeOeBqjz3t2G68jwe3ZUuZQpeMiWfzFLT_UaiiU0y84MXhssQc_iFLodsRLq_E8mZOxSWqyvwzSHtKNd.cMw2ca85xGMwpKcI5OUNieKq_qLoG7LCOQ7eSndpDeZzw1Q1IAoRDWp4k4Vsl2XhmpUj2YIA4sXlmzjY0rkiDT»",
      ],
      ignored: ["ghs_eyJhbGciOiJ"],
    },
  },
  {
    id: "github-client-secret",
    title: "GitHub OAuth or App client secret",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Pose as the app when users sign in, and exchange their codes for tokens.",
    remedy: "Generate a new client secret on the app's page at github.com/settings/developers.",
    keywords: ["github", "gh_"],
    pattern: assigned(/(?:github|(?<![A-Za-z])gh)[\w .-]{0,24}?secret[\w-]{0,12}/, /[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: [
      "https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/authorizing-oauth-apps",
    ],
    examples: {
      found: ["GITHUB_CLIENT_SECRET=«69245f42f94a795c1a1a7eee9c858662a7303fa6»"],
      ignored: ["github_secret_commit: 228a5b506fe3"],
    },
  },
  {
    id: "github-webhook-secret",
    title: "GitHub webhook secret",
    class: "secret",
    severity: "medium",
    confidence: "medium",
    harm: "Send your server forged events: pushes and releases that never were.",
    remedy: "Set a new one in the webhook's settings.",
    keywords: ["webhook"],
    pattern: assigned(
      /(?:github|(?<![A-Za-z])gh)[\w .-]{0,16}?webhook[\w .-]{0,12}?secret(?:_key|_token)?/,
      /[A-Za-z0-9_+/=-]{20,100}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.2 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://docs.github.com/en/webhooks/using-webhooks/validating-webhook-deliveries",
    ],
    examples: {
      found: ["GITHUB_WEBHOOK_SECRET=«O7OR9XV3aftBdtN52JOnYQbohWEQ4ioc»"],
      ignored: ["GITHUB_WEBHOOK_SECRET=your-secret-of-the-webhook"],
    },
  },
  {
    id: "github-runner-token",
    title: "GitHub Actions runner registration token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Add a runner to the repository or organisation within the hour, and receive its jobs with their secrets.",
    remedy:
      "It ends after an hour; remove runners that you do not know under Settings, Actions, Runners.",
    keywords: ["config.sh", "config.cmd", "runner_token"],
    pattern:
      /(?:config\.(?:sh|cmd)[^\n]{0,200}?--token[ =]|runner_token["']?[:= ]{1,3}["']?)(?<value>A[A-Z2-7]{28})(?![A-Za-z0-9])/i,
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: [
      "https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/add-runners",
    ],
    examples: {
      found: [
        "./config.sh --url https://github.com/acme/models --token «APHHLOPZ3ZPAE22KZNNAADKXF245Y»",
      ],
      ignored: ["./config.sh --url https://github.com/acme/models --token ${RUNNER_TOKEN}"],
    },
  },
  {
    id: "gitea-token",
    title: "Gitea, Forgejo or Codeberg access token",
    class: "secret",
    severity: "critical",
    confidence: "medium",
    harm: "Read and, within its scopes, change the repositories and packages of the user.",
    remedy: "Delete it under the user's Settings, Applications.",
    keywords: ["gitea", "forgejo", "codeberg", "gogs"],
    pattern: assigned(keyOf(/gitea|forgejo|codeberg|gogs/), /[0-9a-f]{40}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://docs.gitea.com/development/api-usage"],
    examples: {
      found: [
        "GITEA_TOKEN=«e8e97bcd255aa26608d05a400c950071b4e40798»",
        'forgejo_access_token: "«93b0982fa9d1a18dd632b1688ddee030718c2859»"',
      ],
      ignored: ["gitea_commit = 47b6660f5da88337bebbac25d528a21ecbc4f2ff"],
    },
  },
  {
    id: "gitea-runner-token",
    title: "Gitea or Forgejo runner registration token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Register a runner, and receive the jobs of the instance with their secrets.",
    remedy:
      "Reset it under Actions, Runners, in the settings of the repository, organisation or instance.",
    keywords: ["gitea", "forgejo", "act_runner", "forgejo-runner"],
    pattern: assigned(
      /(?:(?:gitea|forgejo)[_-](?:runner[_-])?registration[_-]token|(?:act_runner|forgejo-runner)[ \t]register[^\n]{0,120}?--token)/,
      /[A-Za-z0-9]{40}/,
    ),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://docs.gitea.com/usage/actions/act-runner"],
    examples: {
      found: ["GITEA_RUNNER_REGISTRATION_TOKEN=«uVnPaMDC4WFj0EFkjXvUi8kHklsjBxSsUcsFYVnb»"],
      ignored: ["GITEA_RUNNER_REGISTRATION_TOKEN=<token>"],
    },
  },
  {
    id: "gitcookies-token",
    title: "Gerrit or Google Source cookie",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and push code at the host as the user, until the cookie is revoked.",
    remedy: "Sign in at that host's /new-password page and make a new one, which ends the old.",
    keywords: ["git-"],
    pattern: /[\t,]o[\t,]git-[\w.-]{3,80}=(?<value>1\/{1,2}[A-Za-z0-9_-]{40,200})(?![A-Za-z0-9_-])/,
    proofs: [{ kind: "entropy", min: 3.5 }],
    references: [
      "https://gerrit.googlesource.com/gerrit-admin/",
      "https://www.googlesource.com/new-password",
    ],
    examples: {
      found: [
        ".googlesource.com\tTRUE\t/\tTRUE\t2147483647\to\tgit-ada.example.com=«1//VHQiPg3ZCdRS7D_ZTo-rXPUglZcOZVbw9-VnOmDczvV5LE8kYAo-KeE17fQx»",
      ],
      ignored: ["o,git-ada.example.com=1/"],
    },
  },
  {
    id: "gerrit-http-password",
    title: "Gerrit HTTP password",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read, push and review code as the user.",
    remedy: "Generate a new one under Settings, HTTP Credentials.",
    keywords: ["gerrit"],
    pattern: assigned(
      /gerrit[\w .-]{0,24}?(?:password|token|secret)[\w-]{0,12}/,
      /[A-Za-z0-9+/]{42,44}/,
    ),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
      { kind: "not-words" },
    ],
    references: ["https://gerrit-review.googlesource.com/Documentation/user-upload.html"],
    examples: {
      found: ["GERRIT_HTTP_PASSWORD=«ty3dC02SIUBf7J3WgtLPvtWFrsuZi/jAIm9T50kS1vv»"],
      ignored: ["gerrit_password = getThePasswordOfTheReviewServerFromTheVault1"],
    },
  },
  {
    id: "bitbucket-data-center-token",
    title: "Bitbucket Data Center access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and, within its rights, change the repositories of the user or project.",
    remedy: "Revoke it under Manage account, HTTP access tokens.",
    keywords: ["bbdc-"],
    pattern: /(?<![A-Za-z0-9_-])(?<value>BBDC-[A-Za-z0-9+/@_=-]{40,50})(?![A-Za-z0-9+/@_=-])/,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: [
      "https://confluence.atlassian.com/bitbucketserver/http-access-tokens-939515499.html",
    ],
    examples: {
      found: ["BITBUCKET_TOKEN=«BBDC-8L2AYAjgjQcFgldF2Q+mCiF7FHI82ZvD7XOD6fDFsDC7»"],
      ignored: ["9d8fbbdc-dcab-4f85-96d3-a6a31e0f0ad5"],
    },
  },
  {
    id: "atlassian-oauth-secret",
    title: "Atlassian OAuth client secret",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Pose as the app, and exchange the codes of users for tokens to Jira and Confluence.",
    remedy: "Rotate it at developer.atlassian.com/console/myapps.",
    keywords: ["atoa"],
    pattern:
      /(?<![A-Za-z0-9_-])(?<value>ATOA[A-Za-z0-9_-]{60,80}(?:=[0-9A-F]{8})?)(?![A-Za-z0-9_=-])/,
    proofs: [
      { kind: "entropy", min: 4.2 },
      { kind: "has", all: ["digit", "lower", "upper"] },
    ],
    references: ["https://developer.atlassian.com/cloud/confluence/oauth-2-3lo-apps/"],
    examples: {
      found: [
        "ATLASSIAN_CLIENT_SECRET=«ATOAMbNjFrqCBb_U5R5CbDDputvN4-iAG0wKiMuHqy-N0zVnau_prGil6e1PSfllEnpPTEg5LVGH»",
      ],
      ignored: ["ATOA-is-the-prefix-of-client-secrets-of-apps-that-are-registered-at-it"],
    },
  },
  {
    id: "pagure-token",
    title: "Pagure API token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Change the projects and pull requests of the user.",
    remedy: "Revoke it under the user's or project's settings.",
    keywords: ["pagure"],
    pattern: assigned(keyOf(/pagure/), /[A-Z0-9]{64}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "letter"] },
    ],
    references: ["https://docs.pagure.org/pagure/usage/"],
    examples: {
      found: ["PAGURE_TOKEN=«ZFA4EJNJSW915QVN2RUZ7BAEYKLOOGPKCLS8TL0OIS8I01D3JB8HHXEZIWCG8KNP»"],
      ignored: ["PAGURE_TOKEN=token"],
    },
  },
  {
    id: "phabricator-token",
    title: "Phabricator Conduit token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read and change tasks, code reviews and repositories as the user.",
    remedy: "Terminate it under Settings, Conduit API Tokens.",
    keywords: ["cli-", "phabricator", "conduit"],
    pattern:
      /(?:(?<![A-Za-z0-9_-])(?=cli-)|(?:phabricator|phab|conduit)[\w .-]{0,24}?(?:token|key)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?)(?<value>(?:cli|api)-[a-z0-9]{28})(?![A-Za-z0-9_-])/i,
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-words" },
    ],
    references: ["https://secure.phabricator.com/book/phabricator/article/conduit/"],
    examples: {
      found: [
        '{"hosts": {"https://phab.example.org/api/": {"token": "«cli-8abl43hdp3ac1gtp5tla4srr765o»"}}}',
        "PHABRICATOR_API_TOKEN=«api-br3zo7inhlh7dbbl9cbid11971eb»",
      ],
      ignored: ["cli-options-of-the-program-1-and-2"],
    },
  },
  {
    id: "perforce-ticket",
    title: "Perforce ticket or password",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read and change the depot as the user, until the ticket ends.",
    remedy: "Run `p4 logout -a`, or change the password with `p4 passwd`.",
    keywords: ["p4passwd", "p4ticket"],
    pattern: assigned(/p4(?:passwd|ticket)/, /[^\s"'`$<>{}(),;\\]{8,128}/),
    proofs: [
      { kind: "entropy", min: 2.8 },
      { kind: "has", all: ["digit", "letter"] },
      { kind: "not-placeholder" },
      { kind: "not-words" },
    ],
    references: [
      "https://help.perforce.com/helix-core/server-apps/cmdref/current/Content/CmdRef/P4PASSWD.html",
    ],
    examples: {
      found: ["export P4PASSWD=«C0090DE33BED2BC6A87AA683238957CA»"],
      ignored: ["P4PASSWD=$P4_TICKET"],
    },
  },
  {
    id: "gitpod-token",
    title: "Gitpod token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start and open the workspaces of the user, with the secrets in them.",
    remedy: "Revoke it at gitpod.io/user/tokens.",
    keywords: ["gitpod_pat_"],
    pattern: token(/gitpod_pat_[A-Za-z0-9_-]{20,60}\.[A-Za-z0-9_.-]{20,120}/),
    proofs: [{ kind: "entropy", min: 4 }],
    references: ["https://www.gitpod.io/docs/classic/user/references/gitpod-api"],
    examples: {
      found: [
        "GITPOD_TOKEN=«gitpod_pat_KmOpQ9ZPMtEgij0Q0FI2lOL96YcQYCAymqtcZh3tBwl.ZZqvSJzvYkRNwOpDKyyemwLgtB4-efb5HD1maAdZ»",
      ],
      ignored: ["gitpod_pat_token"],
    },
  },
  {
    id: "codesandbox-token",
    title: "CodeSandbox API token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Start sandboxes at your cost, and read those of the workspace.",
    remedy: "Revoke it at codesandbox.io/t/api.",
    keywords: ["csb_v1_"],
    pattern: token(/csb_v1_[A-Za-z0-9_-]{40,60}/),
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://codesandbox.io/docs/sdk"],
    examples: {
      found: ["CSB_API_KEY=«csb_v1_1anzGDQDA57DWvPH6L9HsGIJjn_q9M7jTcFh8-S9kyD»"],
      ignored: ["csb_v1_key"],
    },
  },
  {
    id: "sourcegraph-token",
    title: "Sourcegraph access token",
    class: "secret",
    severity: "high",
    confidence: "high",
    harm: "Read all code that the instance has indexed and its owner may see.",
    remedy: "Delete it on the user's Access tokens page.",
    keywords: ["sgp_", "slk_", "sgd_"],
    pattern: token(
      /(?:sgp_(?:(?:[0-9a-fA-F]{16}|local)_)?[0-9a-fA-F]{40}|s(?:lk|gd)_[0-9a-f]{64})/,
    ),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://sourcegraph.com/docs/cli/how-tos/creating_an_access_token"],
    examples: {
      found: ["SRC_ACCESS_TOKEN=«sgp_ea09c524f7d08961_1514e36ed461f5a24a640bb96994f314cc05d1e6»"],
      ignored: ["sgp_local_token"],
    },
  },
];
