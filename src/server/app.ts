import { type Context, Hono } from "hono";
import { getConnInfo } from "@hono/node-server/conninfo";
import * as v from "valibot";
import { TareError } from "../core/error.ts";
import { type Caller, mayUse } from "./auth/caller.ts";
import { csrfTokenOf, isSame } from "./auth/secrets.ts";
import { callerOfSession, cookieIn } from "./auth/sessions.ts";
import { callerOfToken } from "./auth/tokens.ts";
import { bodyOf } from "./body.ts";
import { Failure } from "./failure.ts";
import { withHeaders } from "./headers.ts";
import type { Request as RouteRequest, Route } from "./route.ts";
import type { Services } from "./services.ts";

/** Where the server is reached, and what it serves besides the API. */
export interface AppOptions {
  /** `localhost:7461`: a request for another host is refused, whoever made the browser send it. */
  readonly hosts: readonly string[];
  /** What a path of the dashboard is answered with. */
  readonly page: (path: string) => Promise<Response | undefined>;
  /** Told of what is a bug, and no secret. */
  readonly onError: (error: unknown) => void;
}

/** The server as a function from requests to answers. */
export function appOf(routes: readonly Route[], services: Services, options: AppOptions): Hono {
  const app = new Hono();
  app.use(async (context, next) => {
    mustBeHost(context.req.header("host"), options.hosts);
    await next();
    context.res = withHeaders(context.res);
  });
  for (const route of routes)
    app.on(route.method, route.path, async (context) => answered(route, context, services));
  app.get("*", async (context) => {
    const page = await options.page(context.req.path);
    if (page) return page;
    throw new Failure("not-found", "there is nothing here");
  });
  app.notFound(() => new Failure("not-found", "there is nothing here").response());
  app.onError((error) => withHeaders(failureOf(error, options).response()));
  return app;
}

function failureOf(error: unknown, { onError }: AppOptions): Failure {
  if (error instanceof Failure) return error;
  if (isValue(error)) return new Failure("bad-request", "a value is not of its type");
  if (isAway(error)) {
    onError(new TareError("machine", `the database does not answer: ${String(error)}`));
    return new Failure("unavailable", "the database does not answer", {
      hint: "try again in a while",
    });
  }
  onError(error);
  return new Failure("bug", "this is a bug in tare", { hint: "see what the server wrote" });
}

/** PostgreSQL's class 22: a cursor that somebody made up, a text with a NUL. */
const isValue = (error: unknown): boolean =>
  String((error as { code?: unknown }).code).startsWith("22");

/** PostgreSQL's classes 08 and 57P, and what sockets say. */
const isAway = (error: unknown): boolean =>
  /^(?:08|57P)|^E(?:CONN|PIPE|NOENT|TIMEDOUT)/.test(String((error as { code?: unknown }).code)) ||
  /Connection terminated|timeout exceeded when trying to connect/.test(String(error));

function mustBeHost(host: string | undefined, hosts: readonly string[]): void {
  if (host !== undefined && hosts.includes(host.toLowerCase())) return;
  throw new Failure("forbidden", "this is not the host that is asked for", {
    hint: "start the server with --url and the address by which people reach it",
  });
}

async function answered(route: Route, context: Context, services: Services): Promise<Response> {
  const { raw } = context.req;
  const address = getConnInfo(context).remote.address ?? "unknown";
  mustWait(services, address);
  const caller = await callerOf(raw.headers, services);
  mustBeAllowed(route, caller, raw);
  const request: RouteRequest<unknown, unknown> = {
    // A public route asks nothing of whom it does not know.
    caller: caller ?? nobody,
    parameter: (name) => context.req.param(name) ?? "",
    query: route.query && parsed(route.query, queryOf(raw.url)),
    body: route.body && parsed(route.body, await bodyOf(raw, route.maxBytes)),
    headers: raw.headers,
    url: raw.url,
    address,
    signal: raw.signal,
  };
  return route.answer(request, services);
}

const nobody: Caller = { kind: "token", id: "", name: "", scopes: [], projects: [] };

function mustWait({ limits }: Services, who: string): void {
  const seconds = limits.request.taken(who);
  if (seconds === 0) return;
  throw new Failure("too-many-requests", "too many requests", {
    headers: { "Retry-After": String(seconds) },
  });
}

async function callerOf(headers: Headers, { database }: Services): Promise<Caller | undefined> {
  const [, token] = /^Bearer (\S+)$/i.exec(headers.get("authorization") ?? "") ?? [];
  if (token !== undefined) return callerOfToken(database, token);
  const session = cookieIn(headers.get("cookie"));
  return session === undefined ? undefined : callerOfSession(database, session);
}

function mustBeAllowed({ access, method }: Route, caller: Caller | undefined, raw: Request): void {
  mustBeOwnOrigin(raw);
  if (access === "public") return;
  if (!caller) throw new Failure("unauthenticated", "log in, or send a token");
  if (!mayUse(access, caller)) throw new Failure("forbidden", `this needs ${access} access`);
  if (caller.kind !== "user" || method === "GET") return;
  if (isSame(raw.headers.get("x-csrf-token") ?? "", csrfTokenOf(caller.session))) return;
  throw new Failure("forbidden", "the header X-CSRF-Token is missing or wrong");
}

/** Browsers say from which site a request comes; nothing else needs to. */
function mustBeOwnOrigin({ headers, method, url }: Request): void {
  const origin = headers.get("origin");
  if (method === "GET" || origin === null) return;
  if (URL.canParse(origin) && new URL(origin).host === (headers.get("host") ?? new URL(url).host))
    return;
  throw new Failure("forbidden", "the request comes from another site");
}

/** Parameters that are repeated come as a list with commas between. */
function queryOf(url: string): Record<string, string> {
  const query: Record<string, string> = {};
  for (const [name, value] of new URL(url).searchParams)
    query[name] = name in query ? `${query[name] ?? ""},${value}` : value;
  return query;
}

function parsed(schema: v.GenericSchema<unknown, unknown>, value: unknown): unknown {
  const result = v.safeParse(schema, value);
  if (result.success) return result.output;
  const [issue] = result.issues;
  const path = v.getDotPath(issue) ?? "the request";
  throw new Failure("bad-request", `${path}: ${issue.message}`);
}
