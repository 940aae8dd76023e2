import { createReadStream } from "node:fs";
import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { lengthOf, type Span, span } from "../../core/span.ts";
import { served, type TestServer } from "../http/testing.ts";
import {
  bytesOf,
  type Content,
  entryOf,
  eventOf,
  history,
  infoOf,
  refsOf,
  shownCommit,
  sizeOf,
  TestHubRepository,
} from "./repository-testing.ts";

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
  /** Whether an answer with bytes of a large file breaks off in the middle; asked for each. */
  breaksOff = (): boolean => false;
  /** How late answers come. */
  delayMs = 0;
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
      served((...both) => opened.#late(() => opened.#answer(...both))),
      served((...both) => opened.#late(() => opened.#answerLarge(...both))),
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

  #late(answer: () => void): void {
    if (this.delayMs === 0) answer();
    else setTimeout(answer, this.delayMs);
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    if (this.interfere.hub?.(request, response)) return;
    const url = new URL(request.url ?? "", this.endpoint);
    const { api, kind, rest } = partsOf(url);
    if (api && kind === "resolve-cache") this.#giveCached(request, response, rest);
    else if (api && rest.length === 0) this.#giveList(response, url, kind);
    else this.#answerAbout({ request, response, url, api, ...nameIn(kind, rest) });
  }

  #answerAbout({ full, api, ...asked }: Asked & { readonly api: boolean }): void {
    const repository = this.repositories.get(full);
    if (!repository || (repository.isPrivate && !this.#isKnown(asked.request)))
      refuse(asked.response, 401, "RepoNotFound");
    else if (api) this.#giveFromApi({ ...asked, full, repository });
    else this.#resolve({ ...asked, full, repository });
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

  #giveFromApi({ response, url, repository, place, full }: AboutRepository): void {
    const [what, argument = "main"] = place;
    if (what === "refs") return this.#giveJson(response, refsOf(repository));
    if (what === "discussions") return this.#giveDiscussions(response, url, repository, place[1]);
    const commit = repository.find(argument);
    if (!commit) return refuse(response, 404, "RevisionNotFound");
    switch (what) {
      case "tree":
        return this.#givePage(response, url, [...commit.files].toSorted(byName).map(entryOf));
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
  #resolve({ request, response, repository, place, full }: AboutRepository): void {
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
    const xetToken = `${this.endpoint}/api/${apiName(full)}/xet-read-token/${commit.id}`;
    response.setHeader("link", `<${xetToken}>; rel="xet-auth"`);
    const location = `${this.#cdn.origin}/xet-bridge-us/${entry.lfs.oid}?X-Amz-Signature=${signature}`;
    return void response.writeHead(302, { location, "content-length": 0 }).end();
  }

  #giveCached(
    request: IncomingMessage,
    response: ServerResponse,
    [full = "", commit = "", ...names]: readonly string[],
  ): void {
    response.setHeader("x-repo-commit", commit);
    const content = this.repositories.get(full)?.find(commit)?.files.get(names.join("/")) ?? "";
    this.#give(request, response, content);
  }

  #answerLarge(request: IncomingMessage, response: ServerResponse): void {
    if (this.interfere.cdn?.(request, response)) return;
    const url = new URL(request.url ?? "", this.endpoint);
    const content = this.#large.get(url.pathname.split("/").at(-1) ?? "");
    const isSigned = url.searchParams.get("X-Amz-Signature") === signature;
    if (content === undefined || !isSigned) refuse(response, 403, "AccessDenied");
    else this.#give(request, response, content, this.breaksOff());
  }

  /** A file or a part of it, in pieces, whatever its size. */
  // eslint-disable-next-line max-params -- what is asked, of what, and whether it arrives
  #give(
    request: IncomingMessage,
    response: ServerResponse,
    content: Content,
    isBroken = false,
  ): void {
    const { start, end } = rangeOf(request, sizeOf(content), response);
    response.setHeader("etag", `"${entryOf(["", content]).oid}"`);
    if (request.method === "HEAD" || start === end) return void response.end();
    const until = isBroken ? start + Math.ceil((end - start) / 2) : end;
    const body = readable(content, start, until);
    body.on("data", (chunk: Buffer) => (this.sent += chunk.length));
    body.pipe(response, { end: !isBroken });
    // What was written must leave before the connection ends.
    if (isBroken) body.on("end", () => response.write("", () => response.destroy()));
    return undefined;
  }
}

/** What of a file is asked for, after saying that it comes. */
function rangeOf({ headers }: IncomingMessage, size: number, response: ServerResponse): Span {
  const [, from, to = ""] = /^bytes=(\d+)-(\d*)$/.exec(headers.range ?? "") ?? [];
  const asked = span(Number(from ?? 0), Math.min(size, to === "" ? size : Number(to) + 1));
  response.setHeader("accept-ranges", "bytes");
  response.setHeader("content-length", lengthOf(asked));
  if (from !== undefined) {
    response.statusCode = 206;
    response.setHeader("content-range", `bytes ${from}-${asked.end - 1}/${size}`);
  }
  return asked;
}

const readable = (content: Content, start: number, end: number): Readable =>
  typeof content === "object" && "path" in content
    ? createReadStream(content.path, { start, end: end - 1 })
    : Readable.from([bytesOf(content).subarray(start, end)]);

/** What addresses of large files are signed with. Tests look for it where it must not be. */
export const signature = "c2lnbmVk";

interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** The name of a repository, with its kind. */
  readonly full: string;
  /** What of it is asked for. */
  readonly place: readonly string[];
}

type AboutRepository = Asked & { readonly repository: TestHubRepository };

/** An address in its parts: `/api/models/org/name/…`, `/datasets/org/name/…`, `/org/name/…`. */
function partsOf({ pathname }: URL): { api: boolean; kind: string; rest: readonly string[] } {
  const names = pathname.slice(1).split("/").map(decodeURIComponent);
  const api = names[0] === "api";
  if (api) names.shift();
  const hasKind = api || names[0] === "datasets" || names[0] === "spaces";
  return { api, kind: hasKind ? (names.shift() ?? "") : "models", rest: names };
}

const nameIn = (
  kind: string,
  [owner = "", name = "", ...place]: readonly string[],
): Pick<Asked, "full" | "place"> => ({
  full: `${kind === "models" ? "" : `${kind}/`}${owner}/${name}`,
  place,
});

/** A repository as addresses of the API name it. */
const apiName = (full: string): string =>
  /^(?:datasets|spaces)\//.test(full) ? full : `models/${full}`;

function refuse(response: ServerResponse, status: number, code: string): void {
  response.writeHead(status, { "x-error-code": code, "x-error-message": code }).end(code);
}

const byName = ([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number =>
  one < other ? -1 : 1;
