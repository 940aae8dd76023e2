import { TareError } from "../../../core/error.ts";
import type { Answer } from "../http.ts";
import type { World } from "../world.ts";
import { addressOf, callSigned, type Credentials } from "./signed.ts";

/** A role that is taken on, and for how long. */
export interface Role {
  readonly arn: string;
  readonly region: string;
  readonly sessionName?: string;
  readonly externalId?: string;
  /** In seconds; an hour where the role says nothing else. */
  readonly durationSeconds?: string;
}

const version = "2011-06-15";
const headers = { "content-type": "application/x-www-form-urlencoded" };

/**
 * Takes on a role with keys that may do so (STS, AssumeRole).
 *
 * @throws {TareError} `machine`: STS says no.
 */
export async function assumedRole(
  world: World,
  credentials: Credentials,
  role: Role,
): Promise<Credentials> {
  const body = form(role, { Action: "AssumeRole" });
  const request = { service: "sts", region: role.region, headers, body } as const;
  return credentialsIn(world, role, await callSigned(world, credentials, request));
}

/**
 * Takes on a role with the token of an identity provider, which needs no key at all
 * (STS, AssumeRoleWithWebIdentity).
 *
 * @throws {TareError} `machine`: STS says no.
 */
export async function webIdentity(world: World, token: string, role: Role): Promise<Credentials> {
  const hidden = world.discretion.add(token.trim());
  const body = form(role, { Action: "AssumeRoleWithWebIdentity", WebIdentityToken: hidden });
  const address = addressOf(world, "sts", role.region);
  return credentialsIn(world, role, await world.call(address, { method: "POST", headers, body }));
}

const form = (role: Role, action: Readonly<Record<string, string>>): string =>
  new URLSearchParams({
    ...action,
    Version: version,
    RoleArn: role.arn,
    RoleSessionName: role.sessionName ?? "tare",
    ...(role.externalId !== undefined && { ExternalId: role.externalId }),
    ...(role.durationSeconds !== undefined && { DurationSeconds: role.durationSeconds }),
  }).toString();

/** STS answers in XML, of which these parts have neither attributes nor entities. */
function credentialsIn({ discretion }: World, { arn }: Role, answer: Answer): Credentials {
  const part = (name: string): string | undefined =>
    new RegExp(`<${name}>\\s*([^<]+?)\\s*</${name}>`).exec(answer.text)?.[1];
  const accessKeyId = part("AccessKeyId");
  const secretAccessKey = part("SecretAccessKey");
  const sessionToken = part("SessionToken");
  if (answer.status !== 200 || !accessKeyId || !secretAccessKey || !sessionToken)
    throw new TareError(
      "machine",
      `taking on the role '${arn}' failed: status ${answer.status}, ${part("Code") ?? "no code"}`,
      { hint: "check the role's trust policy" },
    );
  for (const each of [secretAccessKey, sessionToken]) discretion.add(each);
  return { accessKeyId, secretAccessKey, sessionToken };
}
