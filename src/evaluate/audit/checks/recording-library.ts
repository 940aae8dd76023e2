import type { Check, Problem } from "../check.ts";
import type { Package } from "../dependencies/dependencies.ts";
import type { Repository } from "../repository.ts";
import type { SourceText } from "../text.ts";
import { recordedBy, type Tracker } from "../tracker.ts";
import { all as trackers } from "../trackers/index.ts";

export const recordingLibrary: Check = {
  id: "recording-library",
  title: "Library records machine and environment by itself",
  looksAt: "repository",
  severity: "info",
  confidence: "medium",
  why: "Trackers and trainers write down, beside what they are told to, who started a job, where, from which repository and with which command line. That leaves with the run, the checkpoint, or the folder that is uploaded.",
  instead: "Set the switch where jobs are started, or take the records out before a release.",
  references: ["https://docs.wandb.ai/models/ref/python/experiments/settings"],
  examples: {
    found: [
      {
        path: "requirements.txt",
        text: "torch==2.9.0\n«wandb»==0.22.1\n=== train.py\nimport wandb\nwandb.init(project='x')\n",
      },
      {
        path: "pyproject.toml",
        text: '[project]\nname = "x"\ndependencies = ["torch", "«pytorch-lightning»>=2"]\n=== train.py\nimport pytorch_lightning as pl\n',
      },
      {
        path: "uv.lock",
        text: '[[package]]\nname = "«clearml»"\nversion = "2.1.0"\n=== train.py\nfrom clearml import Task\n',
      },
    ],
    ignored: [
      {
        path: "requirements.txt",
        text: "transformers==5.5.4\n=== serve.py\nfrom transformers import AutoModel\n",
      },

      {
        path: "requirements.txt",
        text: "wandb==0.22.1\n=== train.py\nimport os, wandb\nos.environ['WANDB_DISABLE_GIT'] = 'true'\nwandb.init(settings=wandb.Settings(x_disable_meta=True, console='off'))\n",
      },
      { path: "requirements.txt", text: "wandb==0.22.1\n=== train.py\nimport torch\n" },
    ],
  },

  *run(repository) {
    for (const tracker of trackers) {
      const found = isUsed(tracker, repository) ? declared(tracker, repository) : undefined;
      if (found) yield* recorded(tracker, found, repository);
    }
  },
};

interface Declared {
  readonly source: SourceText;
  readonly entry: Package;
  readonly version: string | undefined;
}

/** Where a person says that it is to be installed, else the lock; the version from either. */
function declared({ packages }: Tracker, { subjects }: Repository): Declared | undefined {
  const all = subjects.flatMap(({ kind, of }) =>
    kind === "dependencies" && of.ecosystem === "python"
      ? of.packages
          .filter(({ name }) => packages.includes(name))
          .map((entry) => ({ source: of.source, entry, isLock: of.kind === "lock" }))
      : [],
  );
  const chosen = all.find(({ isLock }) => !isLock) ?? all[0];
  const version = all.find(({ entry }) => entry.version !== undefined)?.entry.version;
  return chosen && { source: chosen.source, entry: chosen.entry, version };
}

const isUsed = ({ module, packages, recordsBy }: Tracker, { subjects }: Repository): boolean =>
  subjects.some(
    ({ kind, of }) =>
      kind === "python" &&
      (recordsBy?.test(of.fragment.text) ?? true) &&
      [...of.imports.values()].some((name) =>
        [module, ...packages.map((each) => each.replaceAll("-", "_"))].includes(
          name.split(".")[0] ?? "",
        ),
      ),
  );

function* recorded(
  tracker: Tracker,
  { source, entry, version }: Declared,
  { sources }: Repository,
): Generator<Problem> {
  const missing = tracker.switches.filter(({ set }) => !sources.some(({ text }) => set.test(text)));
  const isOff = tracker.switches.some(
    ({ stops, set }) => stops === "all" && !missing.some((each) => each.set === set),
  );
  const [first] = missing;
  if (!first || isOff || missing.every(({ stops }) => stops === "all")) return;
  const named = missing.filter(({ stops }) => stops !== "all").map(({ how }) => how);
  yield {
    message: `${tracker.title} records ${recordedBy(tracker, version).join(", ")}; less with ${named.join(", ")}`,
    source,
    at: entry.at,
  };
}
