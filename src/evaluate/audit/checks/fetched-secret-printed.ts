import type { Check } from "../check.ts";
import { lineOf } from "../shell/given.ts";
import type { Command } from "../shell/script.ts";
import { fetchedBy } from "../shell/secrecy.ts";

/** Lists of names, and what only looks after tokens. */
const showsNothing = (command: Command): boolean => {
  const line = lineOf(command);
  if (line.startsWith("kubectl"))
    return !/(?:-o|--output)[= ]?\s*(?:["']?(?:yaml|json|jsonpath|go-template|custom))/.test(line);
  return /^(?:vault|bao) token (?!create)|^(?:doppler|infisical) secrets (?:set|delete|upload)|^(?:cat|base64|jq)\b/.test(
    line,
  );
};

export const fetchedSecretPrinted: Check = {
  id: "fetched-secret-printed",
  title: "What a secrets manager gives is printed",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "The command prints the secret, and nothing takes it from there: it stands in the log, and no runner knows that it is to be masked.",
  instead: "Take it into a variable, or pipe it to the program that needs it.",
  references: ["https://cwe.mitre.org/data/definitions/532.html"],
  examples: {
    found: [
      {
        path: "a.sh",
        text: `«aws secretsmanager get-secret-value --secret-id db»
«kubectl get secret hub -o yaml»
`,
      },
    ],
    ignored: [
      {
        path: "a.sh",
        text: `key=$(aws secretsmanager get-secret-value --secret-id db)
vault read -field=x secret/y > key
aws ecr get-login-password | docker login --password-stdin x
kubectl get secrets
vault token lookup
`,
      },
    ],
  },

  *run({ commands, fragment: { source } }) {
    for (const command of commands) {
      const by = fetchedBy(command);
      const isWritten = command.redirects.some(({ operator }) => /^&?>/.test(operator));
      if (by === undefined || isWritten || command.piped.length > 0 || command.isSubstituted)
        continue;
      if (!showsNothing(command))
        yield { message: `prints a secret of ${by}`, source, at: command.at };
    }
  },
};
