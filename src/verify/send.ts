import { type Dispatcher, EnvHttpProxyAgent } from "undici";
import { internalCode, publicLookup } from "./addresses.ts";
import type { Answer } from "./answer.ts";
import type { Outgoing } from "./request.ts";

/**
 * Sends one request, once, and follows nothing.
 *
 * @throws {SendError} There is no answer.
 */
export type Send = (request: Outgoing) => Promise<Answer>;

/** Why there is no answer, in words that hold nothing of the request: its address may be the credential. */
export class SendError extends Error {}

export interface SenderOptions {
  /** The proxy: `http://proxy.example:3128`. */
  readonly proxy: string | undefined;
  /** Hosts that are asked without the proxy, as in `NO_PROXY`. */
  readonly noProxy: string | undefined;
  /** Names of hosts that the user gave: they may be inside the network. */
  readonly own: ReadonlySet<string>;
  readonly signal?: AbortSignal;
  /** Only tests set it: the origin that is asked in place of a host. */
  readonly standIn?: (host: string) => string;
}

/** How long a provider may be silent. */
const timeoutMs = 15_000;

/** The longest list of models is some hundred KiB. */
const mostBytes = 4 * 1024 * 1024;

/** Connections to providers, with TLS. They close when it is disposed of. */
export class Sender implements AsyncDisposable {
  readonly #dispatcher: Dispatcher;
  readonly #standIn: SenderOptions["standIn"];
  readonly #signal: AbortSignal | undefined;

  constructor({ proxy, noProxy, own, standIn, signal }: SenderOptions) {
    this.#standIn = standIn;
    this.#signal = signal;
    this.#dispatcher = new EnvHttpProxyAgent({
      httpProxy: "",
      httpsProxy: proxy ?? "",
      noProxy: noProxy ?? "",
      connect: { timeout: timeoutMs, lookup: publicLookup(own) },
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  }

  readonly send: Send = async ({ url, method, headers, body }) => {
    const signals = [AbortSignal.timeout(2 * timeoutMs), this.#signal ?? []].flat();
    try {
      const response = await this.#dispatcher.request({
        origin: this.#standIn?.(url.host) ?? url.origin,
        path: url.pathname + url.search,
        method,
        headers: { ...headers, host: url.host },
        body: body ?? null,
        signal: AbortSignal.any(signals),
      });
      return {
        status: response.statusCode,
        headers: response.headers,
        text: await textOf(response.body),
      };
    } catch (error) {
      // The error itself is left out: it may hold the request.
      throw error instanceof SendError ? error : new SendError(reasonOf(error));
    }
  };

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#dispatcher.destroy();
  }
}

function reasonOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException;
  if (code === internalCode) return "its name leads to an internal address";
  if (name === "TimeoutError" || code?.endsWith("_TIMEOUT")) return "network: no answer in time";
  if (typeof code !== "string") return "network: no answer";
  const words = networkWords.find(([pattern]) => pattern.test(code))?.[1];
  return `network: ${words === undefined ? code : `${words} (${code})`}`;
}

/** What Node's codes mean to whoever has named a host. */
const networkWords: readonly (readonly [RegExp, string])[] = [
  [/^ECONNREFUSED$/, "nobody listens there"],
  [/^(?:ENOTFOUND|EAI_AGAIN)$/, "its name is not known"],
  [/CERT|SIGNATURE/, "its certificate is not trusted here"],
];

async function textOf(body: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of body) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new SendError("an answer without an end");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}
