import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { served, type TestServer } from "../http/testing.ts";

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

const bytesOf = (content: string | Uint8Array): Buffer => Buffer.from(content as Uint8Array);

const sizeOf = (content: Content): number =>
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

function history(last: TestCommit): TestCommit[] {
  const commits: TestCommit[] = [];
  for (let each: TestCommit | undefined = last; each; each = each.parent) commits.push(each);
  return commits;
}

/** Answers a request in its own way, and says so. */
export type Interference = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * A hub that speaks the documented API of the Hugging Face Hub, as far as it is
 * read from: lists with `Link`, refs, trees, commits, discussions, and files by
 * way of redirects; large ones lie on another server, and addresses there
 * are signed.
 */
export class TestHub implements AsyncDisposable {
  readonly repositories = new Map<string, TestHubRepository>();
  /** What is done to requests, and to those of large files. */
  interfere: { hub?: Interference; cdn?: Interference } = {};
  token: string | undefined;
  /** How many items a page of a list has. */
  pageSize = 3;
  /** Bytes of bodies that were sent. */
  sent = 0;
  readonly #hub: TestServer;
  readonly #cdn: TestServer;
  readonly #large = new Map<string, Content>();

  private constructor(hub: TestServer, cdn: TestServer) {
    this.#hub = hub;
    this.#cdn = cdn;
  }

  static async open(): Promise<TestHub> {
    const servers = await Promise.all([
      served((...both) => opened.#answer(...both)),
      served((...both) => opened.#answerLarge(...both)),
    ]);
    const opened: TestHub = new TestHub(...servers);
    return opened;
  }

  get endpoint(): string {
    return this.#hub.origin;
  }

  /** What was asked, by the hub and by the server of large files. */
  get asked(): { readonly hub: readonly string[]; readonly cdn: readonly string[] } {
    return { hub: this.#hub.asked, cdn: this.#cdn.asked };
  }

  /** Whether the other server was ever told who asks. */
  get cdnKnowsToken(): boolean {
    return this.#cdn.headers.some((each) => each.authorization !== undefined);
  }

  /** @param name `org/name`, `datasets/org/name`. */
  add(name: string): TestHubRepository {
    const repository = new TestHubRepository();
    this.repositories.set(name, repository);
    return repository;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all([this.#hub, this.#cdn].map(async (each) => each[Symbol.asyncDispose]()));
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.interfere.hub?.(request, response)) return;
    const url = new URL(request.url ?? "", this.endpoint);
    const [, api, kind = "", rest = ""] =
      /^\/(api\/)?(?:(models|datasets|spaces)(?:\/|$))?(.*)$/.exec(url.pathname) ?? [];
    if (url.pathname.startsWith("/api/resolve-cache/")) this.#giveCached(request, response, url);
    else if (api !== undefined && rest === "") this.#giveList(response, url, kind);
    else {
      const [owner = "", name = "", ...place] = rest.split("/").map(decodeURIComponent);
      const full = `${kind === "" || kind === "models" ? "" : `${kind}/`}${owner}/${name}`;
      const repository = this.repositories.get(full);
      if (!repository || (repository.isPrivate && !this.#isKnown(request)))
        refuse(response, 401, "RepoNotFound");
      else if (api !== undefined) this.#giveFromApi({ response, url, repository, place, full });
      else this.#resolve({ request, response, repository, place, full });
    }
  }

  #isKnown({ headers }: IncomingMessage): boolean {
    return this.token !== undefined && headers.authorization === `Bearer ${this.token}`;
  }

  #giveList(response: ServerResponse, url: URL, kind: string): void {
    const author = url.searchParams.get("author") ?? "";
    const prefix = kind === "models" ? "" : `${kind}/`;
    const names = [...this.repositories.keys()].filter(
      (name) =>
        name.startsWith(`${prefix}${author}/`) && name.split("/").length === (prefix ? 3 : 2),
    );
    const items = names.map((name) => ({ id: name.slice(prefix.length), private: false }));
    this.#givePage(response, url, items);
  }

  /** A page of a list, with the address of the next one. */
  #givePage(response: ServerResponse, url: URL, items: readonly unknown[]): void {
    const from = Number(url.searchParams.get("cursor") ?? 0);
    const page = items.slice(from, from + this.pageSize);
    if (from + this.pageSize < items.length) {
      const next = new URL(url);
      next.searchParams.set("cursor", String(from + this.pageSize));
      response.setHeader("link", `<${next.href}>; rel="next"`);
    }
    this.#giveJson(response, page);
  }

  #giveJson(response: ServerResponse, value: unknown): void {
    const body = Buffer.from(JSON.stringify(value));
    this.sent += body.length;
    response.setHeader("content-type", "application/json; charset=utf-8");
    response.end(body);
  }

  #giveFromApi({ response, url, repository, place, full }: ApiRequest): void {
    const [what, argument = "main"] = place;
    if (what === "refs") return this.#giveJson(response, refsOf(repository));
    if (what === "discussions") return this.#giveDiscussions(response, url, repository, place[1]);
    const commit = repository.find(argument);
    if (!commit) return refuse(response, 404, "RevisionNotFound");
    switch (what) {
      case "tree":
        return this.#givePage(response, url, [...commit.files].toSorted().map(entryOf));
      case "commits":
        return this.#givePage(response, url, history(commit).map(shownCommit));
      case undefined:
      case "revision":
        return this.#giveJson(response, infoOf(full, repository, commit));
      default:
        return refuse(response, 404, "EntryNotFound");
    }
  }

  // eslint-disable-next-line max-params -- what is asked, of what, and for whom
  #giveDiscussions(
    response: ServerResponse,
    url: URL,
    { discussions }: TestHubRepository,
    number: string | undefined,
  ): void {
    const all = discussions.map(({ title, comments }, at) => ({
      num: at + 1,
      title,
      author: { name: comments[0]?.author ?? "ann", fullname: "", type: "user" },
      status: "open",
      isPullRequest: false,
      repo: { name: "", type: "model" },
      createdAt: "2026-01-01T00:00:00.000Z",
    }));
    if (number === undefined) {
      const start = Number(url.searchParams.get("p") ?? 0) * this.pageSize;
      const page = all.slice(start, start + this.pageSize);
      return this.#giveJson(response, { discussions: page, count: all.length, start });
    }
    const found = all[Number(number) - 1];
    const events = discussions[Number(number) - 1]?.comments.map(eventOf);
    return found
      ? this.#giveJson(response, { ...found, events, filesWithConflicts: [] })
      : refuse(response, 404, "EntryNotFound");
  }

