import { basename, join, relative, sep } from "node:path";
import type { Gap } from "../../core/report.ts";
import { type FileTarget, type GapTarget, listFiles } from "../files.ts";
import { isThere } from "../if-there.ts";
import { missingParts, type Repository } from "./repository.ts";

/** What a file of a repository holds objects as. */
export interface ObjectsIn {
  readonly kind: "pack" | "loose";
  /** The pack, or the file of the loose object. */
  readonly path: string;
  /** How reports name the repository. */
  readonly shown: string;
  /** The file that says how objects are called (`readNames`). */
  readonly names: string;
  /** A file of objects that are left out (`readSeen`). */
  readonly seen?: string;
  /** Whether only what that file names is looked at. */
  readonly onlyNamed: boolean;
  /** Whether tare cloned it: then its settings are nobody's. */
  readonly isClone: boolean;
  /** The folder where Git LFS keeps what its pointers stand for. */
  readonly largeFiles: string;
}

/** What is only an index of objects: names and offsets. */
const indexes = /(?:^|\/)(?:multi-pack-index|commit-graph|[^/]+\.(?:idx|rev|bitmap|mtimes|graph))$/;
/** What of a clone comes from the repository itself. */
const refs = /^(?:packed-refs$|refs\/)/;
const loose = /(?:^|\/)[0-9a-f]{2}\/(?:[0-9a-f]{38}|[0-9a-f]{62})$/;

/** How the files of a repository are looked at, and which are none of its own. */
interface Wanted extends Omit<ObjectsIn, "kind" | "path"> {
  /** The clones of submodules: their places below `modules/`. */
  readonly submodules: readonly string[];
}

/**
 * The files of a repository, without those of its submodules: packs and loose
 * objects, to be looked at object by object, and, unless only a part of the
 * history is asked for, all others that it keeps (settings, reflogs, hooks).
 */
export async function* repositoryFiles(
  repository: Repository,
  { submodules, ...objects }: Wanted,
): AsyncGenerator<FileTarget | GapTarget> {
  const { shown } = objects;
  for (const reason of await missingParts(repository)) yield gap({ path: shown, reason, bytes: 0 });
  const { own, common } = repository;
  const folders = new Set([common, ...repository.objects, own]);
  const clones = submodules.map((each) => join(common, "modules", each) + sep);
  for (const folder of folders) {
    if (!(await isThere(folder))) continue;
    for await (const each of listFiles(folder)) {
      const path = each.kind === "gap" ? each.gap.path : each.path;
      if (!isFirst(path, folder, folders) || clones.some((clone) => path.startsWith(clone)))
        continue;
      const place = relative(folder, path).replaceAll(sep, "/");
      if (each.kind === "gap") yield gap({ ...each.gap, path: `${shown}!/.git/${place}` });
      else yield* target(each, place, objects);
    }
  }
}

const gap = (of: Gap): GapTarget => ({ kind: "gap", gap: of });

/** Whether a file is not also listed with a folder that lies inside of this one. */
const isFirst = (path: string, folder: string, folders: ReadonlySet<string>): boolean =>
  ![...folders].some(
    (other) => other !== folder && other.startsWith(folder + sep) && path.startsWith(other + sep),
  );

function* target(
  file: FileTarget,
  place: string,
  objects: Omit<ObjectsIn, "kind" | "path">,
): Generator<FileTarget> {
  const { shown } = objects;
  if (indexes.test(place)) return;
  const base = { ...file, name: place, shown: `${shown}!/.git/${place}` };
  if (place.endsWith(".pack") && basename(place).startsWith("pack-"))
    yield { ...base, objects: { ...objects, kind: "pack", path: file.path } };
  else if (loose.test(place))
    yield { ...base, objects: { ...objects, kind: "loose", path: file.path } };
  else if (!objects.onlyNamed && (!objects.isClone || refs.test(place))) yield base;
}
