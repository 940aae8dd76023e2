import { spawn } from "node:child_process";
import { createServer, type IncomingMessage, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { Discretion } from "./discretion.ts";
import { caller } from "./http.ts";
import type { World } from "./world.ts";

/** A world with nothing in its environment but what the test puts there. */
export function worldOf(env: World["env"]): World & { readonly warnings: string[] } {
  const warnings: string[] = [];
  const warn = (message: string): void => void warnings.push(message);
  return { env, call: caller(env), discretion: new Discretion(), warn, warnings };
}

/** A service on the loopback, for as long as it is not disposed of. */
export interface Service extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
}

/** Answers with what `answer` gives: JSON, or text with its status. What it throws is status 500. */
export async function serviceOf(
  answer: (request: Received) => Reply | Promise<Reply>,
): Promise<Service> {
  const replied = async (request: IncomingMessage): Promise<Reply> => {
    try {
      return await answer(await received(request));
    } catch (error) {
      return { status: 500, text: String(error) };
    }
  };
  const listener: RequestListener = (request, response) => {
    void replied(request).then(({ status = 200, headers = {}, ...body }) => {
      response.writeHead(status, headers);
      response.end("json" in body ? JSON.stringify(body.json) : body.text);
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** A request as a service sees it. */
export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

export type Reply = { readonly status?: number; readonly headers?: Record<string, string> } & (
  | { readonly json: unknown }
  | { readonly text: string }
);

async function received(request: IncomingMessage): Promise<Received> {
  const body = (await Array.fromAsync(request as AsyncIterable<Buffer>)).join("");
  const url = new URL(request.url ?? "", "http://localhost");
  const { method = "", headers } = request;
  return { method, path: url.pathname, query: url.searchParams, headers, body };
}

/** A port on which nobody listens. */
export async function freePort(): Promise<number> {
  await using service = await serviceOf(() => ({ text: "" }));
  return service.port;
}

/** A minute and more: MLflow's server loads much, and the machine may be busy. */
const mostTries = 1500;

/** Starts a server, and waits until it answers. It is ended when it is disposed of. */
export async function startedServer(
  program: string,
  args: readonly string[],
  url: string,
  env: NodeJS.ProcessEnv = {},
): Promise<AsyncDisposable> {
  const child = spawn(program, args, { stdio: "ignore", env: { ...process.env, ...env } });
  const exited = new Promise((resolve) => {
    child.once("exit", resolve);
  });
  for (let tries = 0; !(await answers(url)); tries++) {
    if (tries > mostTries || child.exitCode !== null) throw new Error(`${program} does not answer`);
    await sleep(100);
  }
  return {
    [Symbol.asyncDispose]: async () => {
      child.kill();
      await exited;
    },
  };
}

const answers = async (url: string): Promise<boolean> =>
  fetch(url).then(
    () => true,
    () => false,
  );
