import { setTimeout } from "node:timers/promises";
import { TareError } from "../../core/error.ts";
import { checkedAddress, placeOf } from "./address.ts";
import {
  BrokenError,
  Connections,
  type HttpRequest,
  type HttpResponse,
  type HttpStream,
  stopped,
  type Traffic,
} from "./connections.ts";
import { askedWaitMs, backoffMs, isLimited } from "./waits.ts";

/** Time and chance, which tests make their own. */
export interface Clock {
  readonly nowMs: () => number;
  readonly wait: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** From 0 up to 1. */
  readonly random: () => number;
}

export interface HttpOptions {
  /** Proxies: `HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly clock?: Clock;
  /** How long a server may be silent, before its answer and within it. */
  readonly timeoutMs?: number;
  /** How often a request is made at most. */
  readonly attempts?: number;
  /** Told before each wait of a second or more. */
  readonly onWait?: (host: string, ms: number) => void;
}

const systemClock: Clock = {
  nowMs: () => Date.now(),
  wait: async (ms, signal) => setTimeout(ms, undefined, signal && { signal }),
  random: () => Math.random(),
};

const usualMaxBytes = 64 * 1024 * 1024;
/** A quarter of an hour: no limit by the minute asks for more, and one by the hour should be told of. */
const longestWaitMs = 15 * 60_000;

/**
 * Asks web servers, again where they are busy or do not answer. Whatever they
 * answer in the end is returned, also if they refuse. Messages name places
 * without queries, since these may be signed. Its connections close when it is
 * disposed of.
 */
export class HttpClient implements AsyncDisposable {
  readonly #connections: Connections;
  readonly #clock: Clock;
  readonly #attempts: number;
  readonly #onWait: HttpOptions["onWait"];

  constructor(options: HttpOptions = {}) {
    this.#connections = new Connections(options.env ?? process.env, options.timeoutMs ?? 60_000);
    this.#clock = options.clock ?? systemClock;
    this.#attempts = options.attempts ?? 5;
    this.#onWait = options.onWait;
  }

  get traffic(): Readonly<Traffic> {
    return this.#connections.traffic;
  }

  /**
   * Asks, and reads all of the answer.
   *
   * @throws {TareError} `machine`: there is no answer; `usage`: it may not be asked; `limit`: the answer is too long.
   */
  async request(url: string | URL, request: HttpRequest = {}): Promise<HttpResponse> {
    return this.#persist(url, request, async ({ body, ...answer }) => ({
      ...answer,
      body: await whole(body, answer.url, request.maxBytes ?? usualMaxBytes),
    }));
  }

  /**
   * Asks, and leaves the answer's body to be read. It must be read to its end or discarded.
   *
   * @throws {TareError} As `request`.
   */
  async stream(url: string | URL, request: HttpRequest = {}): Promise<HttpStream> {
    return this.#persist(url, request, async (answer) => answer);
  }

  /**
   * Waits before a server is asked again.
   *
   * @param attempt From 1: each time twice as long.
   */
  async rest(url: string | URL, attempt: number, signal?: AbortSignal): Promise<void> {
    await this.#wait(checkedAddress(url), this.#backoffMs(attempt), signal);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#connections.close();
  }

  #backoffMs(attempt: number): number {
    return backoffMs(attempt, this.#clock.random());
  }

  async #wait(url: URL, ms: number, signal?: AbortSignal): Promise<void> {
    if (ms > longestWaitMs)
      throw new TareError("machine", `${url.host} asks to wait for ${Math.ceil(ms / 1000)} s`, {
        hint: "try again then, or with credentials that may ask more often",
      });
    const { traffic } = this.#connections;
    traffic.retries++;
    traffic.waitedMs += ms;
    if (ms >= 1000) this.#onWait?.(url.host, ms);
    await this.#clock.wait(ms, signal).catch((error: unknown) => {
      throw stopped(url, signal) ?? error;
    });
  }

  /** Asks until `use` has made something of an answer. */
  async #persist<T>(
    address: string | URL,
    request: HttpRequest,
    use: (answer: HttpStream) => Promise<T>,
  ): Promise<T> {
    const url = checkedAddress(address);
    for (let attempt = 1; ; attempt++) {
      const outcome = await this.#try(url, request, use);
      if (outcome.kind === "done") return outcome.value;
      if (attempt >= this.#attempts || !mayRepeat(request, outcome)) throw failure(url, outcome);
      const askedMs = outcome.kind === "busy" ? outcome.askedMs : undefined;
      await this.#wait(url, askedMs ?? this.#backoffMs(attempt), request.signal);
    }
  }

  async #try<T>(
    url: URL,
    request: HttpRequest,
    use: (answer: HttpStream) => Promise<T>,
  ): Promise<Outcome<T>> {
    try {
      const answer = await this.#connections.ask(url, request);
      const { status, headers } = answer;
      if (!isLimited(status, headers) && status < 500)
        return { kind: "done", value: await use(answer) };
      answer.discard();
      return { kind: "busy", status, askedMs: askedWaitMs(headers, this.#clock.nowMs()) };
    } catch (error) {
      if (error instanceof BrokenError) return { kind: "broken", error };
      throw error;
    }
  }
}

type Outcome<T> = { readonly kind: "done"; readonly value: T } | Failed;

type Failed =
  | { readonly kind: "busy"; readonly status: number; readonly askedMs: number | undefined }
  | { readonly kind: "broken"; readonly error: BrokenError };

/** Whether it does no harm to ask again, and may help. */
function mayRepeat(
  { method = "GET", repeatable = method === "GET" || method === "HEAD" }: HttpRequest,
  outcome: Failed,
): boolean {
  if (outcome.kind === "broken") return repeatable && outcome.error.isPassing;
  return repeatable || outcome.status === 429;
}

/** What a server answered, as JSON. @throws {TareError} `machine`: it is none. */
export function jsonOf({ body, url }: HttpResponse): unknown {
  try {
    return JSON.parse(body.toString("utf8"));
  } catch {
    throw new TareError("machine", `${placeOf(url)} gives no JSON`, {
      hint: "see whether the address is that of such a service",
    });
  }
}

async function whole(body: AsyncIterable<Buffer>, url: URL, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > maxBytes)
      throw new TareError("limit", `${placeOf(url)} answers more than ${maxBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function failure(url: URL, outcome: Failed): TareError {
  if (outcome.kind === "broken") return outcome.error;
  const { status } = outcome;
  return new TareError("machine", `${placeOf(url)} does not answer: status ${status}`, {
    hint: isLimited(status, new Headers())
      ? "try again later: it is asked too often"
      : "try again later",
  });
}
