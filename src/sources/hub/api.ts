import { TareError } from "../../core/error.ts";
import { type HttpClient, jsonOf } from "../http/client.ts";
import type { HttpResponse } from "../http/connections.ts";
import { listOf, objectOf, textOf } from "../json.ts";
import { endpointOf, hubHeaders, refusal } from "./access.ts";
import { type HubRepository, repositoryKinds, webName } from "./target.ts";

/** A branch, tag, pull request or conversion. */
export interface HubRevision {
  /** `main`, `v1.0`, `refs/pr/3`, `refs/convert/parquet`. */
  readonly name: string;
  readonly commit: string;
}

export interface HubFile {
  readonly path: string;
  /** In bytes: of the content, also where git holds a pointer to it. */
  readonly size: number;
  /** SHA-256 of a large file's content, else the name of the git object. */
  readonly oid: string;
}

export interface HubCommit {
  readonly id: string;
  readonly title: string;
  readonly message: string;
  /** ISO 8601. */
  readonly date: string;
  readonly authors: readonly string[];
}

/** One discussion or pull request: what people wrote there. */
export interface HubDiscussion {
  readonly number: number;
  readonly title: string;
  readonly author: string;
  readonly events: readonly HubEvent[];
}

export interface HubEvent {
  readonly author: string;
  readonly fullName?: string;
  readonly text: string;
}

/** How many things a page may hold at most, where that can be asked for. */
const pageSize = { repositories: 500, commits: 100 };

/**
 * A hub that speaks the API of the Hugging Face Hub
 * (https://huggingface.co/docs/hub/api). Of `@huggingface/hub` nothing is used:
 * it knows neither refs nor discussions, and brings 5 MB.
 */
export class Hub {
  readonly #http: HttpClient;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #signal: AbortSignal | undefined;
  readonly endpoint: string;

  /** @throws {TareError} `usage`: `HF_ENDPOINT` is no address. */
  constructor(http: HttpClient, signal?: AbortSignal) {
    this.#http = http;
    this.#signal = signal;
    this.#headers = hubHeaders(process.env);
    this.endpoint = endpointOf(process.env);
  }

