import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { TareError } from "../core/error.ts";
import { type Context, contextOf } from "../scan/context.ts";
import type { FolderSettings, ReadSettings } from "./settings.ts";

/** The folder that a document belongs to, and how documents of it are looked at. */
export interface Home {
  readonly folder: string;
  /** The folder as it stands before the paths in it, with a slash at its end. */
  readonly shown: string;
  readonly settings: FolderSettings;
  readonly context: Context;
  /** How findings name a document. */
  readonly pathOf: (uri: string) => string;
  /** A document's path from the folder, with `/`. */
  readonly nameOf: (uri: string) => string;
}

/** What the client may say when it starts. */
export interface HomesOptions {
  readonly folders: readonly string[];
  readonly isUntrusted: boolean;
  readonly readSettings: ReadSettings;
  /** Told when the settings of a folder are wrong: then nothing that they let pass is. */
  readonly complain: (error: TareError) => void;
}

/** The folders of a workspace, each with what is set for it; read when first needed. */
export class Homes {
  readonly #options: HomesOptions;
  #folders: readonly string[];
  readonly #homes = new Map<string, Promise<Home>>();

  constructor(options: HomesOptions) {
    this.#options = options;
    this.#folders = options.folders;
  }

  get folders(): readonly string[] {
    return this.#folders;
  }

  get isUntrusted(): boolean {
    return this.#options.isUntrusted;
  }

  /** Takes folders in and out. */
  change(added: readonly string[], removed: readonly string[]): void {
    this.#folders = [...this.#folders.filter((each) => !removed.includes(each)), ...added];
    this.forget();
  }

  /** Reads the settings anew when they are next needed. */
  forget(): void {
    this.#homes.clear();
  }

  async of(uri: string): Promise<Home> {
    return this.ofFolder(folderOf(uri, this.#folders));
  }

  async ofFolder(folder: string): Promise<Home> {
    const known = this.#homes.get(folder);
    if (known) return known;
    const made = this.#make(folder);
    this.#homes.set(folder, made);
    return made;
  }

  async #make(folder: string): Promise<Home> {
    const settings = await this.#settings(folder);
    return {
      folder,
      shown: `${folder.replace(/[\\/]+$/, "")}/`,
      settings,
      context: await contextOf({ ...settings.scan, targets: [folder] }),
      pathOf: (uri) => pathOf(uri) ?? join(folder, lastOf(uri)),
      nameOf: (uri) => nameIn(folder, pathOf(uri) ?? lastOf(uri)),
    };
  }

  async #settings(folder: string): Promise<FolderSettings> {
    const { readSettings, isUntrusted, complain } = this.#options;
    try {
      return await readSettings(folder, isUntrusted);
    } catch (error) {
      if (!(error instanceof TareError)) throw error;
      complain(error);
      return readSettings(folder, true);
    }
  }
}

/** The path of a file's URI; none where the document is no file. */
export function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

/** `untitled:Untitled-1` has no more than a name. */
const lastOf = (uri: string): string => basename(uri.replace(/^[^:]*:/, "")) || "untitled";

/** The innermost of the folders that a document lies in, else its own. */
function folderOf(uri: string, folders: readonly string[]): string {
  const path = pathOf(uri);
  if (path === undefined) return folders[0] ?? resolve(".");
  const holding = folders.filter((folder) => path.startsWith(`${folder}${sep}`));
  return holding.toSorted((one, other) => other.length - one.length)[0] ?? dirname(path);
}

const nameIn = (folder: string, path: string): string =>
  path.startsWith(`${folder}${sep}`) ? relative(folder, path).replaceAll(sep, "/") : basename(path);
