import { createHash } from "node:crypto";
import { LimitError, TareError } from "../../core/error.ts";
import type { InHub } from "../../core/finding.ts";
import { lengthOf } from "../../core/span.ts";
import type { FileTarget, GapTarget } from "../../sources/files.ts";
import type { Hub, HubCommit, HubRevision } from "../../sources/hub/api.ts";
import { type HubRepository, webName } from "../../sources/hub/target.ts";
import type { Asked } from "../git/listing.ts";
import { type FoundFile, RevisionFiles } from "./revisions.ts";
import type { Texts } from "./texts.ts";

/** A repository, and how reports name it. */
export interface Named {
  readonly repository: HubRepository;
  readonly shown: string;
}

/** What the listings of all repositories share. */
interface Shared {
  readonly hub: Hub;
  readonly texts: Texts;
  readonly asked: Asked;
  /** What was looked at before. */
  readonly seen: ReadonlySet<string>;
}

/** A text of a repository that is scanned like a file. */
interface Text {
  readonly kind: "commit" | "discussion";
  /** `commit/0123abc`, `discussions/3`: as in its address on the hub. */
  readonly place: string;
  /** What it is known by, for good. */
  readonly identity: string;
  readonly content: unknown;
  readonly commit?: string;
}

/** What is to be scanned of one repository. */
export class RepositoryListing {
  readonly #repository: HubRepository;
  readonly #shown: string;
  readonly #shared: Shared;
  readonly #files: RevisionFiles;
  readonly #since: number;
  readonly #commits = new Map<string, HubCommit>();
  readonly gaps: GapTarget[] = [];

  /** @throws {TareError} `usage`: a date is none. */
  constructor({ repository, shown }: Named, shared: Shared) {
    this.#repository = repository;
    this.#shown = shown;
    this.#shared = shared;
    this.#files = new RevisionFiles(shared.hub, repository);
    this.#since = timeOf(shared.asked.since);
  }

  /**
   * @param revision All of them where none is given.
   * @throws {TareError} The repository or the revision is not there, or the hub does not answer.
   */
  async targets(revision: string | undefined): Promise<readonly (FileTarget | GapTarget)[]> {
    const { hub, asked } = this.#shared;
    const name = revision ?? "main";
    const first = { name, commit: await hub.commitOf(this.#repository, name) };
    const others = revision === undefined ? await this.#othersThan(first) : [];
    for (const each of [first, ...others])
      await this.attempt(each.name, async () => this.#files.addRevision(each));
    for (const each of [first, ...others])
      await this.attempt("commits", async () => this.#addCommits(each));
    if (asked.history === true)
      for (const each of this.#commits.values())
        await this.attempt(`commit/${each.id}`, async () => this.#files.addCommit(each));
    const discussions = revision === undefined ? await this.#discussions() : [];
    return [
      ...[...this.#files.files].flatMap((each) => this.#ofFile(each, name)),
      ...(await this.#ofTexts([...this.#commits.values()].map(commitText))),
      ...(await this.#ofTexts(discussions)),
      ...this.gaps,
    ];
  }

  /** What `work` gives; what cannot be had is a gap. */
  async attempt<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof TareError) || error instanceof LimitError) throw error;
      const path = what === "" ? this.#shown : `${this.#shown}/${what}`;
      const advice = error.hint === undefined ? "" : ` (${error.hint})`;
      const reason = `unreadable: ${error.message}${advice}`;
      this.gaps.push({ kind: "gap", gap: { path, reason, bytes: 0 } });
      return undefined;
    }
  }

  async #othersThan({ name }: HubRevision): Promise<readonly HubRevision[]> {
    const { hub } = this.#shared;
    const all = await this.attempt("refs", async () => hub.revisions(this.#repository));
    return (all ?? []).filter((each) => each.name !== name);
  }

  /** Those that lead to a revision, down to where others lead as well. */
  async #addCommits({ commit }: HubRevision): Promise<void> {
    for await (const page of this.#shared.hub.commits(this.#repository, commit)) {
      const added = page.filter(({ id }) => !this.#commits.has(id));
      const late = added.filter(({ date }) => !(Date.parse(date) < this.#since));
      for (const each of late) this.#commits.set(each.id, each);
      if (added.length === 0 || late.length === 0) return;
    }
  }

  async #discussions(): Promise<Text[]> {
    const { hub } = this.#shared;
    const texts: Text[] = [];
    await this.attempt("discussions", async () => {
      for await (const number of hub.discussions(this.#repository))
        await this.attempt(`discussions/${number}`, async () => {
          const content = await hub.discussion(this.#repository, number);
          const identity = JSON.stringify(content);
          texts.push({ kind: "discussion", place: `discussions/${number}`, identity, content });
        });
    });
    return texts;
  }

  #ofFile(file: FoundFile, first: string): FileTarget[] {
    const { hub } = this.#shared;
    const { path, size, commit, through, revisions, introduced, oid } = file;
    const remembered = this.#idOf(path, oid);
    if (this.#shared.seen.has(remembered)) return [];
    const revision = through === first ? "" : `@${through ?? commit.slice(0, 8)}`;
    const url = hub.fileUrl(this.#repository, commit, path);
    const place: InHub = {
      kind: "file",
      repository: webName(this.#repository),
      commit,
      revisions,
      ...(introduced && { introduced: noteOf(introduced) }),
      page: hub.pageUrl(this.#repository, `blob/${commit}/${path}`),
    };
    return [
      {
        kind: "file",
        path: url,
        shown: `${this.#shown}${revision}!/${path}`,
        name: path,
        size,
        remote: { kind: "hub", url },
        hub: place,
        remembered,
      },
    ];
  }

  async #ofTexts(texts: readonly Text[]): Promise<FileTarget[]> {
    const targets: FileTarget[] = [];
    for (const { kind, place, identity, content, commit } of texts) {
      const remembered = this.#idOf(kind, identity);
      if (this.#shared.seen.has(remembered)) continue;
      const window = await this.#shared.texts.add(JSON.stringify(content, undefined, 1));
      const hub: InHub = {
        kind,
        repository: webName(this.#repository),
        ...(commit !== undefined && { commit }),
        revisions: [],
        page: this.#shared.hub.pageUrl(this.#repository, place),
      };
      targets.push({
        kind: "file",
        path: this.#shared.texts.path,
        shown: `${this.#shown}/${place}`,
        name: place,
        size: lengthOf(window),
        window,
        hub,
        remembered,
      });
    }
    return targets;
  }

  /** What a thing is remembered by when it was looked at. */
  #idOf(what: string, identity: string): string {
    const name = `${webName(this.#repository)}\0${what}\0${identity}`;
    return createHash("sha256").update(name).digest("hex");
  }
}

const commitText = ({ id, authors, title, message }: HubCommit): Text => ({
  kind: "commit",
  place: `commit/${id.slice(0, 8)}`,
  identity: id,
  content: { author: authors.join(", "), title, message },
  commit: id,
});

const noteOf = ({ id, authors, date }: HubCommit): NonNullable<InHub["introduced"]> => ({
  id,
  author: authors.join(", "),
  date,
});

function timeOf(since: string | undefined): number {
  const time = since === undefined ? -Infinity : Date.parse(since);
  if (!Number.isNaN(time)) return time;
  throw new TareError("usage", `'${since}' is no date that a hub can be asked by`, {
    hint: "write it as 2026-01-31",
  });
}
