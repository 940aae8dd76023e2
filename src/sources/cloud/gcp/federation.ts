import { TareError } from "../../../core/error.ts";
import { readText } from "../../text-file.ts";
import { granted, type Json, jsonIn, objectAt, textAt } from "../json.ts";
import { accessTokenIn, postForm } from "../oauth.ts";
import type { World } from "../world.ts";
import { scope } from "./scope.ts";

/**
 * Changes the token of another identity provider for one of Google's, and where the file says
 * so that for one of a service account (workload identity federation).
 *
 * https://cloud.google.com/iam/docs/reference/sts/rest/v1/TopLevel/token
 *
 * @throws {TareError} `usage`: the file asks for what tare cannot do; `machine`: Google says no.
 */
export async function federatedToken(world: World, file: Json): Promise<string> {
  const address = textAt(file, "token_url") ?? "https://sts.googleapis.com/v1/token";
  const answer = await postForm(world, address, {
    grant_type: "urn:ietf:params:oauth:grant-type:token-exchange",
    audience: textAt(file, "audience") ?? "",
    scope,
    requested_token_type: "urn:ietf:params:oauth:token-type:access_token",
    subject_token_type: textAt(file, "subject_token_type") ?? "",
    subject_token: world.discretion.add(await subjectToken(world, file)),
  });
  const token = accessTokenIn(world, answer, "changing the identity token at Google");
  const account = textAt(file, "service_account_impersonation_url");
  return account === undefined ? token : asAccount(world, account, token);
}

/** https://cloud.google.com/iam/docs/reference/credentials/rest/v1/projects.serviceAccounts/generateAccessToken */
async function asAccount(world: World, address: string, token: string): Promise<string> {
  const answer = await world.call(address, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ scope: [scope], lifetime: "900s" }),
  });
  const what = "taking on the service account";
  const given = textAt(
    granted(answer, what, world, (json) => textAt(objectAt(json, "error"), "status")),
    "accessToken",
  );
  if (given !== undefined) return world.discretion.add(given);
  throw new TareError("machine", `${what} gave no token`, { hint: "look at its permissions" });
}

/** The token of the other provider, from a file or an address (`credential_source`). */
async function subjectToken({ call }: World, file: Json): Promise<string> {
  const source = objectAt(file, "credential_source");
  const path = textAt(source, "file");
  const address = textAt(source, "url");
  const name = textAt(objectAt(source, "format"), "subject_token_field_name");
  if (path === undefined && address === undefined)
    throw new TareError(
      "usage",
      "the Google credentials take their token from neither file nor url",
      {
        hint: "make a federation file with a credential source of one of the two",
      },
    );
  const text =
    path !== undefined
      ? await readText(path, "identity token")
      : (await call(address ?? "", { headers: headersOf(source) })).text;
  const token = name === undefined ? text.trim() : textAt(jsonIn(text), name);
  if (token) return token;
  throw new TareError("machine", "the credential source of Google's file gave no token", {
    hint: "check the format in the file",
  });
}

const headersOf = (source: Json | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(objectAt(source, "headers") ?? {}).map(([name, value]) => [name, String(value)]),
  );
