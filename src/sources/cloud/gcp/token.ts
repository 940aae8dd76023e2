import { createSign } from "node:crypto";
import { homedir } from "node:os";
import { join } from "node:path";
import { TareError } from "../../../core/error.ts";
import { readText } from "../../text-file.ts";
import { type Json, jsonIn, textAt } from "../json.ts";
import { accessTokenIn, postForm } from "../oauth.ts";
import type { World } from "../world.ts";
import { federatedToken } from "./federation.ts";
import { scope } from "./scope.ts";

/**
 * A token for Google Cloud, by the application default credentials: a file that is named, the
 * file that `gcloud` leaves behind, or the identity of the machine.
 *
 * https://cloud.google.com/docs/authentication/application-default-credentials
 *
 * @throws {TareError} `usage`: nothing says who tare is; `machine`: Google says no.
 */
export async function googleToken(world: World): Promise<string> {
  const file = await credentialsFile(world);
  return file ? ofFile(world, file) : ofMachine(world);
}

async function credentialsFile({ env }: World): Promise<Json | undefined> {
  const named = env["GOOGLE_APPLICATION_CREDENTIALS"];
  const folder = env["CLOUDSDK_CONFIG"] ?? join(env["HOME"] ?? homedir(), ".config", "gcloud");
  const usual = join(folder, "application_default_credentials.json");
  const text = named
    ? await readText(named, "Google credentials")
    : await readText(usual, "Google credentials").catch(() => undefined);
  if (text === undefined) return undefined;
  const json = jsonIn(text);
  if (json) return json;
  throw new TareError("usage", `'${named ?? usual}' holds no JSON`, {
    hint: "name a key file or a federation file of Google's",
  });
}

async function ofFile(world: World, file: Json): Promise<string> {
  const type = textAt(file, "type");
  switch (type) {
    case "service_account":
      return ofAccount(world, file);
    case "external_account":
      return federatedToken(world, file);
    case "authorized_user":
      return ofUser(world, file);
    default:
      throw new TareError("usage", `Google credentials of type '${type ?? ""}' are not known`, {
        hint: "use service_account, external_account or authorized_user",
      });
  }
}

/** https://developers.google.com/identity/protocols/oauth2/service-account#httprest */
async function ofAccount(world: World, file: Json): Promise<string> {
  const key = world.discretion.add(textAt(file, "private_key") ?? "");
  const address = textAt(file, "token_uri") ?? "https://oauth2.googleapis.com/token";
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: textAt(file, "client_email"),
    scope,
    aud: address,
    iat: now,
    exp: now + 600,
  };
  const kid = textAt(file, "private_key_id");
  const unsigned = [{ alg: "RS256", typ: "JWT", kid }, claims]
    .map((each) => Buffer.from(JSON.stringify(each)).toString("base64url"))
    .join(".");
  const assertion = `${unsigned}.${signed(unsigned, key)}`;
  const grant = { grant_type: "urn:ietf:params:oauth:grant-type:jwt-bearer", assertion };
  return accessTokenIn(world, await postForm(world, address, grant), "signing in to Google");
}

function signed(text: string, key: string): string {
  try {
    return createSign("RSA-SHA256").update(text).sign(key, "base64url");
  } catch {
    // The error of the library is left out: it may hold a part of the key.
    throw new TareError("usage", "the private key in the Google credentials cannot be used", {
      hint: "make a new key for the service account",
    });
  }
}

async function ofUser(world: World, file: Json): Promise<string> {
  const { discretion } = world;
  const answer = await postForm(world, "https://oauth2.googleapis.com/token", {
    grant_type: "refresh_token",
    client_id: textAt(file, "client_id") ?? "",
    client_secret: discretion.add(textAt(file, "client_secret") ?? ""),
    refresh_token: discretion.add(textAt(file, "refresh_token") ?? ""),
  });
  return accessTokenIn(world, answer, "signing in to Google");
}

/** https://cloud.google.com/compute/docs/access/authenticate-workloads */
async function ofMachine(world: World): Promise<string> {
  const host = world.env["GCE_METADATA_HOST"] || "metadata.google.internal";
  const address = `http://${host}/computeMetadata/v1/instance/service-accounts/default/token`;
  const request = { headers: { "metadata-flavor": "Google" }, local: true };
  const answer = await world.call(address, request).catch((cause: unknown) => {
    throw new TareError("usage", "nothing says who tare is to Google Cloud", {
      hint: "set GOOGLE_APPLICATION_CREDENTIALS, or run: gcloud auth application-default login",
      cause,
    });
  });
  return accessTokenIn(world, answer, "asking for the machine's identity");
}
