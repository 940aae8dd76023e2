import { type Dispatcher, EnvHttpProxyAgent } from "undici";
import { LimitError, TareError } from "../../core/error.ts";
import { version } from "../../core/version.ts";
import { placeOf } from "./address.ts";
import { type Hop, redirected } from "./redirect.ts";

export interface HttpRequest {
  /** `GET` where none is given. */
  readonly method?: "GET" | "HEAD" | "POST" | "PUT" | "DELETE";
  /** Credentials among them go to no other origin. */
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Whether it does no harm to ask twice, although it is neither `GET` nor `HEAD`. */
  readonly repeatable?: boolean;
  readonly signal?: AbortSignal;
  /** A longer body is refused; 64 MiB where nothing is given. Of `request` only. */
  readonly maxBytes?: number;
}

interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** Where it came from in the end. It may be signed: name it by `placeOf`. */
  readonly url: URL;
}

export interface HttpResponse extends Answered {
  readonly body: Buffer;
}

export interface HttpStream extends Answered {
  /** @throws {BrokenError} The connection broke. */
  readonly body: AsyncIterable<Buffer>;
  /** Ends the connection, if the body is not wanted. */
  readonly discard: () => void;
}

/** What went over the network so far. */
export interface Traffic {
  /** With those that a redirect asked for, and repeated ones. */
  requests: number;
  /** Of bodies that came. */
  bytes: number;
  /** Requests that had to be made again. */
  retries: number;
  waitedMs: number;
}

/** The connection could not be made, or broke before all had come. */
export class BrokenError extends TareError {
  /** Whether asking again may help. */
  readonly isPassing: boolean;

  constructor(place: string, why: string) {
    super("machine", `${place} cannot be reached: ${why}`, {
      hint: "check the address, the network, the proxy and the certificates",
    });
    this.name = "BrokenError";
    this.isPassing = !/ENOTFOUND|CERT|SELF_SIGNED|UNABLE_TO|ERR_TLS/.test(why);
  }
}

/** No redirect that means well is longer. */
const mostRedirects = 10;

/** Connections to servers, and what went over them. */
export class Connections {
  readonly traffic: Traffic = { requests: 0, bytes: 0, retries: 0, waitedMs: 0 };
  readonly #dispatcher: Dispatcher;

  /**
   * @param env Names the proxies.
   * @param timeoutMs How long a server may be silent.
   */
  constructor(env: Readonly<Record<string, string | undefined>>, timeoutMs: number) {
    this.#dispatcher = dispatcherOf(env, timeoutMs);
  }

  async close(): Promise<void> {
    await this.#dispatcher.destroy();
  }

  /**
   * Asks once, and goes where redirects lead.
   *
   * @throws {BrokenError} There is no answer.
   * @throws {TareError} `machine`: a redirect leads where it must not; or it was stopped.
   */
  async ask(url: URL, request: HttpRequest): Promise<HttpStream> {
    let hop: Hop = {
      url,
      method: request.method ?? "GET",
      headers: {
        "accept-encoding": "identity",
        "user-agent": `tare/${version}`,
        ...lowerCase(request.headers ?? {}),
      },
      body: request.body,
    };
    for (let hops = 0; hops <= mostRedirects; hops++) {
      const answer = await this.#exchange(hop, request.signal);
      const next = redirected(hop, answer.status, answer.headers.get("location"));
      if (!next) return answer;
      answer.discard();
      hop = next;
    }
    throw new TareError("machine", `${placeOf(url)} leads from place to place without an end`);
  }

  async #exchange(hop: Hop, signal?: AbortSignal): Promise<HttpStream> {
    this.traffic.requests++;
    const { url, method, headers, body } = hop;
    const response = await this.#dispatcher
      .request({
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers,
        body: body ?? null,
        signal: signal ?? null,
      })
      .catch((error: unknown) => {
        throw stopped(url, signal) ?? broken(url, error);
      });
    // What is discarded breaks off, which is no failure.
    response.body.on("error", () => undefined);
    return {
      status: response.statusCode,
      headers: headersOf(response.headers),
      url,
      body: this.#counted(response.body, url, signal),
      discard: () => void response.body.destroy(),
    };
  }

  async *#counted(
    body: AsyncIterable<Buffer>,
    url: URL,
    signal?: AbortSignal,
  ): AsyncGenerator<Buffer> {
    try {
      for await (const chunk of body) {
        this.traffic.bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      throw stopped(url, signal) ?? broken(url, error);
    }
  }
}

function dispatcherOf(
  env: Readonly<Record<string, string | undefined>>,
  timeoutMs: number,
): Dispatcher {
  const [http, https, none] = ["http_proxy", "https_proxy", "no_proxy"].map(
    (name) => env[name] ?? env[name.toUpperCase()] ?? "",
  );
  // No proxy has a way to the machine itself.
  const noProxy = none === "*" ? none : `${none},localhost,127.0.0.1,[::1]`;
  return new EnvHttpProxyAgent({
    httpProxy: http ?? "",
    httpsProxy: https ?? "",
    noProxy,
    connect: { timeout: Math.min(timeoutMs, 15_000) },
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
}

const lowerCase = (headers: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

function headersOf(fields: Readonly<Record<string, string | string[] | undefined>>): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(fields))
    for (const each of [value ?? []].flat()) headers.append(name, each);
  return headers;
}

/** The failure as one of the connection; a bug is thrown on. The error itself is left out: it may hold the request. */
function broken(url: URL, error: unknown): BrokenError {
  const { code, message } = error as NodeJS.ErrnoException;
  if (typeof code !== "string") throw error;
  return new BrokenError(placeOf(url), code.startsWith("UND_ERR") ? `${message} (${code})` : code);
}

/** Why it was not gone on with, if whoever asked has stopped it. */
export function stopped(url: URL, signal: AbortSignal | undefined): TareError | undefined {
  if (!signal?.aborted) return undefined;
  const { reason } = signal as { readonly reason: unknown };
  return reason instanceof DOMException && reason.name === "TimeoutError"
    ? new LimitError(`${placeOf(url)}: not done in time`)
    : new LimitError(`${placeOf(url)}: interrupted`);
}
