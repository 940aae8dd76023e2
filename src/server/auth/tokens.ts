import type { ApiToken, NewToken, Scope } from "../api.ts";
import type { Queries } from "../database/database.ts";
import type { Caller } from "./caller.ts";
import { hashOf, newId, newSecret } from "./secrets.ts";

interface TokenRow {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly Scope[];
  readonly projects: readonly string[] | null;
  readonly created_by: string;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly last_used_at: string | null;
}

const tokenOf = (row: TokenRow): ApiToken => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes,
  ...(row.projects && { projects: row.projects }),
  createdBy: row.created_by,
  createdAt: row.created_at,
  ...(row.expires_at !== null && { expiresAt: row.expires_at }),
  ...(row.last_used_at !== null && { lastUsedAt: row.last_used_at }),
});

/** Scanners know tare's tokens by this. */
const start = "tare_";

export async function addedToken(
  { query }: Queries,
  asked: NewToken,
  by: string,
): Promise<{ readonly token: string; readonly row: ApiToken }> {
  const token = `${start}${newSecret()}`;
  const { name, scopes, projects = null, expiresAt = null } = asked;
  const [row] = await query<TokenRow>(
    `insert into tokens (id, name, prefix, hash, scopes, projects, created_by, expires_at)
     values ($1, $2, $3, $4, $5::text[], $6::text[], $7, $8) returning *`,
    [
      newId(),
      name,
      token.slice(0, start.length + 4),
      hashOf(token),
      scopes,
      projects,
      by,
      expiresAt,
    ],
  );
  if (!row) throw new RangeError("an inserted row was not returned");
  return { token, row: tokenOf(row) };
}

export const tokensOf = async ({ query }: Queries): Promise<ApiToken[]> =>
  (await query<TokenRow>("select * from tokens order by created_at desc, id limit 1000")).map(
    tokenOf,
  );

/** @returns The name of the one that was there. */
export async function deletedToken({ query }: Queries, id: string): Promise<string | undefined> {
  const [row] = await query<TokenRow>("delete from tokens where id = $1 returning *", [id]);
  return row?.name;
}

/** Who a token speaks for, while it holds. */
export async function callerOfToken(
  { query }: Queries,
  token: string,
): Promise<Caller | undefined> {
  if (!token.startsWith(start)) return undefined;
  const [row] = await query<TokenRow & { readonly is_stale: boolean }>(
    `select *, coalesce(last_used_at < now() - interval '1 minute', true) as is_stale
     from tokens where hash = $1 and (expires_at is null or expires_at > now())`,
    [hashOf(token)],
  );
  if (!row) return undefined;
  const { id, name, scopes, projects } = row;
  if (row.is_stale) await query("update tokens set last_used_at = now() where id = $1", [id]);
  return { kind: "token", id, name, scopes, ...(projects && { projects }) };
}
