import type { ReleaseCheck, ReleaseFile } from "../release-files.ts";

/** Rules of which what they recognise serves training or work on the model, and nobody who uses it. */
const unneeded = new Set([
  "training-arguments",
  "optimizer-file",
  "trainer-state",
  "checkpoint-folder",
  "training-log",
  "tensorboard-events",
  "wandb-folder",
  "wandb-run",
  "mlflow-folder",
  "tracker-folder",
  "compiler-debug",
  "profile",
  "python-cache",
  "notebook-checkpoint",
  "hub-cache",
  "tool-cache",
  "editor-settings",
  "desktop-file",
  "source-patch",
  "working-database",
  "git-folder",
  "core-dump",
]);

/** Names that are shown of a folder's files. */
const mostNames = 5;

/** What could be left out, folder by folder, and how much that is. */
export const unneededFiles: ReleaseCheck = {
  rule: "unneeded-files",

  async *run({ files }) {
    const groups = Map.groupBy(files, placeOf);
    for (const [place, group] of groups) {
      if (place === undefined) continue;
      const bytes = group.reduce((sum, { size }) => sum + size, 0);
      const names = group.slice(0, mostNames).map(({ name }) => name);
      const others = group.length > mostNames ? ", …" : "";
      const what = `${group.length} ${group.length === 1 ? "file" : "files"} of ${bytes} bytes`;
      yield { location: { path: place }, preview: `${what}: ${names.join(", ")}${others}` };
    }
  },
};

/** The folder that is unneeded as a whole, or else the one that the unneeded file is in. */
function placeOf({ path, folder, findings }: ReleaseFile): string | undefined {
  const found = findings.filter(
    ({ rule, location }) => unneeded.has(rule) && path.startsWith(location.path),
  );
  const places = found.map(({ location }) => location.path).filter((each) => each.endsWith("/"));
  const [outermost] = places.toSorted((one, other) => one.length - other.length);
  return found.length === 0 ? undefined : (outermost ?? `${folder}/`);
}
