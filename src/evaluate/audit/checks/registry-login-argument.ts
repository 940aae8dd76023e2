import type { AuditFix, Check } from "../check.ts";
import { span } from "../../../core/span.ts";
import { isRegistryLogin, optionWords, secretsAmong } from "../shell/given.ts";
import type { Command, Word } from "../shell/script.ts";

/** As a here-string: what runs the script has to be bash. */
function byStandardInput({ words, at }: Command, password: Word): AuditFix {
  const option = words[words.indexOf(password) - 1];
  const isOwn = password.text.startsWith("-");
  const value = isOwn ? password.text.slice(password.text.indexOf("=") + 1) : password.text;
  return {
    safety: "unsafe",
    title: "Give the password by standard input",
    edits: [
      {
        at: span(isOwn || !option ? password.at.start : option.at.start, password.at.end),
        to: "--password-stdin",
      },
      { at: span(at.end, at.end), to: ` <<< "${value.replaceAll('"', "")}"` },
    ],
  };
}

export const registryLoginArgument: Check = {
  id: "registry-login-argument",
  title: "Password of a registry is given on the command line",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "Other processes of the machine see it, shells and agents log it, and `docker login` itself warns of it.",
  instead: "Give it by standard input: `--password-stdin`.",
  references: [
    "https://docs.docker.com/reference/cli/docker/login/#password-stdin",
    "https://cwe.mitre.org/data/definitions/214.html",
  ],
  examples: {
    found: [
      {
        path: "push.sh",
        text: `docker login -u me -p «"$REGISTRY_PASSWORD"» ghcr.io
`,
      },
      {
        path: ".github/workflows/a.yml",
        text: `on: push
jobs:
  a:
    steps:
      - run: podman login x -p «\${{ secrets.PASS }}»
`,
      },
      {
        path: ".gitlab-ci.yml",
        text: `a:
  script:
    - docker login -u $CI_REGISTRY_USER «--password=$CI_REGISTRY_PASSWORD» $CI_REGISTRY
`,
      },
    ],
    ignored: [
      {
        path: "push.sh",
        text: `echo "$REGISTRY_PASSWORD" | docker login -u me --password-stdin
docker run -p 80:80 x
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands) {
      if (!isRegistryLogin(command)) continue;
      for (const word of optionWords(command, /^(?:-p|--password|--token)$/)) {
        if (word.text === "") continue;
        const [secret] = secretsAmong([word], secrecy);
        yield {
          message: "gives the password on the command line",
          source,
          at: word.at,
          ...(secret && { fix: byStandardInput(command, word) }),
        };
      }
    }
  },
};
