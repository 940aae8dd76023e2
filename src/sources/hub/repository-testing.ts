import { createHash } from "node:crypto";

/** The content of a file: bytes, or a file of this machine with the SHA-256 that it is said to have. */
export type Content =
  | string
  | Uint8Array
  | { readonly path: string; readonly size: number; readonly sha256: string };

export interface TestCommit {
  readonly id: string;
  readonly title: string;
  readonly message: string;
  readonly author: string;
  readonly date: string;
  /** All files as they are then. */
  readonly files: ReadonlyMap<string, Content>;
  readonly parent: TestCommit | undefined;
}

/** A comment of a discussion. */
export interface TestComment {
  readonly author: string;
  readonly text: string;
}

/** A file at least this large is kept as a large one. */
const leastLarge = 64 * 1024;

const sha = (kind: "sha1" | "sha256", ...parts: readonly (string | Uint8Array)[]): string =>
  parts.reduce((hash, part) => hash.update(part), createHash(kind)).digest("hex");

export const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content as Uint8Array);

export const sizeOf = (content: Content): number =>
  typeof content === "object" && "path" in content ? content.size : bytesOf(content).length;

interface CommitOptions {
  readonly ref?: string;
  /** The ref of the commit before, if that is another one. */
  readonly from?: string;
  readonly author?: string;
  readonly message?: string;
}

/** A repository of the test's own hub. */
export class TestHubRepository {
  readonly refs = new Map<string, TestCommit>();
  readonly discussions: { readonly title: string; readonly comments: readonly TestComment[] }[] =
    [];
  isPrivate = false;
  isGated = false;
  #commits = 0;

  /** Commits changes; `undefined` takes a file away. */
  commit(
    title: string,
    changes: Readonly<Record<string, Content | undefined>>,
    { ref = "refs/heads/main", from, author = "ann", message = "" }: CommitOptions = {},
  ): TestCommit {
    const parent = this.refs.get(from ?? ref);
    const files = new Map(parent?.files);
    for (const [path, content] of Object.entries(changes))
      if (content === undefined) files.delete(path);
      else files.set(path, content);
    const date = new Date(Date.UTC(2026, 0, 1, ++this.#commits)).toISOString();
    const id = sha("sha1", title, date, parent?.id ?? "");
    const commit = { id, title, message, author, date, files, parent };
    this.refs.set(ref, commit);
    return commit;
  }

  /** By a branch, a tag, a ref or the name of a commit. */
  find(revision: string): TestCommit | undefined {
    for (const ref of [revision, `refs/heads/${revision}`, `refs/tags/${revision}`]) {
      const commit = this.refs.get(ref);
      if (commit) return commit;
    }
    return [...this.refs.values()].flatMap(history).find(({ id }) => id === revision);
  }
}

export function history(last: TestCommit): TestCommit[] {
  const commits: TestCommit[] = [];
  for (let each: TestCommit | undefined = last; each; each = each.parent) commits.push(each);
  return commits;
}

/** One file of a tree. A large one is known by what it holds, and its pointer is a git object. */
export function entryOf([path, content]: readonly [string, Content]): Entry {
  const size = sizeOf(content);
  if (typeof content === "object" && "path" in content)
    return largeEntry(path, size, content.sha256);
  const bytes = bytesOf(content);
  if (size >= leastLarge) return largeEntry(path, size, sha("sha256", bytes));
  return { type: "file", path, size, oid: sha("sha1", `blob ${size}\0`, bytes) };
}

interface Entry {
  readonly type: "file";
  readonly path: string;
  readonly size: number;
  readonly oid: string;
  readonly lfs?: { readonly oid: string; readonly size: number; readonly pointerSize: number };
  readonly xetHash?: string;
}

function largeEntry(path: string, size: number, sha256: string): Entry {
  const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${size}\n`;
  return {
    type: "file",
    path,
    size,
    oid: sha("sha1", `blob ${pointer.length}\0`, pointer),
    lfs: { oid: sha256, size, pointerSize: pointer.length },
    xetHash: sha("sha256", sha256),
  };
}

export const shownCommit = ({ id, title, message, author, date }: TestCommit): unknown => ({
  id,
  title,
  message,
  date,
  authors: [{ user: author, avatar: "/avatars/0.svg" }],
});

export const eventOf = ({ author, text }: TestComment, at: number): unknown => ({
  id: String(at),
  type: "comment",
  createdAt: "2026-01-01T00:00:00.000Z",
  author: { name: author, fullname: author.toUpperCase(), type: "user" },
  data: { edited: false, hidden: false, latest: { raw: text, html: `<p>${text}</p>` } },
});

export function refsOf({ refs }: TestHubRepository): unknown {
  const under = (prefix: string): unknown[] =>
    [...refs].flatMap(([ref, { id }]) =>
      ref.startsWith(prefix) ? [{ name: ref.slice(prefix.length), ref, targetCommit: id }] : [],
    );
  return {
    branches: under("refs/heads/"),
    tags: under("refs/tags/"),
    converts: under("refs/convert/"),
    pullRequests: under("refs/pr/"),
  };
}

export const infoOf = (
  full: string,
  repository: TestHubRepository,
  commit: TestCommit,
): unknown => ({
  _id: "0",
  id: full.replace(/^(?:datasets|spaces)\//, ""),
  sha: commit.id,
  private: repository.isPrivate,
  gated: repository.isGated && "auto",
  disabled: false,
  downloads: 0,
  likes: 0,
  tags: [],
  lastModified: commit.date,
  createdAt: commit.date,
  siblings: [...commit.files.keys()].map((rfilename) => ({ rfilename })),
});
