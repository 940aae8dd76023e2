import type { Cleaned, CleanedFile } from "./cleaned.ts";
import type { Refusal } from "./rewrite.ts";
import type { Pass } from "./pass.ts";

/** What the passes over one target did, taken together. */
export class Results {
  /** By the name that the file has now. */
  #files = new Map<string, CleanedFile>();
  #dropped: CleanedFile[] = [];
  #refusals: readonly Refusal[] = [];
  bytesWritten = 0;
  /** Why findings are as they were, by their ids. */
  readonly undone = new Map<string, string>();

  add({ files, refusals, undone, bytesWritten }: Pass): void {
    const before = this.#files;
    this.#files = new Map();
    for (const file of files) {
      const joined = joinedFile(before.get(file.name), file);
      if (joined.how === "dropped") this.#dropped.push(joined);
      else this.#files.set(nameNow(joined), joined);
    }
    this.#refusals = [...this.#refusals, ...refusals];
    this.bytesWritten += bytesWritten;
    for (const [id, why] of undone) this.undone.set(id, why);
  }

  /** What a file of the target is called now. */
  nameOf(old: string): string {
    return nameNow(this.#files.values().find(({ name }) => name === old) ?? { name: old });
  }

  /** @param folder What stands before names, where there are several targets. */
  cleaned(folder: string): Cleaned {
    const files = [...this.#files.values(), ...this.#dropped].sort((one, other) =>
      one.name < other.name ? -1 : 1,
    );
    return {
      files: files.map((file) => ({
        ...file,
        name: folder + file.name,
        ...(file.newName !== undefined && { newName: folder + file.newName }),
        edits: file.edits.map((each) => ({ ...each, path: folder + each.path })),
      })),
      refusals: unique(this.#refusals).map((each) => ({ ...each, path: folder + each.path })),
    };
  }
}

type Named = Pick<CleanedFile, "name" | "newName">;
const nameNow = ({ name, newName }: Named): string => newName ?? name;

const hows = ["unchanged", "patched", "rewritten", "dropped"] as const;

function joinedFile(first: CleanedFile | undefined, second: CleanedFile): CleanedFile {
  if (!first) return second;
  const newName = second.newName ?? first.newName;
  return {
    name: first.name,
    ...(newName !== undefined && { newName }),
    how: hows[Math.max(hows.indexOf(first.how), hows.indexOf(second.how))] ?? second.how,
    edits: [...first.edits, ...second.edits],
  };
}

const unique = (refusals: readonly Refusal[]): Refusal[] => [
  ...new Map(refusals.map((each) => [`${each.path}\0${each.reason}`, each])).values(),
];
