import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Clock } from "./client.ts";

/** A web server on a free port of this machine. */
export interface TestServer extends AsyncDisposable {
  readonly origin: string;
  /** What it was asked, in order: `GET /path`. */
  readonly asked: readonly string[];
  /** The headers of each. */
  readonly headers: readonly IncomingMessage["headers"][];
}

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** Serves until it is disposed of. */
export async function served(handle: Handler): Promise<TestServer> {
  const asked: string[] = [];
  const headers: IncomingMessage["headers"][] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    headers.push(request.headers);
    handle(request, response);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    asked,
    headers,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** A clock that waits for nothing, and remembers how long it was to. */
export function testClock(nowMs = 0): Clock & { readonly waits: readonly number[] } {
  const waits: number[] = [];
  return {
    waits,
    nowMs: () => nowMs,
    wait: async (ms) => void waits.push(ms),
    random: () => 1,
  };
}

/** Answers with bytes, or the part of them that is asked for. */
export function giveRange(
  { headers }: IncomingMessage,
  response: ServerResponse,
  bytes: Uint8Array,
  more: Readonly<Record<string, string>> = {},
): void {
  const [, start, end] = /^bytes=(\d+)-(\d+)$/.exec(headers.range ?? "") ?? [];
  if (start === undefined || end === undefined) {
    response.writeHead(200, { "content-length": bytes.length, ...more }).end(bytes);
    return;
  }
  const part = bytes.subarray(Number(start), Number(end) + 1);
  const range = `bytes ${start}-${Number(start) + part.length - 1}/${bytes.length}`;
  response
    .writeHead(206, { "content-length": part.length, "content-range": range, ...more })
    .end(part);
}
