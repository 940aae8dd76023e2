import { signal } from "@preact/signals";
import type { ApiError, Session } from "../../../src/server/api.ts";
import { visible } from "../words/visible.ts";

/** Who is logged in: `undefined` before it is known, `null` where nobody is. */
export const session = signal<Session | null | undefined>(undefined);

/** The server said no, or was not there. */
export class RequestError extends Error {
  readonly status: number;
  readonly hint: string | undefined;

  constructor(status: number, message: string, hint?: string) {
    super(message);
    this.status = status;
    this.hint = hint;
  }
}

/** Answers for the server where there is none. */
let local: ((path: string) => unknown) | undefined;

export function answerWith(answers: (path: string) => unknown): void {
  local = answers;
}

/** @throws {RequestError} */
export const get = async <T>(path: string): Promise<T> =>
  local ? (local(path) as T) : answerOf<T>(await request("GET", path));

/** @throws {RequestError} */
export const send = async <T>(
  method: "POST" | "PATCH" | "DELETE",
  path: string,
  body?: unknown,
): Promise<T> => answerOf<T>(await request(method, path, body));

async function request(method: string, path: string, body?: unknown): Promise<Response> {
  const headers: Record<string, string> = { accept: "application/json" };
  if (body !== undefined) headers["content-type"] = "application/json";
  const token = session.peek()?.csrfToken;
  if (method !== "GET" && token !== undefined) headers["x-csrf-token"] = token;
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  try {
    return await fetch(path, init);
  } catch {
    throw new RequestError(0, "the server does not answer", "Is 'tare serve' still running?");
  }
}

async function answerOf<T>(response: Response): Promise<T> {
  if (response.ok)
    return (response.status === 204 ? undefined : parsed(await response.text())) as T;
  // A session that has ended shows the login; a wrong password does not end one.
  if (response.status === 401 && session.peek()) session.value = null;
  const said = (await response.json().catch(() => undefined)) as ApiError | undefined;
  throw new RequestError(
    response.status,
    said?.error.message ?? `the server answered ${response.status}`,
    said?.error.hint,
  );
}

/** What events say comes from files and people: no text of it may deceive the eye. */
const parsed = (text: string): unknown =>
  JSON.parse(text, (_, value: unknown) => (typeof value === "string" ? visible(value) : value));

/** An API path with a query; what is empty is left out. */
export function apiPath(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== "");
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)])).toString();
  return text === "" ? path : `${path}?${text}`;
}

/** Asks who is logged in. A server that is not there counts as nobody, and the login says so. */
export async function findSession(): Promise<void> {
  try {
    session.value = await get<Session>("/api/session");
  } catch {
    session.value = null;
  }
}

export async function logOut(): Promise<void> {
  await send("DELETE", "/api/session");
  session.value = null;
}
