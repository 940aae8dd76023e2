import type { Check } from "../check.ts";
import { isForTests } from "../hygiene/credential-files.ts";
import type { Repository } from "../repository.ts";

/** Lists for what is deployed or trained with, in the root or beside a Dockerfile. */
const deployed = /(?:^|\/)requirements\.txt$/;
const locked =
  /(?:^|\/)(?:poetry\.lock|uv\.lock|pdm\.lock|Pipfile\.lock|requirements[\w.-]*\.lock|setup\.py|setup\.cfg|pyproject\.toml)$/;

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** Whether the folder is a library, whose requirements are ranges by intent, or has a lock. */
const isElsewhere = (folder: string, { files }: Repository): boolean =>
  files.some((each) => folderOf(each) === folder && locked.test(each));

export const unpinnedDependency: Check = {
  id: "unpinned-dependency",
  title: "Versions of a job's packages are left open",
  looksAt: "repository",
  severity: "info",
  confidence: "medium",
  why: "Each run installs what is newest at that time, with all tokens of the job in reach. A package that was taken over gets them before anybody hears of it, and what a library records changes without a word.",
  instead:
    "Write a lock with digests (`uv lock`, `pip-compile --generate-hashes`), and install from that.",
  references: ["https://pip.pypa.io/en/stable/topics/secure-installs/"],
  examples: {
    found: [{ path: "requirements.txt", text: "torch==2.9.0\n«wandb»\ntransformers>=4\n" }],
    ignored: [
      { path: "docs/requirements.txt", text: "sphinx\n" },

      { path: "requirements.txt", text: "torch==2.9.0\nwandb==0.22.1\n" },
      { path: "requirements.txt", text: "torch\n=== uv.lock\nversion = 1\n" },
      { path: "requirements.txt", text: "torch\n=== setup.py\nsetup()\n" },
    ],
  },

  *run(repository) {
    for (const { kind, of } of repository.subjects) {
      if (kind !== "dependencies" || !deployed.test(of.source.path)) continue;
      if (isForTests(of.source.path)) continue;
      const open = of.packages.filter(({ version }) => version === undefined);
      const [first] = open;
      if (first && !isElsewhere(folderOf(of.source.path), repository))
        yield {
          message: `leaves open the version of ${first.name}${open.length > 1 ? ` and ${open.length - 1} more` : ""}`,
          source: of.source,
          at: first.at,
        };
    }
  },
};
