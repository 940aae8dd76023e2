import { TareError } from "../../core/error.ts";
import type { Answer } from "./http.ts";
import { granted, textAt } from "./json.ts";
import type { World } from "./world.ts";

/** Sends a form, as OAuth 2.0 asks for tokens. */
export const postForm = async (
  { call }: World,
  address: string,
  form: Readonly<Record<string, string>>,
): Promise<Answer> =>
  call(address, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams(form).toString(),
  });

/**
 * The token that was asked for. Of an error only the code is told: its description may hold
 * ids of the tenant and of the request (RFC 6749, 5.2).
 *
 * @param what Was done, in messages: `signing in to Google`.
 * @throws {TareError} `machine`: there is none.
 */
export function accessTokenIn(world: World, answer: Answer, what: string): string {
  const json = granted(answer, what, world, (json) => textAt(json, "error"));
  const token = textAt(json, "access_token");
  if (token !== undefined) return world.discretion.add(token);
  throw new TareError("machine", `${what} gave no token`, { hint: "look at the credentials" });
}
