import { createHash, randomUUID } from "node:crypto";
import { type Event, type Happening, stageOf } from "../ledger/event.ts";
import type { Role, Scope } from "./api.ts";
import { csrfTokenOf } from "./auth/secrets.ts";
import { begunSession, cookieOf } from "./auth/sessions.ts";
import { addedToken } from "./auth/tokens.ts";
import { addedUser } from "./auth/users.ts";
import type { Database } from "./database/database.ts";
import { type RunningServer, type ServerOptions, startServer } from "./server.ts";

/** What the events of a test have in common. */
export interface Made {
  readonly time?: string;
  readonly actor?: string;
  readonly project?: string;
  /** Tells events apart that are the same otherwise. */
  readonly salt?: string;
}

/** An event of a test. Its id is made from all that it says. */
export function eventOf(happening: Happening, made: Made = {}): Event {
  const { time = "2026-11-01T12:00:00.000Z", actor = "ana", project = "model" } = made;
  const id = createHash("sha256")
    .update(JSON.stringify([happening, made]))
    .digest("hex");
  return {
    schema: "tare/event/v1",
    id,
    time,
    actor,
    project,
    stage: stageOf[happening.type],
    happening,
    previous: "0".repeat(64),
  };
}

/** The finding of a test, by a name. */
export const refOf = (name: string, severity: "critical" | "high" | "low" = "high") => ({
  fingerprint: createHash("sha256").update(name).digest("hex").slice(0, 32),
  rule: "aws-access-key-id",
  class: "secret" as const,
  severity,
});

/** A server of a test, and what people send to it. */
export interface TestRunning extends RunningServer {
  readonly database: Database;
  /** Sends a request; JSON where there is a body. */
  readonly ask: (path: string, asked?: Asked) => Promise<Response>;
  /** A session of somebody in a role. */
  readonly logIn: (role: Role, projects?: readonly string[]) => Promise<LoggedIn>;
  readonly token: (scopes: readonly Scope[], projects?: readonly string[]) => Promise<string>;
  /** What it wrote of bugs. */
  readonly errors: readonly unknown[];
}

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly token?: string;
  readonly session?: LoggedIn;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface LoggedIn {
  readonly cookie: string;
  readonly csrfToken: string;
}

/** Starts a server on a database that was opened for it. */
export async function testRunning(
  database: Database,
  more: Partial<ServerOptions> = {},
): Promise<TestRunning> {
  const errors: unknown[] = [];
  const server = await startServer({
    database,
    host: "127.0.0.1",
    port: 0,
    page: "nowhere",
    reach: { allowed: [] },
    requestsPerMinute: 1_000_000,
    onError: (error) => errors.push(error),
    ...more,
  });
  const ask: TestRunning["ask"] = async (path, { method, body, token, session, headers } = {}) =>
    fetch(`${server.url}${path}`, {
      method: method ?? (body === undefined ? "GET" : "POST"),
      redirect: "manual",
      headers: {
        ...(body !== undefined && { "Content-Type": "application/json" }),
        ...(token !== undefined && { Authorization: `Bearer ${token}` }),
        ...(session && { Cookie: session.cookie, "X-CSRF-Token": session.csrfToken }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    });
  return {
    ...server,
    database,
    ask,
    errors,
    logIn: async (role, projects) => {
      const name = randomUUID();
      const user = await addedUser(database, { name, role, ...(projects && { projects }) });
      if (!user) throw new Error("the user is there already");
      const secret = await begunSession(database, user);
      return {
        cookie: cookieOf(secret, false).split(";")[0] ?? "",
        csrfToken: csrfTokenOf(secret),
      };
    },
    token: async (scopes, projects) =>
      (await addedToken(database, { name: "test", scopes, ...(projects && { projects }) }, "test"))
        .token,
  };
}
