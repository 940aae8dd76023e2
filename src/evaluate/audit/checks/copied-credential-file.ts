import type { Check } from "../check.ts";
import { copiedBy, spanOfAll } from "../docker/copies.ts";
import { instructionsOf } from "../docker/dockerfile.ts";
import { credentialFileAt } from "../hygiene/credential-files.ts";

export const copiedCredentialFile: Check = {
  id: "copied-credential-file",
  title: "Image gets a file of credentials",
  looksAt: "dockerfile",
  severity: "high",
  confidence: "high",
  why: "A file that is copied stands in a layer, which whoever has the image can unpack, even where a later instruction deletes it. A stage that is not the last one is kept, too, where it is pushed as a cache.",
  instead:
    "Mount it for the one command that needs it: `RUN --mount=type=secret,id=NAME,target=PATH`.",
  references: ["https://docs.docker.com/build/building/secrets/"],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: 'FROM python:3.11\nCOPY «.env» /app/\nADD ["«.netrc»", "/root/.netrc"]\nCOPY train.py «keys/id_rsa» /root/.ssh/\n',
      },
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nCOPY «.aws» /root/.aws\nCOPY «server.key» /etc/\n",
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nCOPY .env.example train.py /app/\nCOPY certs/ca.pem /etc/ssl/\nCOPY --from=build /app/.env.defaults /app/\n",
      },
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nRUN --mount=type=secret,id=netrc,target=/root/.netrc pip install x\n",
      },
    ],
  },

  *run(file) {
    for (const instruction of instructionsOf(file))
      for (const path of copiedBy(instruction)?.paths ?? []) {
        const is = credentialFileAt(path.text);
        if (!is) continue;
        yield {
          message: `copies ${path.text}, which holds ${is.holds}`,
          source: file.source,
          at: spanOfAll(path),
        };
      }
  },
};
