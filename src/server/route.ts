import type * as v from "valibot";
import type { Access, Caller } from "./auth/caller.ts";
import type { Services } from "./services.ts";

/** What a route gets: all of it was checked. */
export interface Request<Query, Body> {
  /** Who asks; on a public route there is none. */
  readonly caller: Caller;
  /** Of the path: `/api/findings/:id` has `id`. */
  readonly parameter: (name: string) => string;
  readonly query: Query;
  readonly body: Body;
  readonly headers: Headers;
  readonly url: string;
  /** Where it came from: an IP address. */
  readonly address: string;
  /** Fires when the browser is gone. */
  readonly signal: AbortSignal;
}

/** One thing that the server can be asked for. The OpenAPI document and the tests of access are made from these. */
export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  /** The type in `api.ts` that answers, and the status where it is not 200. */
  readonly answers: string;
  readonly status?: number;
  readonly query?: v.GenericSchema<unknown, unknown>;
  readonly body?: v.GenericSchema<unknown, unknown>;
  /** Of the body; 64 KiB where absent. */
  readonly maxBytes?: number;
  readonly answer: (request: Request<unknown, unknown>, services: Services) => Promise<Response>;
}

interface Typed<Query, Body> extends Omit<Route, "query" | "body" | "answer"> {
  readonly query?: v.GenericSchema<unknown, Query>;
  readonly body?: v.GenericSchema<unknown, Body>;
  readonly answer: (request: Request<Query, Body>, services: Services) => Promise<Response>;
}

/** A route whose query and body have the types of their schemas. */
export const route = <Query = undefined, Body = undefined>(typed: Typed<Query, Body>): Route =>
  typed as unknown as Route;

/** Routes that belong together: what a file of `routes/` exports. */
export type Routes = readonly Route[];
