import type { Check } from "../check.ts";
import { secretsAmong } from "../shell/given.ts";
import { isContained, reasonOf } from "../shell/secrecy.ts";

/** Print what they read in another form. */
const filters =
  /^(?:base64|base32|basenc|rev|tr|sed|awk|jq|yq|xxd|od|hexdump|fold|gzip|zstd|uuencode|openssl|python3?)$/;

export const derivedSecretPrinted: Check = {
  id: "derived-secret-printed",
  title: "Another form of a secret is printed",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "Runners mask a value as they know it. Encoded, cut, reversed, or as one field of it, it stands in the log in clear.",
  instead: "Do not print it; where a derived value is needed, mask it before (`::add-mask::`).",
  references: [
    "https://docs.github.com/actions/reference/security/secure-use",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      {
        path: "a.sh",
        text: `base64 <<< "«$HUB_TOKEN»"
jq -r .key <<< "«$GCP_CREDENTIALS»"
`,
      },
    ],
    ignored: [
      {
        path: "a.sh",
        text: `value=$(jq -r .key <<< "$GCP_CREDENTIALS")
sha256sum <<< "$HUB_TOKEN"
base64 -d <<< "$GCP_CREDENTIALS" > key.json
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const command of commands) {
      const isWritten = command.redirects.some(({ operator }) => /^&?>/.test(operator));
      if (!filters.test(command.name) || isWritten || isContained(command)) continue;
      const read = command.redirects.filter(({ operator }) => operator.startsWith("<<"));
      for (const { name, at, secrecy: why } of secretsAmong(
        read.map(({ to }) => to),
        secrecy,
      ))
        yield {
          message: `prints what ${command.name} makes of ${reasonOf(name, why)}`,
          source,
          at,
        };
    }
  },
};
