import type { Check } from "../check.ts";
import { secretsAmong } from "../shell/given.ts";
import { reasonOf } from "../shell/secrecy.ts";

/** Programs, and the options by which they tell what they send. */
const programs: ReadonlyMap<string, RegExp> = new Map([
  ["curl", /^(?:-[a-zA-Z]*v[a-zA-Z]*|--verbose|--trace(?:-ascii)?(?:=.*)?)$/],
  ["wget", /^(?:-d|--debug)$/],
  ["http", /^(?:-v|--verbose|--print=.*[HB].*)$/],
  ["https", /^(?:-v|--verbose|--print=.*[HB].*)$/],
  ["pip", /^-v{2,}$/],
  ["pip3", /^-v{2,}$/],
  ["helm", /^--debug$/],
  ["az", /^--debug$/],
  ["aws", /^--debug$/],
  ["gcloud", /^--log-http$/],
  ["kubectl", /^(?:-v=?|--v=)[6-9]$/],
]);

export const verboseRequest: Check = {
  id: "verbose-request",
  title: "Request with a secret is logged with its headers",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "With this option the program writes each header that it sends to the log, `Authorization` with its token, too. What is encoded there, as in basic authentication, no runner masks.",
  instead:
    "Take the option out; `curl --fail-with-body` and `--write-out '%{http_code}'` say what went wrong.",
  references: [
    "https://curl.se/docs/manpage.html#-v",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      {
        path: "up.sh",
        text: `«curl -v -H "Authorization: Bearer $HUB_TOKEN" https://example.org»
«wget -d --header="X-Key: $API_KEY" https://example.org»
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: «curl -sSv -u me:\${{ secrets.PASS }} https://example.org»
`,
      },
    ],
    ignored: [
      {
        path: "up.sh",
        text: `curl -v https://example.org
curl -sS -H "Authorization: Bearer $HUB_TOKEN" https://example.org
tar -v -f x $A_TOKEN
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const { name, words, at } of commands) {
      const option = programs.get(name);
      const [secret] = secretsAmong(words, secrecy);
      if (option && secret && words.some(({ text }) => option.test(text)))
        yield {
          message: `logs a request with ${reasonOf(secret.name, secret.secrecy)}`,
          source,
          at,
        };
    }
  },
};
