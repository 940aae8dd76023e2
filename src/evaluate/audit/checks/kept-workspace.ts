import type { Check } from "../check.ts";
import type { Pipeline } from "../pipeline/pipeline.ts";

/** The whole working folder. */
const workspace =
  /^(?:\.|\.\/|\*\*?|\.\/\*\*?|\*\*\/\*|\$\{\{ ?github\.workspace ?\}\}\/?|\$CI_PROJECT_DIR\/?)$/;

export const keptWorkspace: Check = {
  id: "kept-workspace",
  title: "Job keeps its whole working folder",
  looksAt: "pipeline",
  severity: "medium",
  confidence: "high",
  why: "The folder holds more than the job made: `.git` with the token that it was fetched with, files of credentials that steps wrote, logs and caches. Whoever may read the run may fetch it.",
  instead: "Name the folder with the results.",
  references: ["https://docs.github.com/actions/tutorials/store-and-share-data"],
  examples: {
    found: [
      {
        path: ".github/workflows/train.yml",
        text: "on: push\njobs:\n  train:\n    steps:\n      - uses: actions/upload-artifact@v4\n        with:\n          name: all\n          path: «.»\n",
      },
      {
        path: ".gitlab-ci.yml",
        text: 'train:\n  script: [make]\n  artifacts:\n    paths:\n      - out/\n      - "«**/*»"\n',
      },
    ],
    ignored: [
      {
        path: ".github/workflows/train.yml",
        text: "on: push\njobs:\n  train:\n    steps:\n      - uses: actions/upload-artifact@v4\n        with:\n          path: |\n            out/model\n            !out/*.log\n",
      },
    ],
  },

  *run({ jobs, source }: Pipeline) {
    for (const { keeps } of jobs)
      for (const { paths, as } of keeps)
        for (const path of paths)
          if (workspace.test(path.text.trim()))
            yield {
              message: `keeps the whole working folder as ${as === "cache" ? "a cache" : "an artifact"}`,
              source,
              at: path.spanOf({ start: 0, end: path.text.length }),
            };
  },
};
