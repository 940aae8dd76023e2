import { TareError } from "../../../core/error.ts";
import { readText } from "../../text-file.ts";
import { idToken } from "../id-token.ts";
import type { World } from "../world.ts";
import { machineCredentials } from "./machine.ts";
import { type Profile, profilesOf } from "./profile.ts";
import type { Credentials } from "./signed.ts";
import { assumedRole, type Role, webIdentity } from "./sts.ts";

/** Who tare is to AWS, and where. */
export interface Account {
  readonly credentials: Credentials;
  readonly region: string;
}

/** Who tare is to AWS, if anything says so, and where. */
export interface Identity {
  readonly credentials: Credentials | undefined;
  readonly region: string;
}

/**
 * Signs in to AWS by what the environment and the profiles say (`identityOf`).
 *
 * @throws {TareError} `usage`: nothing says who tare is, or in which region; `machine`: AWS says no.
 */
export async function signIn(world: World): Promise<Account> {
  const { credentials, region } = await identityOf(world);
  if (credentials) return { credentials, region };
  throw new TareError("usage", "nothing says who tare is to AWS", {
    hint: "set AWS_ROLE_ARN with AWS_WEB_IDENTITY_TOKEN_FILE, or AWS_PROFILE, or AWS_ACCESS_KEY_ID",
  });
}

/**
 * What the environment and the profiles say of who tare is. What ends soon goes first:
 * the token of an identity provider, then the profile that is named, keys in the environment, the
 * default profile, and what the container or the machine gives.
 *
 * @param usualRegion Where nothing says a region.
 * @throws {TareError} `usage`: nothing says in which region; `machine`: AWS says no.
 */
export async function identityOf(world: World, usualRegion?: string): Promise<Identity> {
  const profiles = await profilesOf(world);
  const named = world.env["AWS_PROFILE"];
  const profile = named === undefined ? profiles.get("default") : needed(profiles, named);
  const region = regionOf(world, profile, usualRegion);
  const looking = { world, region, profiles, passed: [] };
  const chain = [
    () => tokenOfEnvironment(world, region),
    () => (named === undefined ? undefined : ofProfile(looking, named)),
    () => keysOfEnvironment(world),
    () => (profiles.has("default") ? ofProfile(looking, "default") : undefined),
    () => machineCredentials(world),
  ];
  for (const each of chain) {
    const credentials = await each();
    if (credentials) return { credentials: hidden(world, credentials), region };
  }
  return { credentials: undefined, region };
}

function hidden({ discretion }: World, credentials: Credentials): Credentials {
  discretion.add(credentials.secretAccessKey);
  if (credentials.sessionToken !== undefined) discretion.add(credentials.sessionToken);
  return credentials;
}

function regionOf({ env }: World, profile: Profile | undefined, usual?: string): string {
  const region = env["AWS_REGION"] ?? env["AWS_DEFAULT_REGION"] ?? profile?.["region"] ?? usual;
  if (region !== undefined && /^[a-z0-9-]+$/.test(region)) return region;
  throw new TareError("usage", "nothing says in which region of AWS the secrets are", {
    hint: "set AWS_REGION",
  });
}

async function tokenOfEnvironment(world: World, region: string): Promise<Credentials | undefined> {
  const { AWS_ROLE_ARN: arn, AWS_ROLE_SESSION_NAME: sessionName } = world.env;
  if (arn === undefined) return undefined;
  const token = await idToken(world, {
    fileVariable: "AWS_WEB_IDENTITY_TOKEN_FILE",
    audience: "sts.amazonaws.com",
  });
  const role = { arn, region, ...(sessionName !== undefined && { sessionName }) };
  return token === undefined ? undefined : webIdentity(world, token, role);
}

function keysOfEnvironment({ env }: World): Credentials | undefined {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = env;
  return keysIn(AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN);
}

const keysIn = (
  accessKeyId: string | undefined,
  secretAccessKey: string | undefined,
  sessionToken: string | undefined,
): Credentials | undefined =>
  accessKeyId && secretAccessKey
    ? { accessKeyId, secretAccessKey, ...(sessionToken && { sessionToken }) }
    : undefined;

interface Looking {
  readonly world: World;
  readonly region: string;
  readonly profiles: ReadonlyMap<string, Profile>;
  /** Names of the profiles that led here. */
  readonly passed: readonly string[];
}

/** A profile's keys, or those of a role that it takes on with another profile's. */
async function ofProfile(looking: Looking, name: string): Promise<Credentials | undefined> {
  const { world, region, profiles, passed } = looking;
  const profile = needed(profiles, name);
  if (passed.includes(name)) throw unusable(name, "needs itself");
  refuseOthers(name, profile);
  const role = roleOf(profile, region);
  const keys = keysIn(
    profile["aws_access_key_id"],
    profile["aws_secret_access_key"],
    profile["aws_session_token"],
  );
  if (!role) return keys;
  const tokenFile = profile["web_identity_token_file"];
  if (tokenFile !== undefined)
    return webIdentity(world, await readText(tokenFile, "identity token"), role);
  const source = profile["source_profile"];
  const base =
    source === undefined || source === name
      ? (keys ?? (await ofSource(world, profile)))
      : await ofProfile({ ...looking, passed: [...passed, name] }, source);
  return base && assumedRole(world, base, role);
}

function needed(profiles: Looking["profiles"], name: string): Profile {
  const profile = profiles.get(name);
  if (profile) return profile;
  throw unusable(name, "is missing");
}

const unusable = (name: string, why: string): TareError =>
  new TareError("usage", `the AWS profile '${name}' ${why}`, { hint: "look into ~/.aws/config" });

/** What `credential_source` names. */
const ofSource = async (world: World, profile: Profile): Promise<Credentials | undefined> =>
  profile["credential_source"] === "Environment"
    ? keysOfEnvironment(world)
    : machineCredentials(world);

function roleOf(profile: Profile, region: string): Role | undefined {
  const {
    role_arn: arn,
    role_session_name: sessionName,
    external_id: externalId,
    duration_seconds: durationSeconds,
  } = profile;
  if (arn === undefined) return undefined;
  return {
    arn,
    region,
    ...(sessionName !== undefined && { sessionName }),
    ...(externalId !== undefined && { externalId }),
    ...(durationSeconds !== undefined && { durationSeconds }),
  };
}

/** Ways to sign in that need another program. */
function refuseOthers(name: string, profile: Profile): void {
  const other = ["credential_process", "sso_session", "sso_start_url", "mfa_serial"].find(
    (key) => profile[key] !== undefined,
  );
  if (other !== undefined)
    throw new TareError(
      "usage",
      `the AWS profile '${name}' signs in by ${other}, which tare does not`,
      {
        hint: `run: eval "$(aws configure export-credentials --profile ${name} --format env)"`,
      },
    );
}
