import type { Check } from "../check.ts";
import { secretsOf } from "../shell/secrecy.ts";

const userInfo = /https?:\/\/(?:[^\s/@:"']*:)?([^\s/@"']+)@/;

export const credentialsInImageAddress: Check = {
  id: "credentials-in-image-address",
  title: "Build fetches from an address with a password",
  looksAt: "script",
  severity: "high",
  confidence: "high",
  why: "The command stands in the image's history with the value of each build argument. `git clone` writes the address into `.git/config`, `pip` and package managers write it into what they install (`direct_url.json`), so the token is in the layer, too.",
  instead:
    "Mount a `.netrc` (`RUN --mount=type=secret,id=netrc,target=/root/.netrc`), or the agent (`RUN --mount=type=ssh`).",
  references: [
    "https://docs.docker.com/build/building/secrets/",
    "https://packaging.python.org/en/latest/specifications/direct-url/",
  ],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nRUN pip install --extra-index-url «https://ci:$INDEX_PASSWORD@pypi.acme.dev/simple» x\nRUN git clone «https://${TOKEN}@github.com/acme/x»\n",
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nRUN git clone https://github.com/acme/x@v1 && git clone ssh://git@github.com/acme/x\nRUN git clone https://git@github.com/acme/x && npm i https://unpkg.com/@a/b@1\n",
      },
      { path: "fetch.sh", text: "git clone https://$TOKEN@github.com/acme/x\n" },
    ],
  },

  *run({ where, commands, secrecy, fragment: { source } }) {
    if (where !== "image") return;
    for (const { words } of commands)
      for (const word of words) {
        const password = userInfo.exec(word.text)?.[1];
        if (password === undefined || /^(?:git|anonymous|user(?:name)?)$/.test(password)) continue;
        const isKnown = word.isLiteral || secretsOf(word, secrecy).length > 0;
        yield {
          message: "fetches from an address with a password in it",
          source,
          at: word.at,
          confidence: isKnown ? "high" : "medium",
        };
      }
  },
};
