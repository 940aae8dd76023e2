import { audited } from "../auth/audit.ts";
import type { Identity, Oidc, Pending } from "../auth/oidc.ts";
import { begunSession, cookieIn, cookieOf } from "../auth/sessions.ts";
import { addedUser, type UserRow } from "../auth/users.ts";
import { Failure } from "../failure.ts";
import { type Request, route, type Routes } from "../route.ts";
import type { Services } from "../services.ts";

const name = "tare_oidc";
const path = "/login/oidc";

/** Sent along when the provider sends the browser back, which another site begins: hence not Strict. */
const pendingCookie = (value: string, isSecure: boolean): string =>
  `${name}=${value}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${value === "" ? 0 : 600}${isSecure ? "; Secure" : ""}`;

const packed = (pending: Pending): string =>
  Buffer.from(JSON.stringify(pending)).toString("base64url");

/** What this browser was given: whoever changes it only fails at the provider. */
function pendingIn(headers: Headers): Pending | undefined {
  try {
    const value = cookieIn(headers.get("cookie"), name) ?? "";
    return JSON.parse(Buffer.from(value, "base64url").toString()) as Pending;
  } catch {
    return undefined;
  }
}

/** Whoever the provider knows may look; an admin says who may do more. */
async function userOf({ database }: Services, { subject, name }: Identity): Promise<UserRow> {
  const [known] = await database.query<UserRow>("select * from users where subject = $1", [
    subject,
  ]);
  if (known) return known;
  return database.transaction(async (queries) => {
    const user =
      (await addedUser(queries, { name, role: "viewer", subject })) ??
      // Somebody else has that name here.
      (await addedUser(queries, {
        name: `${name} (${subject})`.slice(0, 256),
        role: "viewer",
        subject,
      }));
    if (!user) throw new Failure("conflict", "somebody else has that name");
    await audited(queries, { actor: "tare", action: "user.created", subject: user.name });
    return user;
  });
}

function mustBeThere({ oidc }: Services) {
  if (oidc) return oidc;
  throw new Failure("not-found", "nobody logs in elsewhere", {
    hint: "start the server with --oidc-issuer",
  });
}

type Answered = Pick<Request<unknown, unknown>, "url" | "headers">;

/** @throws {Failure} The provider did not let somebody in who asked for that here. */
async function userBy(
  { url, headers }: Answered,
  provider: Oidc,
  services: Services,
): Promise<UserRow> {
  const pending = pendingIn(headers);
  if (!pending) throw new Failure("bad-request", "no login was begun here, or too long ago");
  const identity = await provider.finish(url, pending).catch((error: Error) => {
    throw new Failure("unauthenticated", `the provider did not let in: ${error.message}`);
  });
  const user = await userOf(services, identity);
  if (user.is_disabled) throw new Failure("forbidden", "this user is disabled");
  return user;
}

async function letIn(user: UserRow, { database, isSecure }: Services): Promise<Response> {
  const secret = await begunSession(database, user);
  await audited(database, { actor: user.name, action: "login.succeeded", subject: user.name });
  const answer = new Response(null, { status: 302, headers: { Location: "/" } });
  answer.headers.append("Set-Cookie", cookieOf(secret, isSecure));
  answer.headers.append("Set-Cookie", pendingCookie("", isSecure));
  return answer;
}

/** A person waits at the browser: the page says what is wrong, and the audit how, unless somebody fills it. */
async function sentBack(
  { code, message }: Failure,
  address: string,
  { database, isSecure, limits }: Services,
): Promise<Response> {
  if (limits.login.taken(`OpenID ${address}`) === 0)
    await audited(database, {
      actor: "nobody",
      action: "login.failed",
      subject: "OpenID",
      details: { address, reason: message.slice(0, 256) },
    });
  return new Response(null, {
    status: 302,
    headers: { Location: `/#/login/${code}`, "Set-Cookie": pendingCookie("", isSecure) },
  });
}

export const oidc: Routes = [
  route({
    method: "GET",
    path,
    access: "public",
    summary: "Go to the OpenID provider to log in",
    answers: "nothing",
    status: 302,
    answer: async (_, services) => {
      const { url, pending } = await mustBeThere(services).begin();
      return new Response(null, {
        status: 302,
        headers: { Location: url, "Set-Cookie": pendingCookie(packed(pending), services.isSecure) },
      });
    },
  }),
  route({
    method: "GET",
    path: `${path}/callback`,
    access: "public",
    summary: "Come back from the OpenID provider",
    answers: "nothing",
    status: 302,
    answer: async (request, services) => {
      const provider = mustBeThere(services);
      try {
        return await letIn(await userBy(request, provider, services), services);
      } catch (failure) {
        if (!(failure instanceof Failure)) throw failure;
        return sentBack(failure, request.address, services);
      }
    },
  }),
];
