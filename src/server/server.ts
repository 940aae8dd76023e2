import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { TareError } from "../core/error.ts";
import { appOf } from "./app.ts";
import { type OidcOptions, oidcOf } from "./auth/oidc.ts";
import { isNew } from "./auth/users.ts";
import { newWelcome } from "./auth/welcome.ts";
import type { Database } from "./database/database.ts";
import { newCurrent } from "./current.ts";
import { newFeed } from "./feed.ts";
import { newHistory } from "./history.ts";
import { limiter } from "./limiter.ts";
import { openapiOf } from "./openapi.ts";
import { pageOf } from "./page.ts";
import { type Route, route } from "./route.ts";
import { all as routes } from "./routes/index.ts";
import type { Services } from "./services.ts";
import { newUpkeep } from "./upkeep.ts";
import { newCourier } from "./webhooks/courier.ts";
import type { Reach } from "./webhooks/send.ts";

export interface ServerOptions {
  readonly database: Database;
  /** The address that it listens on. */
  readonly host: string;
  /** 0 for any that is free. */
  readonly port: number;
  /** How people reach it, where that is another address: `https://tare.example`. */
  readonly url?: string;
  /** The folder of the dashboard. */
  readonly page: string;
  readonly oidc?: Omit<OidcOptions, "callback">;
  /** Where webhooks may go besides public addresses. */
  readonly reach: Reach;
  /** Requests a minute from one address. */
  readonly requestsPerMinute?: number;
  readonly onError: (error: unknown) => void;
}

export interface RunningServer {
  /** How people reach it, without a slash at its end. */
  readonly url: string;
  /** The link of the first start, until somebody has an account. */
  readonly welcome: string | undefined;
  /** Ends it, and closes the database. */
  readonly stop: () => Promise<void>;
}

/** In milliseconds. A request that comes more slowly is ended. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 1000,
};
const mostConnections = 1000;

const openapi: Route = route({
  method: "GET",
  path: "/openapi.json",
  access: "public",
  summary: "This document",
  answers: "OpenAPI 3.1",
  answer: async () => Response.json(openapiOf(allRoutes)),
});
export const allRoutes: readonly Route[] = [...routes, openapi];

/**
 * Starts the server.
 *
 * @throws {TareError} `machine`: the port is taken, or the OpenID provider does not answer.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { database, reach, onError } = options;
  await using held = new AsyncDisposableStack();
  const server = createServer(patience);
  server.maxConnections = mostConnections;
  await listening(server, options);
  held.defer(async () => ended(server));
  const { port } = server.address() as AddressInfo;
  const url = (options.url ?? `http://${shownHost(options.host)}:${port}`).replace(/\/+$/, "");
  const feed = held.use(newFeed(database));
  const courier = held.use(newCourier(database, reach));
  held.use(newUpkeep(database));
  const services: Services = {
    database,
    feed,
    courier,
    current: newCurrent(database),
    history: newHistory(database),
    welcome: newWelcome(),
    ...(options.oidc && {
      oidc: await oidcOf({ ...options.oidc, callback: `${url}/login/oidc/callback` }),
    }),
    isSecure: url.startsWith("https:"),
    limits: {
      login: limiter(10, 15 * 60),
      request: limiter(options.requestsPerMinute ?? 3000, 60),
    },
  };
  const app = appOf(allRoutes, services, {
    hosts: hostsOf(url, port),
    page: await pageOf(options.page),
    onError,
  });
  server.on("request", getRequestListener(app.fetch));
  const welcome = (await isNew(database))
    ? `${url}/#/welcome/${services.welcome.token}`
    : undefined;
  const running = held.move();
  return {
    url,
    welcome,
    stop: async () => {
      await running.disposeAsync();
      await database.close();
    },
  };
}

async function ended(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

async function listening(server: Server, { host, port }: ServerOptions): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) =>
      reject(
        new TareError("machine", `cannot listen on ${shownHost(host)}:${port}`, {
          hint: "choose another with --port",
          cause: error,
        }),
      ),
    );
    server.listen(port, host, resolve);
  });
}

const shownHost = (host: string): string => (host.includes(":") ? `[${host}]` : host);

/** The names by which it answers: this machine's own, and the one that people use. */
function hostsOf(url: string, port: number): readonly string[] {
  const own = ["localhost", "127.0.0.1", "[::1]"].map((each) => `${each}:${port}`);
  return [new URL(url).host, ...own];
}