  /** Leads to where the file is: a small one at this server, a large one at the other. */
  #resolve({ request, response, repository, place, full }: FileRequest): void {
    const [, revision = "", ...names] = place;
    const path = names.join("/");
    const commit = repository.find(revision);
    const content = commit?.files.get(path);
    if (repository.isGated && !this.#isKnown(request)) return refuse(response, 403, "GatedRepo");
    if (!commit) return refuse(response, 404, "RevisionNotFound");
    if (content === undefined) return refuse(response, 404, "EntryNotFound");
    const entry = entryOf([path, content]);
    response.setHeader("x-repo-commit", commit.id);
    if (!entry.lfs) {
      const at = [full, commit.id, ...names].map(encodeURIComponent).join("/");
      response.setHeader("etag", `"${entry.oid}"`);
      response.setHeader("content-length", 0);
      return void response.writeHead(307, { location: `/api/resolve-cache/${at}` }).end();
    }
    this.#large.set(entry.lfs.oid, content);
    response.setHeader("x-linked-size", entry.size);
    response.setHeader("x-linked-etag", `"${entry.lfs.oid}"`);
    response.setHeader("x-xet-hash", entry.xetHash ?? "");
    const location = `${this.#cdn.origin}/xet-bridge-us/${entry.lfs.oid}?X-Amz-Signature=${signature}`;
    return void response.writeHead(302, { location, "content-length": 0 }).end();
  }

  #giveCached(request: IncomingMessage, response: ServerResponse, url: URL): void {
    const [full = "", commit = "", ...names] = url.pathname
      .slice("/api/resolve-cache/".length)
      .split("/")
      .map(decodeURIComponent);
    const content = this.repositories.get(full)?.find(commit)?.files.get(names.join("/")) ?? "";
    this.#give(request, response, content);
  }

  #answerLarge(request: IncomingMessage, response: ServerResponse): void {
    if (this.interfere.cdn?.(request, response)) return;
    const url = new URL(request.url ?? "", this.endpoint);
    const content = this.#large.get(url.pathname.split("/").at(-1) ?? "");
    const isSigned = url.searchParams.get("X-Amz-Signature") === signature;
    if (content === undefined || !isSigned) refuse(response, 403, "AccessDenied");
    else this.#give(request, response, content);
  }

  /** A file or a part of it, in pieces, whatever its size. */
  #give(request: IncomingMessage, response: ServerResponse, content: Content): void {
    const size = sizeOf(content);
    const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? "") ?? [];
    const start = Number(from ?? 0);
    const end = Math.min(size, to === undefined || to === "" ? size : Number(to) + 1);
    response.setHeader("etag", `"${entryOf(["", content]).oid}"`);
    response.setHeader("accept-ranges", "bytes");
    response.setHeader("content-length", end - start);
    if (from !== undefined) {
      response.statusCode = 206;
      response.setHeader("content-range", `bytes ${start}-${end - 1}/${size}`);
    }
    if (request.method === "HEAD" || start === end) return void response.end();
    const body =
      typeof content === "object" && "path" in content
        ? createReadStream(content.path, { start, end: end - 1 })
        : Readable.from([bytesOf(content).subarray(start, end)]);
    body.on("data", (chunk: Buffer) => (this.sent += chunk.length));
    body.pipe(response);
    return undefined;
  }
}

/** What addresses of large files are signed with. Tests look for it where it must not be. */
export const signature = "c2lnbmVk";

interface ApiRequest {
  readonly response: ServerResponse;
  readonly url: URL;
  readonly repository: TestHubRepository;
  readonly place: readonly string[];
  readonly full: string;
}

type FileRequest = Omit<ApiRequest, "url"> & { readonly request: IncomingMessage };

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "x-error-code": code, "x-error-message": code }).end(code);
}

/** One file of a tree. A large one is known by what it holds, and its pointer is a git object. */
function entryOf([path, content]: readonly [string, Content]): Entry {
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

const shownCommit = ({ id, title, message, author, date }: TestCommit): unknown => ({
  id,
  title,
  message,
  date,
  authors: [{ user: author, avatar: "/avatars/0.svg" }],
});

const eventOf = ({ author, text }: TestComment, at: number): unknown => ({
  id: String(at),
  type: "comment",
  createdAt: "2026-01-01T00:00:00.000Z",
  author: { name: author, fullname: author.toUpperCase(), type: "user" },
  data: { edited: false, hidden: false, latest: { raw: text, html: `<p>${text}</p>` } },
});

function refsOf({ refs }: TestHubRepository): unknown {
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

const infoOf = (full: string, repository: TestHubRepository, commit: TestCommit): unknown => ({
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