  /**
   * All models, data sets and spaces of a person or an organisation.
   *
   * @throws {TareError} `usage`: there are none; as `#get`.
   */
  async *repositories(owner: string): AsyncGenerator<HubRepository> {
    for (const kind of repositoryKinds) {
      const url = `${this.endpoint}/api/${kind}s?author=${owner}&limit=${pageSize.repositories}`;
      for await (const page of this.#pages(url, owner))
        for (const each of listOf(page)) {
          const name = textOf(objectOf(each)["id"]);
          if (name !== undefined) yield { kind, name };
        }
    }
  }

  /** The commit that a revision stands for. @throws {TareError} `usage`: there is no such repository or revision. */
  async commitOf(repository: HubRepository, revision: string): Promise<string> {
    const what = `${webName(repository)}@${revision}`;
    const url = `${this.#api(repository)}/revision/${encodeURIComponent(revision)}`;
    const commit = textOf(objectOf(await this.#get(url, what))["sha"]);
    if (commit === undefined) throw unexpected(what);
    return commit;
  }

  /** All revisions that have a name, `main` first, then branches, tags, pull requests and conversions. */
  async revisions(repository: HubRepository): Promise<readonly HubRevision[]> {
    const url = `${this.#api(repository)}/refs?include_prs=1`;
    const refs = objectOf(await this.#get(url, webName(repository)));
    const revisions = ["branches", "tags", "pullRequests", "converts"].flatMap((kind) =>
      listOf(refs[kind]).flatMap((each) => revisionOf(kind, each)),
    );
    const isMain = ({ name }: HubRevision): number => Number(name === "main");
    return revisions.toSorted((one, other) => isMain(other) - isMain(one));
  }

  /** The files of a commit, in the hub's order. */
  async *files(repository: HubRepository, commit: string): AsyncGenerator<HubFile> {
    const what = `${webName(repository)}@${commit.slice(0, 7)}`;
    const url = `${this.#api(repository)}/tree/${commit}?recursive=true`;
    for await (const page of this.#pages(url, what))
      for (const each of listOf(page)) yield* fileOf(each);
  }

  /** The commits that lead to a revision, the latest first, page by page. */
  async *commits(
    repository: HubRepository,
    revision: string,
  ): AsyncGenerator<readonly HubCommit[]> {
    const url = `${this.#api(repository)}/commits/${encodeURIComponent(revision)}?limit=${pageSize.commits}`;
    for await (const page of this.#pages(url, `${webName(repository)}@${revision}`))
      yield listOf(page).flatMap(commitOf);
  }

  /** The numbers of all discussions and pull requests. */
  async *discussions(repository: HubRepository): AsyncGenerator<number> {
    const what = `the discussions of ${webName(repository)}`;
    let seen = 0;
    for (let page = 0; ; page++) {
      const answer = objectOf(
        await this.#get(`${this.#api(repository)}/discussions?p=${page}`, what),
      );
      const discussions = listOf(answer["discussions"]);
      for (const each of discussions) {
        const number = objectOf(each)["num"];
        if (typeof number === "number") yield number;
      }
      seen += discussions.length;
      if (discussions.length === 0 || seen >= Number(answer["count"])) return;
    }
  }

  async discussion(repository: HubRepository, number: number): Promise<HubDiscussion> {
    const what = `discussion ${number} of ${webName(repository)}`;
    const answer = objectOf(
      await this.#get(`${this.#api(repository)}/discussions/${number}`, what),
    );
    return {
      number,
      title: textOf(answer["title"]) ?? "",
      author: textOf(objectOf(answer["author"])["name"]) ?? "",
      events: listOf(answer["events"]).flatMap(eventOf),
    };
  }

  /** Where a file's bytes are to be had. */
  fileUrl(repository: HubRepository, commit: string, path: string): string {
    return `${this.endpoint}/${webName(repository)}/resolve/${commit}/${encodedPath(path)}`;
  }

  /** Where a person can look at something of a repository: `blob/main/a.py`, `discussions/3`. */
  pageUrl(repository: HubRepository, place: string): string {
    return `${this.endpoint}/${webName(repository)}/${encodedPath(place)}`;
  }

  #api({ kind, name }: HubRepository): string {
    return `${this.endpoint}/api/${kind}s/${name}`;
  }

  /** The pages of a list: each says in its `Link` where the next one is. */
  async *#pages(first: string, what: string): AsyncGenerator {
    let next: string | undefined = first;
    while (next !== undefined) {
      const answer: HttpResponse = await this.#answer(next, what);
      yield jsonOf(answer);
      next = this.#nextOf(answer);
    }
  }

  /** @throws {TareError} `machine`: another server should have the next page. */
  #nextOf({ headers, url }: HttpResponse): string | undefined {
    const [, link] = /<([^>]+)>\s*;\s*rel="?next"?/.exec(headers.get("link") ?? "") ?? [];
    if (link === undefined) return undefined;
    const next = URL.canParse(link, url.href) ? new URL(link, url.href) : undefined;
    if (next?.origin !== new URL(this.endpoint).origin)
      throw new TareError("machine", `${this.endpoint} leads to another server for the next page`);
    return next.href;
  }

  /** @throws {TareError} It is refused, is not there, or the hub does not answer. */
  async #get(url: string, what: string): Promise<unknown> {
    return jsonOf(await this.#answer(url, what));
  }

  async #answer(url: string, what: string): Promise<HttpResponse> {
    const answer = await this.#http.request(url, {
      headers: this.#headers,
      ...(this.#signal && { signal: this.#signal }),
    });
    if (answer.status === 200) return answer;
    throw refusal(what, answer.status, answer.headers);
  }
}

const encodedPath = (path: string): string => path.split("/").map(encodeURIComponent).join("/");

const unexpected = (what: string): TareError =>
  new TareError("machine", `${what}: the hub answers something else than its API says`, {
    hint: "check HF_ENDPOINT",
  });

function revisionOf(kind: string, value: unknown): HubRevision[] {
  const ref = objectOf(value);
  const isNamed = kind === "branches" || kind === "tags";
  const name = textOf(isNamed ? ref["name"] : ref["ref"]);
  const commit = textOf(ref["targetCommit"]);
  return name === undefined || commit === undefined ? [] : [{ name, commit }];
}

function fileOf(value: unknown): HubFile[] {
  const entry = objectOf(value);
  const path = textOf(entry["path"]);
  const oid = textOf(objectOf(entry["lfs"])["oid"]) ?? textOf(entry["oid"]);
  const size = entry["size"];
  if (entry["type"] !== "file" || path === undefined || oid === undefined) return [];
  return typeof size === "number" ? [{ path, oid, size }] : [];
}

function commitOf(value: unknown): HubCommit[] {
  const commit = objectOf(value);
  const id = textOf(commit["id"]);
  if (id === undefined) return [];
  return [
    {
      id,
      title: textOf(commit["title"]) ?? "",
      message: textOf(commit["message"]) ?? "",
      date: textOf(commit["date"]) ?? "",
      authors: listOf(commit["authors"]).flatMap((each) => textOf(objectOf(each)["user"]) ?? []),
    },
  ];
}

/** What an event says, whatever its kind: a comment, another title, a commit. */
function eventOf(value: unknown): HubEvent[] {
  const event = objectOf(value);
  const author = objectOf(event["author"]);
  const data = objectOf(event["data"]);
  const texts = [objectOf(data["latest"])["raw"], data["subject"], data["from"], data["to"]];
  const fullName = textOf(author["fullname"]);
  return [
    {
      author: textOf(author["name"]) ?? "",
      ...(fullName !== undefined && { fullName }),
      text: texts.flatMap((each) => textOf(each) ?? []).join("\n"),
    },
  ];
}
