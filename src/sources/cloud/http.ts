import { Agent as PlainAgent, type IncomingMessage, request as requestPlain } from "node:http";
import { Agent, request as requestEncrypted } from "node:https";
import { setTimeout as sleep } from "node:timers/promises";
import { TareError } from "../../core/error.ts";
import { isLoopback } from "../http/address.ts";

export interface Request {
  readonly method?: "GET" | "POST" | "PUT";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Certificates (PEM) that are trusted instead of the system's. */
  readonly ca?: string;
  /** A service of the machine itself, which speaks without encryption and answers at once, or is not there. */
  readonly local?: boolean;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly text: string;
}

/** Asks a service. @throws {TareError} As `caller` says. */
export type Call = (address: string | URL, request?: Request) => Promise<Answer>;

/** A secret of AWS has 64 KiB at most, one of Vault 1 MiB where nobody has changed it. */
const mostBytes = 8 * 1024 * 1024;
const timeoutMs = { local: 2000, remote: 15_000 };
const pausesMs = { local: [], remote: [200, 1000] };

/**
 * Asks services, each again where it is busy or does not answer. What was sent
 * and what came back stand in no error. From Node 24.5 on, through the proxy
 * that the environment names.
 *
 * @throws {TareError} `machine`: it cannot be reached; `usage`: the address would
 * carry secrets over a network without encryption.
 */
export function caller(env: Readonly<Record<string, string | undefined>>): Call {
  return async (address, request = {}) => {
    const url = checked(address, request);
    for (const pause of pausesMs[request.local === true ? "local" : "remote"]) {
      const answer = await once(url, request, env).catch(() => undefined);
      if (answer && !isBusy(answer)) return answer;
      await sleep(pause);
    }
    try {
      return await once(url, request, env);
    } catch (error) {
      // The error itself is left out: it holds the request.
      throw new TareError("machine", `cannot reach ${url.origin}: ${reasonOf(error)}`, {
        hint: "check the address, the network and the certificates",
      });
    }
  };
}

const isBusy = ({ status }: Answer): boolean => status === 429 || status >= 500;

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  return code ?? message;
}

function checked(address: string | URL, { local }: Request): URL {
  const url = URL.canParse(String(address)) ? new URL(String(address)) : undefined;
  if (!url || !["http:", "https:"].includes(url.protocol))
    throw new TareError("usage", `'${String(address)}' is no address of a service`, {
      hint: "write it as https://host:port",
    });
  if (url.protocol === "https:" || local === true || isLoopback(url.hostname)) return url;
  throw new TareError("usage", `${url.origin} would send secrets without encryption`, {
    hint: "use an address that starts with https://",
  });
}

async function once(
  url: URL,
  { method = "GET", headers, body, ca, local }: Request,
  proxyEnv: Readonly<Record<string, string | undefined>>,
): Promise<Answer> {
  const proxied = local === true ? {} : { proxyEnv };
  const encrypted = url.protocol === "https:";
  const agent = encrypted
    ? new Agent({ ...(ca !== undefined && { ca }), ...proxied })
    : new PlainAgent(proxied);
  const send = encrypted ? requestEncrypted : requestPlain;
  const timeout = timeoutMs[local === true ? "local" : "remote"];
  return new Promise((resolve, reject) => {
    const options = {
      method,
      agent,
      headers: { ...headers },
      signal: AbortSignal.timeout(timeout),
    };
    const request = send(url, options, (response) => {
      textOf(response).then(
        (text) => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }),
        reject,
      );
    });
    request.on("error", reject);
    request.end(body);
  });
}

/** The body, of which the bytes are wiped. */
async function textOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) throw new RangeError(`answer of more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  const whole = Buffer.concat(chunks);
  const text = whole.toString();
  for (const each of [whole, ...chunks]) each.fill(0);
  return text;
}
