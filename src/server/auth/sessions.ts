import type { Session } from "../api.ts";
import type { Queries } from "../database/database.ts";
import type { Caller } from "./caller.ts";
import { csrfTokenOf, hashOf, newSecret } from "./secrets.ts";
import { type UserRow, userOf } from "./users.ts";

/** A session ends after a week, or when nobody came for a day. */
const longest = "7 days";
const idle = "1 day";

const name = "tare_session";

/** The cookie that makes a session; with an empty secret it ends it. */
export const cookieOf = (secret: string, isSecure: boolean): string =>
  [
    `${name}=${secret}`,
    "Path=/",
    "HttpOnly",
    "SameSite=Strict",
    ...(isSecure ? ["Secure"] : []),
    ...(secret === "" ? ["Max-Age=0"] : []),
  ].join("; ");

/** The value of a cookie in the header of a request. */
export const cookieIn = (header: string | null, wanted = name): string | undefined =>
  header
    ?.split(/; */)
    .find((each) => each.startsWith(`${wanted}=`))
    ?.slice(wanted.length + 1);

/** Begins a session. @returns Its secret, which only the browser keeps. */
export async function begunSession({ query }: Queries, user: UserRow): Promise<string> {
  const secret = newSecret();
  await query("delete from sessions where expires_at < now()");
  await query(
    `insert into sessions (hash, user_id, expires_at) values ($1, $2, now() + $3::interval)`,
    [hashOf(secret), user.id, longest],
  );
  await query("update users set last_seen_at = now() where id = $1", [user.id]);
  return secret;
}

export const endSession = async ({ query }: Queries, secret: string): Promise<void> =>
  void (await query("delete from sessions where hash = $1", [hashOf(secret)]));

type SessionRow = UserRow & { readonly expires_at: string; readonly is_stale: boolean };

async function found({ query }: Queries, secret: string): Promise<SessionRow | undefined> {
  const [row] = await query<SessionRow>(
    `select users.*, expires_at, seen_at < now() - interval '1 minute' as is_stale
     from sessions join users on users.id = user_id
     where hash = $1 and expires_at > now() and seen_at > now() - $2::interval and not is_disabled`,
    [hashOf(secret), idle],
  );
  return row;
}

/** Who a session belongs to, while it lasts. */
export async function callerOfSession(
  queries: Queries,
  secret: string,
): Promise<Caller | undefined> {
  const row = await found(queries, secret);
  if (!row) return undefined;
  if (row.is_stale)
    await queries.query("update sessions set seen_at = now() where hash = $1", [hashOf(secret)]);
  const { id, name, role, projects } = row;
  return { kind: "user", id, name, role, ...(projects && { projects }), session: secret };
}

/** What a browser is told of its session. */
export async function sessionOf(queries: Queries, secret: string): Promise<Session | undefined> {
  const row = await found(queries, secret);
  return row && { user: userOf(row), csrfToken: csrfTokenOf(secret), expiresAt: row.expires_at };
}
