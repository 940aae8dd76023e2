import type { Hub, HubCommit, HubFile, HubRevision } from "../../sources/hub/api.ts";
import type { HubRepository } from "../../sources/hub/target.ts";

/** A file of a repository, once for each content that it had. */
export interface FoundFile extends HubFile {
  /** The commit where it is read. */
  readonly commit: string;
  /** The revision through which it was found; none where only the history has it. */
  readonly through: string | undefined;
  /** All revisions that have it. */
  readonly revisions: string[];
  /** The first commit that has it, where the history was looked at. */
  introduced: HubCommit | undefined;
}

/** The files of the revisions and commits of a repository, each content under each path once. */
export class RevisionFiles {
  readonly #hub: Hub;
  readonly #repository: HubRepository;
  readonly #files = new Map<string, FoundFile>();
  /** What each commit that was asked for has. */
  readonly #trees = new Map<string, readonly FoundFile[]>();

  constructor(hub: Hub, repository: HubRepository) {
    this.#hub = hub;
    this.#repository = repository;
  }

  /** Those that were found so far, in the order in which they were. */
  get files(): Iterable<FoundFile> {
    return this.#files.values();
  }

  async addRevision({ name, commit }: HubRevision): Promise<void> {
    for (const file of await this.#tree(commit, name)) file.revisions.push(name);
  }

  /** Adds what a commit had. They are to be added from the latest to the first. */
  async addCommit(commit: HubCommit): Promise<void> {
    for (const file of await this.#tree(commit.id, undefined)) file.introduced = commit;
  }

  async #tree(commit: string, through: string | undefined): Promise<readonly FoundFile[]> {
    const known = this.#trees.get(commit);
    if (known) return known;
    const tree: FoundFile[] = [];
    for await (const file of this.#hub.files(this.#repository, commit)) {
      const key = `${file.oid} ${file.path}`;
      const found = this.#files.get(key) ?? {
        ...file,
        commit,
        through,
        revisions: [],
        introduced: undefined,
      };
      this.#files.set(key, found);
      tree.push(found);
    }
    // The history comes last, and asks for each commit once.
    if (through !== undefined) this.#trees.set(commit, tree);
    return tree;
  }
}
