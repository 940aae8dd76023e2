import * as v from "valibot";
import type { LinkLogin, LoginWays, PasswordLogin, Session } from "../api.ts";
import { audited } from "../auth/audit.ts";
import { hashedPassword, isPassword } from "../auth/secrets.ts";
import { begunSession, cookieOf, endSession, sessionOf } from "../auth/sessions.ts";
import { addedUser, isNew, type UserRow, userNamed } from "../auth/users.ts";
import { Failure } from "../failure.ts";
import { password, title } from "../queries.ts";
import { route, type Routes } from "../route.ts";
import type { Services } from "../services.ts";

const wrong = (): Failure => new Failure("unauthenticated", "the name or the password is wrong");

function mustWait({ limits }: Services, who: string): void {
  const seconds = limits.login.taken(who);
  if (seconds === 0) return;
  throw new Failure("too-many-requests", "too many tries", {
    headers: { "Retry-After": String(seconds) },
  });
}

/** Lets a user in. */
async function letIn({ database, isSecure }: Services, user: UserRow): Promise<Response> {
  const secret = await begunSession(database, user);
  await audited(database, { actor: user.name, action: "login.succeeded", subject: user.name });
  const session = await sessionOf(database, secret);
  return Response.json(session satisfies Session | undefined, {
    headers: { "Set-Cookie": cookieOf(secret, isSecure) },
  });
}

export const sessions: Routes = [
  route({
    method: "GET",
    path: "/api/login",
    access: "public",
    summary: "Which ways there are to log in",
    answers: "LoginWays",
    answer: async (_, { database, oidc }) =>
      Response.json({
        password: true,
        ...(oidc && { oidc: { title: oidc.title, href: "/login/oidc" as const } }),
        isNew: await isNew(database),
      } satisfies LoginWays),
  }),
  route({
    method: "POST",
    path: "/api/login",
    access: "public",
    summary: "Log in with a name and a password",
    answers: "Session",
    body: v.strictObject({
      name: v.pipe(v.string(), v.maxLength(128)),
      password: v.pipe(v.string(), v.maxLength(256)),
    }) satisfies v.GenericSchema<unknown, PasswordLogin>,
    answer: async ({ body, address }, services) => {
      mustWait(services, address);
      mustWait(services, `name ${body.name}`);
      const user = await userNamed(services.database, body.name);
      const isRight = await isPassword(body.password, user?.password);
      if (user && isRight && !user.is_disabled) return letIn(services, user);
      await audited(services.database, {
        actor: "nobody",
        action: "login.failed",
        subject: body.name,
        details: { address },
      });
      throw wrong();
    },
  }),
  route({
    method: "POST",
    path: "/api/login/link",
    access: "public",
    summary: "Make the first user, by the link that the first start prints",
    answers: "Session",
    body: v.strictObject({
      token: v.pipe(v.string(), v.maxLength(128)),
      name: title,
      password,
    }) satisfies v.GenericSchema<unknown, LinkLogin>,
    answer: async ({ body: { token, name, ...body }, address }, services) => {
      mustWait(services, address);
      if (!services.welcome.fits(token)) throw new Failure("unauthenticated", "the link is wrong");
      const kept = await hashedPassword(body.password);
      const user = await services.database.transaction(async (queries) => {
        await queries.query("lock table users in exclusive mode");
        if (!(await isNew(queries)))
          throw new Failure("conflict", "the link was used before", {
            hint: "log in, or ask an admin",
          });
        const made = await addedUser(queries, { name, role: "admin", password: kept });
        if (!made) throw new Failure("conflict", "somebody else has that name");
        await audited(queries, { actor: "tare", action: "user.created", subject: name });
        return made;
      });
      return letIn(services, user);
    },
  }),
  route({
    method: "GET",
    path: "/api/session",
    access: "session",
    summary: "Who is logged in",
    answers: "Session",
    answer: async ({ caller }, { database }) =>
      Response.json(caller.kind === "user" ? await sessionOf(database, caller.session) : undefined),
  }),
  route({
    method: "DELETE",
    path: "/api/session",
    access: "session",
    summary: "Log out",
    answers: "nothing",
    status: 204,
    answer: async ({ caller }, { database, isSecure }) => {
      if (caller.kind === "user") await endSession(database, caller.session);
      return new Response(null, { status: 204, headers: { "Set-Cookie": cookieOf("", isSecure) } });
    },
  }),
];
