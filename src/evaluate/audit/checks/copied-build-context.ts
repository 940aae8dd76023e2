import type { Check, Problem } from "../check.ts";
import { copiedBy, spanOfAll } from "../docker/copies.ts";
import type { Dockerfile } from "../docker/dockerfile.ts";
import type { Repository } from "../repository.ts";
import type { IgnoreList } from "../hygiene/ignore-list.ts";

/** What lies beside the code of a training job, and must not be copied with it. */
const samples = [".env", ".git/config"];
const whole = /^(?:\.|\.\/|\*|\.\/\*)$/;

export const copiedBuildContext: Check = {
  id: "copied-build-context",
  title: "Image gets all that lies beside it",
  looksAt: "repository",
  severity: "medium",
  confidence: "high",
  why: "`COPY . .` takes what is in the folder of whoever builds the image: `.env`, `.git` with each deleted secret, keys, `wandb/` and logs, unless `.dockerignore` names them. Nobody sees them in the image until somebody unpacks it.",
  instead:
    "Copy what the image needs by name, or leave the rest out in `.dockerignore`: begin with `*`, then let in what is needed.",
  references: ["https://docs.docker.com/build/concepts/context/#dockerignore-files"],
  examples: {
    found: [
      { path: "Dockerfile", text: "FROM python:3.11\nCOPY «.» /app\n" },
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nADD «./» /app\n=== .dockerignore\n*.pyc\n.git\n",
      },
    ],
    ignored: [
      {
        path: "Dockerfile",
        text: "FROM python:3.11\nCOPY . /app\n=== .dockerignore\n.git\n**/.env*\n",
      },
      { path: "Dockerfile", text: "FROM python:3.11\nCOPY . /app\n=== .dockerignore\n*\n!src\n" },
      {
        path: "Dockerfile",
        text: "FROM python:3.11 AS build\nCOPY src /app\nCOPY --from=build . .\n",
      },
    ],
  },

  *run(repository) {
    const lists = repository.subjects.flatMap(({ kind, of }) =>
      kind === "ignoreList" && of.of === "docker" ? [of] : [],
    );
    for (const { kind, of } of repository.subjects)
      if (kind === "dockerfile") yield* copiedIn(of, lists, repository);
  },
};

function* copiedIn(
  file: Dockerfile,
  lists: readonly IgnoreList[],
  { files }: Repository,
): Generator<Problem> {
  const list = listFor(file, lists);
  const left = samples.filter((each) => list?.leavesOut(each) !== true);
  if (left.length === 0) return;
  const folder = folderOf(file.source.path);
  const isThere = left.some((each) => files.includes(`${folder}${each}`) || files.includes(each));
  for (const { isLast, instructions } of file.stages)
    for (const instruction of instructions) {
      const copied = copiedBy(instruction);
      for (const path of copied?.from === undefined ? (copied?.paths ?? []) : [])
        if (whole.test(path.text))
          yield {
            message: `copies everything; no .dockerignore leaves out ${left.map((each) => each.split("/")[0]).join(" and ")}`,
            source: file.source,
            at: spanOfAll(path),
            severity: isThere ? "high" : isLast ? "medium" : "low",
          };
    }
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf("/") + 1);

/** The list of its own, else that of the nearest folder: what the build is given may be any of these. */
const listFor = ({ source }: Dockerfile, lists: readonly IgnoreList[]): IgnoreList | undefined =>
  lists.find((each) => each.source.path === `${source.path}.dockerignore`) ??
  lists
    .filter(
      (each) => each.source.path.endsWith("/.dockerignore") || each.source.path === ".dockerignore",
    )
    .filter(({ folder }) => source.path.startsWith(folder))
    .toSorted((one, other) => other.folder.length - one.folder.length)[0];
