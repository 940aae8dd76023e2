import { join, normalize } from "node:path/posix";
import ignore from "ignore";
import { type Files, foldersAbove } from "../files.ts";
import type { Fragment } from "../fragment.ts";
import { Yaml } from "../syntax/yaml.ts";
import type { SourceText } from "../text.ts";
import { linesOf } from "./lines.ts";

/** The documents that a pipeline of GitLab is put together from, the one that includes the others first. */
export type GitlabDocuments = readonly Yaml[];

/** The document of a file, and those of the files of the repository that it includes. */
export function documentsOf(source: SourceText, files: Files): GitlabDocuments {
  const seen = new Set<string>();
  const read = (each: SourceText): readonly Yaml[] => {
    if (seen.has(each.path)) return [];
    seen.add(each.path);
    // What is given to a file that is included is declared in a document before its own.
    const document = Yaml.all(each).at(-1);
    if (document?.isMap !== true) return [];
    const others = includedFiles(document.get("include"), source, files);
    return [document, ...others.flatMap(read)];
  };
  return read(source);
}

/**
 * The files of the same repository that are included: `a.yml`, `{local: /ci/*.yml}`.
 * https://docs.gitlab.com/ci/yaml/#include
 *
 * @param from The pipeline that they become a part of.
 */
export const includedFiles = (
  include: Yaml | undefined,
  from: SourceText,
  files: Files,
): readonly SourceText[] =>
  (include?.list() ?? []).flatMap((each) => {
    const path = (each.get("local") ?? each).text ?? "";
    return path === "" || /^\w+:\/\//.test(path) ? [] : filesAt(path, from, files);
  });

/** The path is said from the root of the repository. */
function filesAt(path: string, from: SourceText, files: Files): readonly SourceText[] {
  for (const root of foldersAbove(from.path)) {
    const place = normalize(join(root, path.replace(/^\/+/, "")));
    const named = files.get(place);
    const found = named ? [named] : place.includes("*") ? filesLike(place, files) : [];
    if (found.length > 0) return found;
  }
  return [];
}

/** `*` stands for a part of a name, `**` for folders, too. */
function filesLike(pattern: string, files: Files): readonly SourceText[] {
  const list = ignore().add(`/${pattern}`);
  return [...files.values()].filter(({ path }) => list.ignores(path));
}

/** What stands under the keys, in the first document that has it. */
export const standsAt = (documents: GitlabDocuments, keys: readonly string[]): Yaml | undefined =>
  documents.map((each) => each.get(...keys)).find((each) => each !== undefined);

/** What a job extends, nearest first, each once. */
export function inheritedBy(
  node: Yaml,
  documents: GitlabDocuments,
  seen = new Set<string>(),
): readonly Yaml[] {
  // Of several templates the last one holds.
  const names = (node.get("extends")?.list() ?? []).flatMap(({ text }) => text ?? []).toReversed();
  return names.flatMap((name) => {
    const parent = seen.has(name) ? undefined : standsAt(documents, [name]);
    seen.add(name);
    return parent ? [parent, ...inheritedBy(parent, documents, seen)] : [];
  });
}

/** The lines of a script, those that `!reference [job, script]` names among them, each once. */
export const scriptLines = (
  node: Yaml,
  documents: GitlabDocuments,
  seen = new Set<string>(),
): readonly Fragment[] =>
  linesOf(node, (reference) => {
    const keys = reference.items().flatMap(({ text }) => text ?? []);
    const name = keys.join("\0");
    const named = keys.length === 0 || seen.has(name) ? undefined : standsAt(documents, keys);
    seen.add(name);
    return named ? scriptLines(named, documents, seen) : [];
  });
