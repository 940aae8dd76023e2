import type { Check } from "../check.ts";
import { secretsAmong } from "../shell/given.ts";
import { reasonOf } from "../shell/secrecy.ts";

const unchecked = /^(?:-[a-zA-Z]*k[a-zA-Z]*|--insecure|--no-check-certificate|--verify=no)$/;
const plain = /^["']?http:\/\//;
/** The machine itself, and services beside a job. */
const own =
  /^["']?https?:\/\/(?:localhost|127\.|\[::1\]|0\.0\.0\.0|host\.docker\.internal|169\.254\.|[\w-]+(?:[:/]|$))/;

export const secretWithoutEncryption: Check = {
  id: "secret-without-encryption",
  title: "Secret is sent without encryption, or to whoever answers",
  looksAt: "script",
  severity: "medium",
  confidence: "high",
  why: "Over plain `http`, or with the check of certificates off, everybody on the way reads the secret or takes the host's place.",
  instead:
    "Use `https`, and give the program the certificate of your own authority (`--cacert`, `SSL_CERT_FILE`).",
  references: [
    "https://cwe.mitre.org/data/definitions/319.html",
    "https://cwe.mitre.org/data/definitions/295.html",
  ],
  examples: {
    found: [
      {
        path: "a.sh",
        text: `«curl -H "X-Key: $API_KEY" http://models.example.org/x»
«curl -sk -u "me:$API_KEY" https://models.example.org/x»
`,
      },
    ],
    ignored: [
      {
        path: "a.sh",
        text: `curl -H "X-Key: $API_KEY" http://localhost:8080/x
curl -k https://example.org
curl -H "X-Key: $API_KEY" https://example.org
`,
      },
    ],
  },

  *run({ commands, secrecy, fragment: { source } }) {
    for (const { name, words, at } of commands) {
      if (!/^(?:curl|wget|http|https)$/.test(name)) continue;
      const [secret] = secretsAmong(words, secrecy);
      const texts = words.map(({ text }) => text);
      const isUnchecked = texts.some((text) => unchecked.test(text));
      const isPlain = texts.some((text) => plain.test(text));
      if (secret && (isUnchecked || isPlain) && !texts.some((text) => own.test(text)))
        yield {
          message: `sends ${reasonOf(secret.name, secret.secrecy)} ${isPlain ? "without encryption" : "to whoever answers"}`,
          source,
          at,
        };
    }
  },
};
