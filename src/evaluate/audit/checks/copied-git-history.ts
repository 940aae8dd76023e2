import type { Check } from "../check.ts";
import { copiedBy, spanOfAll } from "../docker/copies.ts";
import { instructionsOf } from "../docker/dockerfile.ts";

export const copiedGitHistory: Check = {
  id: "copied-git-history",
  title: "Image gets the repository's history",
  looksAt: "dockerfile",
  severity: "medium",
  confidence: "high",
  why: "`.git` holds each file that was ever committed, secrets that were deleted since among them, who wrote them, and in `config` the address of the remote, on build machines often with a token.",
  instead:
    "Write the commit into a build argument, or mount the folder for the command that reads it: `RUN --mount=type=bind,source=.git,target=.git`.",
  references: ["https://docs.docker.com/reference/dockerfile/#run---mounttypebind"],
  examples: {
    found: [{ path: "Dockerfile", text: "FROM python:3.11\nCOPY «.git» /app/.git\n" }],
    ignored: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nCOPY .gitconfig src /app/\nRUN --mount=type=bind,source=.git,target=.git git describe\n",
      },
    ],
  },

  *run(file) {
    for (const instruction of instructionsOf(file))
      for (const path of copiedBy(instruction)?.paths ?? [])
        if (/(?:^|\/)\.git\/?$/.test(path.text))
          yield {
            message: "copies .git, with all that was ever committed",
            source: file.source,
            at: spanOfAll(path),
          };
  },
};
