import { TareError } from "../../core/error.ts";
import { type HttpClient, jsonOf } from "../../sources/http/client.ts";
import type { HttpResponse } from "../../sources/http/connections.ts";
import { listIn, textIn } from "./answer.ts";

/** A service's API, and who asks. */
export interface ApiOptions {
  /** What errors call it. */
  readonly title: string;
  /** Without a slash at the end. */
  readonly base: string;
  /** Credentials among them. */
  readonly headers: Readonly<Record<string, string>>;
  readonly client: HttpClient;
  readonly signal?: AbortSignal;
}

/** The first attempt of `HttpClient.rest` that waits for a minute, and how many more there are. */
const aMinute = 9;
const mostMinutes = 2;

/** One page of an answer. */
interface Page {
  readonly value: unknown;
  /** What its header `Link` says, and where it came from. */
  readonly link: string | null;
  readonly from: string;
}

/** A service answered that it does not give something. */
export interface Refusal {
  readonly status: number;
  /** `GitHub refuses /orgs/acme/members: Must have admin rights (403)`. */
  readonly message: string;
}

/** Reads JSON from a service, page by page. */
export class Api {
  readonly #options: ApiOptions;
  /** It asked to wait longer than anybody would: asking on would only be held against who asks. */
  #tooMany: TareError | undefined;

  constructor(options: ApiOptions) {
    this.#options = options;
  }

  /**
   * @param path From the base on, or an address below it.
   * @throws {TareError} `machine`: it is refused, or there is no answer.
   */
  async get(path: string, accept?: string): Promise<unknown> {
    return (await this.#page(path, accept)).value;
  }

  /** The same, but nothing where there is no such thing. */
  async find(path: string): Promise<unknown> {
    const page = await this.#asked(path);
    return "refusal" in page && page.refusal.status === 404 ? undefined : valueOf(page).value;
  }

  /**
   * The items of all pages: of a list, or of the field `items`.
   *
   * @throws {TareError} As `get`.
   */
  async *items(path: string, accept?: string): AsyncGenerator {
    for await (const page of this.pages(path, accept))
      yield* Array.isArray(page) ? (page as unknown[]) : listIn(page, "items");
  }

  /** Page by page, as `Link` says (RFC 8288). */
  async *pages(path: string, accept?: string): AsyncGenerator {
    for (let next: string | undefined = path; next !== undefined;) {
      const page: Page = await this.#page(next, accept);
      yield page.value;
      next = nextIn(page.link, page.from);
    }
  }

  async #page(path: string, accept?: string): Promise<Page> {
    return valueOf(await this.#asked(path, accept));
  }

  async #asked(path: string, accept?: string): Promise<Page | { readonly refusal: Refusal }> {
    if (this.#tooMany) throw this.#tooMany;
    const { base, title } = this.#options;
    const url = path.startsWith("/") ? `${base}${path}` : path;
    const response = await this.#patiently(url, accept);
    if (response.status === 200)
      return {
        value: jsonOf(response),
        link: response.headers.get("link"),
        from: response.url.href,
      };
    const place = new URL(url).pathname.slice(new URL(base).pathname.replace(/\/$/, "").length);
    const said = saidIn(response.body);
    const message = `${title} refuses ${place}: ${said === "" ? "" : `${said} `}(${response.status})`;
    return { refusal: { status: response.status, message } };
  }

  /** Asks again where too much was asked for at once, which GitHub may say by words alone. */
  async #patiently(url: string, accept: string | undefined): Promise<HttpResponse> {
    const { headers, client, signal } = this.#options;
    const request = {
      headers: { ...headers, ...(accept !== undefined && { accept }) },
      ...(signal && { signal }),
    };
    try {
      for (let attempt = 0; ; attempt++) {
        const response = await client.request(url, request);
        const isLimited = response.status === 403 && /secondary rate/i.test(saidIn(response.body));
        if (!isLimited || attempt === mostMinutes) return response;
        await client.rest(url, aMinute + attempt, signal);
      }
    } catch (error) {
      if (error instanceof TareError && / asks to wait /.test(error.message)) this.#tooMany = error;
      throw error;
    }
  }
}

function valueOf(page: Page | { readonly refusal: Refusal }): Page {
  if (!("refusal" in page)) return page;
  const { status, message } = page.refusal;
  throw new TareError("machine", message, {
    hint: status === 401 ? "see whether the token still works" : "see whether a token may read it",
  });
}

/** What a refusal says in its own words, in one short line. */
function saidIn(body: Buffer): string {
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    const said = textIn(value, "message") || textIn(value, "error");
    return said.split("\n")[0]?.slice(0, 200) ?? "";
  } catch {
    return "";
  }
}

/** The page that follows. @throws {TareError} `machine`: it is at another server, which would be told who asks. */
function nextIn(link: string | null, from: string): string | undefined {
  for (const [, address = "", parameters = ""] of (link ?? "").matchAll(/<([^>]*)>([^,]*)/g)) {
    if (!/;\s*rel="?next"?/.test(parameters) || !URL.canParse(address, from)) continue;
    const next = new URL(address, from);
    if (next.origin === new URL(from).origin) return next.href;
    throw new TareError("machine", `a list at ${new URL(from).origin} leads to another server`);
  }
  return undefined;
}
