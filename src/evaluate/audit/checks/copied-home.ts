import type { Check } from "../check.ts";
import { copiedBy, spanOfAll } from "../docker/copies.ts";
import { type Dockerfile, instructionsOf } from "../docker/dockerfile.ts";

/** A home, what tools keep in it, or the root. */
const homes =
  /^(?:\/|\/root\/?|\/home(?:\/[\w.-]+)?\/?|~\/?|\/(?:root|home\/[\w.-]+)\/\.(?:cache|config)(?:\/huggingface)?\/?)$/;

export const copiedHome: Check = {
  id: "copied-home",
  title: "Image gets the home of another stage",
  looksAt: "dockerfile",
  severity: "medium",
  confidence: "medium",
  why: "In the home of a stage that fetched something lie what it logged in with (`.netrc`, `.cache/huggingface/token`, `.config`) and the history of its shell. Copying the folder carries them into the image that is released.",
  instead: "Copy the folder with the results, by name.",
  references: [
    "https://docs.docker.com/build/building/multi-stage/",
    "https://github.com/hadolint/hadolint",
  ],
  examples: {
    found: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11 AS build\nRUN make\nFROM scratch\nCOPY --from=build «/root» /root\n",
      },
      {
        path: "Dockerfile",
        text: "FROM python:3.11 AS fetch\nRUN hf download x\nFROM python:3.11\nCOPY --from=fetch «/root/.cache/huggingface» /models\n",
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11 AS build\nRUN make\nFROM scratch\nCOPY --from=build /root/.local/bin/app /home/app/out /\nCOPY home /\n",
      },
      { path: "Dockerfile", text: "FROM tonistiigi/xx AS xx\nFROM alpine\nCOPY --from=xx / /\n" },
    ],
  },

  *run(file) {
    for (const instruction of instructionsOf(file)) {
      const copied = copiedBy(instruction);
      if (copied?.from === undefined || !wasWorkedIn(copied.from, file)) continue;
      for (const path of copied.paths)
        if (homes.test(path.text))
          yield {
            message: `copies all of ${path.text} from ${copied.from}`,
            source: file.source,
            at: spanOfAll(path),
          };
    }
  },
};

/** Whether commands ran in a stage: what only was fetched or copied has no home of its own. */
const wasWorkedIn = (name: string, { stages }: Dockerfile): boolean =>
  stages.some(
    (stage, index) =>
      (stage.name === name || String(index) === name) &&
      stage.instructions.some(({ keyword }) => keyword === "RUN"),
  );
