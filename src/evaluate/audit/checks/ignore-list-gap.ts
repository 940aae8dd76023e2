import { span } from "../../../core/span.ts";
import type { Check } from "../check.ts";
import type { Repository } from "../repository.ts";

/** What should never be committed: what to write into the list, a file that it leaves out, and whether there may be such files. */
const gaps: readonly (readonly [line: string, sample: string, mayBe: (of: Uses) => boolean])[] = [
  [".env", ".env", ({ python, node }) => python || node],
  ["wandb/", "wandb/run-1/logs/debug.log", ({ modules }) => modules.has("wandb")],
  ["mlruns/", "mlruns/0/meta.yaml", ({ modules }) => modules.has("mlflow")],
  [
    "lightning_logs/",
    "lightning_logs/version_0/hparams.yaml",
    ({ modules }) => modules.has("lightning") || modules.has("pytorch_lightning"),
  ],
  [".ipynb_checkpoints/", ".ipynb_checkpoints/x.ipynb", ({ notebooks }) => notebooks],
  ["*.tfstate*", "terraform.tfstate", ({ terraform }) => terraform],
  ["*.tfstate*", "terraform.tfstate.backup", ({ terraform }) => terraform],
];

/** What a repository is made with. */
interface Uses {
  readonly python: boolean;
  readonly node: boolean;
  readonly notebooks: boolean;
  readonly terraform: boolean;
  readonly modules: ReadonlySet<string>;
}

const usesOf = ({ files, subjects }: Repository): Uses => ({
  python: files.some((each) => each.endsWith(".py")),
  node: files.includes("package.json"),
  notebooks: files.some((each) => each.endsWith(".ipynb")),
  terraform: files.some((each) => each.endsWith(".tf")),
  modules: new Set(
    subjects.flatMap(({ kind, of }) =>
      kind === "python" ? [...of.imports.values()].map((each) => each.split(".")[0] ?? "") : [],
    ),
  ),
});

export const ignoreListGap: Check = {
  id: "ignore-list-gap",
  title: "Nothing keeps credentials and records from being committed",
  looksAt: "repository",
  severity: "low",
  confidence: "high",
  why: "`git add .` takes whatever is not left out. A token or the record of a run that is committed once stays in the history, in each clone and each fork.",
  instead: "Name them in `.gitignore`.",
  references: ["https://git-scm.com/docs/gitignore"],
  examples: {
    found: [
      {
        path: ".gitignore",
        text: "«*.pyc»\n=== train.py\nimport wandb\n",
      },
      { path: ".gitignore", text: '«.env»\n=== main.tf\nvariable "x" {}\n' },
    ],
    ignored: [
      { path: ".gitignore", text: "*.pyc\n.env*\n/wandb\n=== train.py\nimport wandb\n" },
      { path: ".gitignore", text: "*.o\n=== main.c\nint main;\n" },
    ],
  },

  *run(repository) {
    const list = repository.subjects.find(
      ({ kind, of }) => kind === "ignoreList" && of.source.path === ".gitignore",
    );
    if (list?.kind !== "ignoreList") return;
    const { source, leavesOut } = list.of;
    const uses = usesOf(repository);
    const lines = new Set(
      gaps.flatMap(([line, sample, mayBe]) => (mayBe(uses) && !leavesOut(sample) ? [line] : [])),
    );
    if (lines.size === 0) return;
    const end = source.text.length;
    const before = source.text === "" || source.text.endsWith("\n") ? "" : "\n";
    yield {
      message: `does not leave out ${[...lines].join(", ")}`,
      source,
      at: span(0, source.text.search(/\r?\n|$/)),
      fix: {
        safety: "safe",
        title: "Add them to .gitignore",
        edits: [{ at: span(end, end), to: `${before}${[...lines].join("\n")}\n` }],
      },
    };
  },
};
