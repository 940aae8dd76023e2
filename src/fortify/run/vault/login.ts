import { homedir } from "node:os";
import { join } from "node:path";
import { TareError } from "../../../core/error.ts";
import { textIfThere } from "../../../sources/if-there.ts";
import { readText } from "../../../sources/text-file.ts";
import { idToken } from "../../../sources/cloud/id-token.ts";
import { type Json, numberAt, objectAt, textAt } from "../../../sources/cloud/json.ts";
import { agreed, ask, setting, type Vault, withToken } from "./client.ts";

/** A server that knows who asks. */
export interface Session {
  readonly vault: Vault;
  /** Whether the token was made for this run, and so may be taken back at its end. */
  readonly isOwn: boolean;
  /** Of the token, in seconds. */
  readonly ttl?: number;
  readonly renewable: boolean;
}

/** One way to sign in, and what it sends. */
interface Login {
  readonly method: "approle" | "jwt" | "kubernetes";
  readonly input: Json;
}

/**
 * Signs in by what the environment says. What ends soon goes first: the identity of the
 * workload (JWT, Kubernetes), then AppRole, then a token that was there before.
 *
 * @throws {TareError} `usage`: nothing says who tare is; `machine`: the server says no, or
 * the token that was there before cannot be read.
 */
export async function login(vault: Vault): Promise<Session> {
  const way = (await ofWorkload(vault)) ?? (await ofRole(vault));
  if (way) return signedIn(vault, way);
  const token = setting(vault.world, "TOKEN") ?? (await keptToken(vault));
  if (token === undefined)
    throw new TareError("usage", "nothing says who tare is to Vault", {
      hint: "set VAULT_AUTH_ROLE (JWT, Kubernetes), VAULT_ROLE_ID and VAULT_SECRET_ID, or VAULT_TOKEN",
    });
  vault.world.discretion.add(token);
  return { vault: withToken(vault, token), isOwn: false, renewable: false };
}

/** Where Kubernetes puts the token of a pod's account. */
const podToken = "/var/run/secrets/kubernetes.io/serviceaccount/token";

async function ofWorkload({ world }: Vault): Promise<Login | undefined> {
  const role = setting(world, "AUTH_ROLE");
  if (role === undefined) return undefined;
  const audience = setting(world, "ID_TOKEN_AUDIENCE");
  const jwt = await idToken(world, {
    variable: world.env["BAO_ID_TOKEN"] ? "BAO_ID_TOKEN" : "VAULT_ID_TOKEN",
    fileVariable: world.env["BAO_ID_TOKEN_FILE"] ? "BAO_ID_TOKEN_FILE" : "VAULT_ID_TOKEN_FILE",
    ...(audience !== undefined && { audience }),
  });
  if (jwt !== undefined) return { method: "jwt", input: { role, jwt } };
  const file = setting(world, "KUBERNETES_TOKEN_FILE") ?? podToken;
  const token = (await readText(file, "token of the pod")).trim();
  return { method: "kubernetes", input: { role, jwt: world.discretion.add(token) } };
}

async function ofRole({ world }: Vault): Promise<Login | undefined> {
  const role = setting(world, "ROLE_ID");
  if (role === undefined) return undefined;
  const file = setting(world, "SECRET_ID_FILE");
  const secret =
    file === undefined ? setting(world, "SECRET_ID") : await readText(file, "secret id");
  if (secret === undefined) return { method: "approle", input: { role_id: role } };
  const hidden = world.discretion.add(secret.trim());
  return { method: "approle", input: { role_id: role, secret_id: hidden } };
}

async function signedIn(vault: Vault, { method, input }: Login): Promise<Session> {
  const mount = setting(vault.world, "AUTH_PATH") ?? method;
  const answer = await ask(vault, `auth/${mount}/login`, input);
  const what = `signing in to ${vault.address} by ${mount}`;
  const auth = objectAt(agreed(vault, answer, what), "auth");
  const token = textAt(auth, "client_token");
  if (token === undefined)
    throw new TareError("machine", `${what} gave no token`, { hint: "look at the role" });
  const ttl = numberAt(auth, "lease_duration");
  return {
    vault: withToken(vault, vault.world.discretion.add(token)),
    isOwn: true,
    renewable: auth?.["renewable"] === true,
    ...(ttl !== undefined && ttl > 0 && { ttl }),
  };
}

/** What `vault login` and `bao login` leave behind. @throws {TareError} `machine`: it cannot be read. */
async function keptToken({ world }: Vault): Promise<string | undefined> {
  const path = join(world.env["HOME"] ?? homedir(), ".vault-token");
  return (await textIfThere(path))?.trim() || undefined;
}
