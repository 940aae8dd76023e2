import type { Rule } from "../../core/rule.ts";
import { token } from "../token.ts";

export const registries: readonly Rule[] = [
  {
    id: "pypi-token",
    title: "PyPI API token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish new versions of the user's or the project's packages, which run wherever they are installed.",
    remedy:
      "Remove it at pypi.org/manage/account/token, then look at the releases of your projects.",
    keywords: ["pypi-ageichlwas5vcmc", "pypi-agendgvzdc5wexbplm9yz"],
    pattern: token(/pypi-(?:AgEIcHlwaS5vcmc|AgENdGVzdC5weXBpLm9yZ)[A-Za-z0-9_-]{50,1000}/),
    proofs: [{ kind: "macaroon" }],
    check: {
      url: "https://upload.pypi.org/legacy/",
      method: "POST",
      body: { kind: "form", fields: { ":action": "file_upload", protocol_version: "0" } },
      only: /^pypi-AgEIcHlwaS5vcmc/,
      sideEffect:
        "None: PyPI looks at who asks, then refuses a version of the protocol that is not there.",
      auth: { kind: "basic", user: "__token__", password: "{value}" },
      active: [{ status: 400, text: /Unknown protocol version/ }],
      inactive: [{ status: 403, text: /Invalid or non-existent authentication information/ }],
      documentation: "https://docs.pypi.org/api/upload/",
      examples: {
        active: {
          status: 400,
          body: { code: "400 Unknown protocol version.", title: "Bad Request" },
        },
        inactive: {
          status: 403,
          body: {
            code: "403 Invalid or non-existent authentication information.",
            title: "Forbidden",
          },
        },
      },
    },
    references: ["https://pypi.org/help/#apitoken"],
    examples: {
      found: [
        "password = «pypi-AgEIcHlwaS5vcmcQUcy1bBNMQNV7JdfVWLzovY60ScZXfm7wUj7A4o9DZta-G4py4jd9F5pV7FIwhrRhnVerbJ3rEIj1d13GwS-tEx-UGjzBquQekZBOAkkghxAWMiM24ol9MOzXpH7N7ZcyTUpLnwbGVSE»",
      ],
      ignored: ["password = pypi-AgEIcHlwaS5vcmc..."],
    },
  },
  {
    id: "rubygems-key",
    title: "RubyGems API key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish new versions of the user's gems.",
    remedy: "Delete it at rubygems.org/profile/api_keys.",
    keywords: ["rubygems_"],
    pattern: token(/rubygems_[0-9a-f]{48}/),
    proofs: [{ kind: "entropy", min: 3 }],
    references: ["https://guides.rubygems.org/api-key-scopes/"],
    examples: {
      found: ["GEM_HOST_API_KEY=«rubygems_600e78f2a5a5449aa1832815e35e4fc5d7fdf6ca0eedffb0»"],
      ignored: ["rubygems_version"],
    },
  },
  {
    id: "crates-io-token",
    title: "crates.io API token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish new versions of the user's crates.",
    remedy: "Revoke it at crates.io/settings/tokens.",
    keywords: ["cio"],
    pattern: /(?<![A-Za-z0-9_+/-])(?<value>cio[A-Za-z0-9]{32})(?![A-Za-z0-9_+/-])/,
    proofs: [
      { kind: "entropy", min: 4 },
      { kind: "has", all: ["digit", "upper", "lower"] },
      { kind: "not-words" },
    ],
    references: ["https://doc.rust-lang.org/cargo/reference/publishing.html"],
    examples: {
      found: ["CARGO_REGISTRY_TOKEN=«ciodQIwYOvvgn03hrvszfxiI6T3VZwg10YL»"],
      ignored: ["cioPipelineStageDefinitionFactory12"],
    },
  },
  {
    id: "nuget-api-key",
    title: "NuGet API key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish new versions of the packages that its scope allows.",
    remedy: "Delete it at nuget.org/account/apikeys.",
    keywords: ["oy2"],
    pattern: token(/oy2[a-z0-9]{43}/),
    proofs: [
      { kind: "entropy", min: 3.5 },
      { kind: "has", all: ["digit"] },
    ],
    references: ["https://learn.microsoft.com/nuget/nuget-org/publish-a-package#create-an-api-key"],
    examples: {
      found: ["nuget push a.nupkg -k «oy2xpy2r2kmgxfhmezuy3psn7cun26pgmcljkzv3arqymq»"],
      ignored: ["toy2ovl3zyirknzbtvj2cg5uoiwxce3bb6ehp6mzqt6pqir"],
    },
  },
  {
    id: "docker-hub-token",
    title: "Docker Hub access token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Pull private images and, if its scope allows it, push images that your machines will run.",
    remedy: "Delete it at app.docker.com/settings/personal-access-tokens.",
    keywords: ["dckr_pat_", "dckr_oat_"],
    pattern: token(/dckr_(?:pat_[A-Za-z0-9_-]{27}|oat_[A-Za-z0-9_-]{32})/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://hub.docker.com/v2/auth/token",
      method: "POST",
      only: /^dckr_pat_/,
      body: { kind: "json", fields: { identifier: "{user}", secret: "{value}" } },
      companions: {
        user: {
          title: "user name",
          pattern:
            /(?:\s-u[ =]?|--username[ =]|user(?:name)?["']?\s{0,2}[=:]\s{0,2})["']?(?<value>[a-z0-9]{2,30})(?![\w.@-])/i,
        },
      },
      sideEffect: "Docker Hub makes an access token of some minutes, which is thrown away unread.",
      auth: { kind: "inside" },
      active: [{ status: 200, json: "access_token" }],
      inactive: [{ status: 401 }],
      documentation:
        "https://docs.docker.com/reference/api/hub/latest/#tag/authentication-api/operation/AuthCreateAccessToken",
      examples: {
        active: { status: 200, body: { access_token: "eyJ0.example" } },
        inactive: { status: 401, body: { detail: "Incorrect authentication credentials" } },
      },
    },
    references: ["https://docs.docker.com/security/access-tokens/"],
    examples: {
      found: ["docker login -u ada -p «dckr_pat_gUIyvD2oPx6DXOV0hcsVC_XWHrF»"],
      ignored: ["dckr_pat_short"],
    },
  },
  {
    id: "docker-config-auth",
    title: "Registry login in a Docker configuration",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Pull and push the images of the registry as the user.",
    remedy:
      "Change the password or delete the token at that registry; keep .docker/config.json out of images and uploads.",
    keywords: ['"auth"', ".auth="],
    pattern:
      /(?:\\?"auth\\?"\s{0,4}:\s{0,4}\\?"|\.auth=")(?<value>[A-Za-z0-9+/]{12,3000}={0,2})(?=\\?")/,
    proofs: [{ kind: "base64-pair" }],
    references: ["https://docs.docker.com/reference/cli/docker/login/"],
    examples: {
      found: [
        '{"auths": {"https://index.docker.io/v1/": {"auth": "«YWRhOlhrMjktdkxxOC1UcjQ=»"}}}',
        '$.auths["ghcr.io"].auth="«YWRhOlhrMjktdkxxOC1UcjQ=»"',
      ],
      ignored: ['{"auth": "dXNlcjpwYXNzd29yZA=="}', '{"auth": "required"}'],
    },
  },
  {
    id: "docker-swarm-token",
    title: "Docker Swarm join token or unlock key",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Add a machine to the swarm and receive its tasks and secrets, or unlock a manager's key store.",
    remedy:
      "Rotate it with `docker swarm join-token --rotate` or `docker swarm unlock-key --rotate`.",
    keywords: ["swmtkn-1-", "swmkey-1-"],
    pattern: token(/(?:SWMTKN-1-[0-9a-z]{45,55}-[0-9a-z]{20,30}|SWMKEY-1-[A-Za-z0-9/+]{40,50})/),
    references: ["https://docs.docker.com/engine/swarm/join-nodes/"],
    examples: {
      found: [
        "docker swarm join --token «SWMTKN-1-800e1cnrhnzsvbdll2hz4cbnrlpoznyrdwuuer5zmz379unxqa-c4kd33qq3zroigjqaaknl1oo1» 10.0.0.1:2377",
      ],
      ignored: ["SWMTKN-1-short"],
    },
  },
  {
    id: "artifactory-token",
    title: "JFrog Artifactory token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Read and publish the packages, images and models of the repositories that its owner can reach.",
    remedy: "Revoke it in the JFrog platform under User management, Access tokens.",
    keywords: ["akcp", "cmvmdgtuo"],
    pattern: token(/(?:AKCp[A-Za-z0-9]{69,73}|cmVmdGtuO[A-Za-z0-9]{50,90})/),
    proofs: [{ kind: "entropy", min: 3.5 }],
    check: {
      url: "https://{host}/artifactory/api/repositories",
      selfHosted: "jfrog",
      auth: { kind: "bearer" },
      active: [{ status: 200, json: "", text: /^\[/ }],
      inactive: [{ status: 401, json: "errors" }],
      facts: { repository: "0.key" },
      documentation: "https://jfrog.com/help/r/jfrog-rest-apis/get-repositories",
      examples: {
        active: { status: 200, body: [{ key: "models-local", type: "LOCAL" }] },
        inactive: {
          status: 401,
          body: { errors: [{ status: 401, message: "Bad props auth token" }] },
        },
      },
    },
    references: [
      "https://jfrog.com/help/r/jfrog-platform-administration-documentation/access-tokens",
    ],
    examples: {
      found: [
        "X-JFrog-Art-Api: «AKCp8b1tAJx3PMX7Nnbq1jFk530HRjfKB69GncCGIKpc09Sy93bdGwC8yvl8JyCqaRypW8w7S»",
        "ARTIFACTORY_TOKEN=«cmVmdGtuO0UXX3FQ93YJbV8HEQGm0fLjOEGZkTpyG4Ay2iQHlNbEXJ5Nr9cIeWpK»",
      ],
      ignored: ["AKCp"],
    },
  },
  {
    id: "clojars-token",
    title: "Clojars deploy token",
    class: "secret",
    severity: "critical",
    confidence: "high",
    harm: "Publish new versions of the user's libraries.",
    remedy: "Disable it at clojars.org/tokens.",
    keywords: ["clojars_"],
    pattern: token(/CLOJARS_[0-9a-z]{60}/),
    references: ["https://github.com/clojars/clojars-web/wiki/Deploy-Tokens"],
    examples: {
      found: [
        "CLOJARS_PASSWORD=«CLOJARS_z27s61vz4ihmycg1pnlb6lmkoahy2sws8xlqk239m288v852l9keczyp775h»",
      ],
      ignored: ["CLOJARS_USERNAME"],
    },
  },
  {
    id: "packagist-token",
    title: "Private Packagist token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Publish new versions of the user's packages.",
    remedy: "Revoke it at packagist.com under the organisation's settings.",
    keywords: ["packagist"],
    pattern: token(/packagist_[ou][ru]t_[0-9a-f]{68}/),
    references: ["https://packagist.com/docs/composer-authentication"],
    examples: {
      found: [
        "COMPOSER_TOKEN=«packagist_out_7b0d9993d63c68cce793ef6dc23d07b9f67b2630b5fd63b118d548e0c90b1559172e»",
      ],
      ignored: ["packagist_url"],
    },
  },
  {
    id: "anaconda-token",
    title: "Anaconda.org token",
    class: "secret",
    severity: "high",
    confidence: "medium",
    harm: "Read private channels, and publish conda packages as the user.",
    remedy: "Remove it at anaconda.org under Settings, Access.",
    keywords: ["conda"],
    pattern:
      /conda\.(?:anaconda\.)?(?:org|cloud)\/t\/(?<value>[A-Za-z]{2}-[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\//,
    references: ["https://docs.anaconda.com/anacondaorg/user-guide/packages/channels/"],
    examples: {
      found: [
        "channels: [https://conda.anaconda.org/t/«xy-ced793d9-41c9-4ad3-a283-6d89c50c6a94»/acme]",
      ],
      ignored: ["https://conda.anaconda.org/t/<TOKEN>/acme"],
    },
  },
];
