import type { Role, User } from "../api.ts";
import type { Queries } from "../database/database.ts";
import { newId } from "./secrets.ts";

/** A user as the database has one. */
export interface UserRow {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly projects: readonly string[] | null;
  readonly login: "password" | "oidc";
  readonly password: string | null;
  readonly created_at: string;
  readonly last_seen_at: string | null;
  readonly is_disabled: boolean;
}

export const userOf = (row: UserRow): User => ({
  id: row.id,
  name: row.name,
  role: row.role,
  ...(row.projects && { projects: row.projects }),
  login: row.login,
  createdAt: row.created_at,
  ...(row.last_seen_at !== null && { lastSeenAt: row.last_seen_at }),
  isDisabled: row.is_disabled,
});

export async function userNamed({ query }: Queries, name: string): Promise<UserRow | undefined> {
  return (await query<UserRow>("select * from users where name = $1", [name]))[0];
}

/** @returns Nothing where the name, or who it is elsewhere, is taken. */
export async function addedUser(
  { query }: Queries,
  user: {
    readonly name: string;
    readonly role: Role;
    readonly projects?: readonly string[];
    readonly password?: string;
    /** Who it is at the OpenID provider. */
    readonly subject?: string;
  },
): Promise<UserRow | undefined> {
  const login = user.subject === undefined ? "password" : "oidc";
  const { name, role, projects = null, password = null, subject = null } = user;
  const [row] = await query<UserRow>(
    `insert into users (id, name, role, projects, login, password, subject)
     values ($1, $2, $3, $4::text[], $5, $6, $7) on conflict do nothing returning *`,
    [newId(), name, role, projects, login, password, subject],
  );
  return row;
}

/** Whether nobody has made the first account yet; who came from the OpenID provider meanwhile may only look. */
export async function isNew({ query }: Queries): Promise<boolean> {
  return (await query("select 1 from users where role = 'admin' limit 1")).length === 0;
}
