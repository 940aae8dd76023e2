import type { Role, Scope } from "../api.ts";
import { Failure } from "../failure.ts";

/** Who sends a request. */
export type Caller =
  | {
      readonly kind: "user";
      readonly id: string;
      readonly name: string;
      readonly role: Role;
      /** Which projects; all where absent. */
      readonly projects?: readonly string[];
      /** The session's secret, from its cookie. */
      readonly session: string;
    }
  | {
      readonly kind: "token";
      readonly id: string;
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly projects?: readonly string[];
    };

/** What a route needs: `public` nobody, `session` a user of any role, the others a role or a token's scope. */
export type Access = "public" | "session" | "admin" | Scope;

/** Which roles have which access. Events come by tokens alone. */
const roles: Readonly<Record<Exclude<Access, "public">, readonly Role[]>> = {
  session: ["viewer", "member", "admin"],
  read: ["viewer", "member", "admin"],
  triage: ["member", "admin"],
  admin: ["admin"],
  ingest: [],
};

/** Whether a caller may use a route. */
export function mayUse(access: Exclude<Access, "public">, caller: Caller): boolean {
  if (caller.kind === "user") return roles[access].includes(caller.role);
  return caller.scopes.some((each) => each === access);
}

/**
 * Which projects an answer is about: those that are asked for, as far as the caller may see them. `undefined`: all.
 */
export function projectsOf(
  { projects: own }: Caller,
  asked: readonly string[],
): readonly string[] | undefined {
  if (asked.length === 0) return own;
  return own ? asked.filter((each) => own.includes(each)) : asked;
}

export const sees = ({ projects }: Caller, project: string): boolean =>
  projects === undefined || projects.includes(project);

/** @throws {Failure} `not-found`: what is asked for is another project's, which is not even said. */
export function mustSee(caller: Caller, project: string | undefined, what: string): void {
  if (project === undefined || !sees(caller, project))
    throw new Failure("not-found", `no such ${what}`);
}
