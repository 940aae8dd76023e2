import * as v from "valibot";
import type { NewUser, Page, User, UserChange } from "../api.ts";
import { audited } from "../auth/audit.ts";
import { hashedPassword } from "../auth/secrets.ts";
import { addedUser, type UserRow, userOf } from "../auth/users.ts";
import type { Queries } from "../database/database.ts";
import { Failure } from "../failure.ts";
import { password, projectNames, title } from "../queries.ts";
import { route, type Routes } from "../route.ts";

const role = v.picklist(["viewer", "member", "admin"]);

const change = v.strictObject({
  role: v.exactOptional(role),
  password: v.exactOptional(password),
  isDisabled: v.exactOptional(v.boolean()),
  projects: v.exactOptional(v.nullable(projectNames)),
}) satisfies v.GenericSchema<unknown, UserChange>;

async function changed(
  { query }: Queries,
  id: string,
  {
    role,
    isDisabled,
    projects,
    kept,
  }: Omit<v.InferOutput<typeof change>, "password"> & { readonly kept?: string },
): Promise<UserRow | undefined> {
  const [row] = await query<UserRow>(
    `update users set role = coalesce($2, role), is_disabled = coalesce($3, is_disabled),
       password = coalesce($4, password), projects = case when $5 then $6::text[] else projects end
     where id = $1 returning *`,
    [id, role ?? null, isDisabled ?? null, kept ?? null, projects !== undefined, projects ?? null],
  );
  return row;
}

/** Else nobody could ever let anybody in again. */
async function mustHaveAdmin({ query }: Queries): Promise<void> {
  const admins = await query(
    "select 1 from users where role = 'admin' and not is_disabled limit 1",
  );
  if (admins.length === 0) throw new Failure("conflict", "somebody must stay an admin");
}

export const users: Routes = [
  route({
    method: "GET",
    path: "/api/users",
    access: "admin",
    summary: "Who has an account",
    answers: "Page<User>",
    answer: async (_, { database }) => {
      const rows = await database.query<UserRow>("select * from users order by name limit 1000");
      return Response.json({ items: rows.map(userOf), total: rows.length } satisfies Page<User>);
    },
  }),
  route({
    method: "POST",
    path: "/api/users",
    access: "admin",
    summary: "Make an account",
    answers: "User",
    status: 201,
    body: v.strictObject({
      name: title,
      password,
      role,
      projects: v.exactOptional(projectNames),
    }) satisfies v.GenericSchema<unknown, NewUser>,
    answer: async ({ body: { password: given, ...body }, caller }, { database }) => {
      const kept = await hashedPassword(given);
      const user = await database.transaction(async (queries) => {
        const { name: actor } = caller;
        await audited(queries, {
          actor,
          action: "user.created",
          subject: body.name,
          details: { role: body.role },
        });
        return addedUser(queries, { ...body, password: kept });
      });
      if (!user) throw new Failure("conflict", "somebody has that name");
      return Response.json(userOf(user), { status: 201 });
    },
  }),
  route({
    method: "PATCH",
    path: "/api/users/:id",
    access: "admin",
    summary: "Change what somebody may do, or their password; ends their sessions",
    answers: "User",
    body: change,
    answer: async ({ body: { password: given, ...body }, caller, parameter }, { database }) => {
      const kept = given === undefined ? {} : { kept: await hashedPassword(given) };
      const user = await database.transaction(async (queries) => {
        const row = await changed(queries, parameter("id"), { ...body, ...kept });
        if (!row) throw new Failure("not-found", "no such user");
        await mustHaveAdmin(queries);
        await queries.query("delete from sessions where user_id = $1", [row.id]);
        const details = { changes: Object.keys({ ...body, ...kept }).join(", ") };
        await audited(queries, {
          actor: caller.name,
          action: "user.changed",
          subject: row.name,
          details,
        });
        return row;
      });
      return Response.json(userOf(user));
    },
  }),
];
