import type { Check } from "../check.ts";
import { credentialsAt } from "../pipeline/credential-paths.ts";
import { isContained } from "../shell/secrecy.ts";
import { writtenBy } from "../shell/written.ts";

const readers = /^(?:cat|head|tail|less|more|bat|type|strings|xxd|base64)$/;

const isSecretFile = (path: string): boolean =>
  /^\/proc\/(?:self|\d+|\$\w+)\/environ$|^\/run\/secrets\//.test(path) ||
  credentialsAt(path.replaceAll(/["']/g, "")) !== undefined;

export const credentialFilePrinted: Check = {
  id: "credential-file-printed",
  title: "File of credentials is printed",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "What the file holds stands in the log then. Runners mask only secrets that they gave themselves, as they gave them.",
  instead: "Print that the file is there (`test -s`), or its length.",
  references: ["https://cwe.mitre.org/data/definitions/532.html"],
  examples: {
    found: [
      {
        path: "a.sh",
        text: `«cat ~/.netrc»
«cat /proc/self/environ»
«head -5 $HOME/.aws/credentials»
echo "$A_TOKEN" > token.txt
«cat token.txt»
`,
      },
    ],
    ignored: [
      {
        path: "a.sh",
        text: `cat ~/.netrc | wc -l
cat > ~/.netrc
key=$(cat ~/.ssh/id_rsa)
cat README.md
cat .env.example
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    const written = new Set<string>();
    for (const command of commands) {
      for (const { path, secrets } of writtenBy(command, secrecy))
        if (secrets.length > 0) written.add(path);
      const isWritten = command.redirects.some(({ operator }) => /^(?:&?>|<<)/.test(operator));
      if (!readers.test(command.name) || isWritten || isContained(command)) continue;
      const shown = command.words.find(({ text }) => isSecretFile(text) || written.has(text));
      if (shown)
        yield {
          message: `prints ${shown.text}`,
          source,
          at: command.at,
          ...(/\.env\b/.test(shown.text) && { severity: "medium", confidence: "medium" }),
        };
    }
  },
};
