import { createVerify, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  type Received,
  type Reply,
  type Service,
  serviceOf,
  worldOf,
} from "../../../sources/cloud/testing.ts";
import { gcpSm } from "./gcp-sm.ts";

// A fake of Google's token services, metadata and Secret Manager: it answers only what their
// documentation says is asked, and checks the account's signature. No real Google was asked.

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = keys.privateKey.export({ type: "pkcs8", format: "pem" });
const scope = "https://www.googleapis.com/auth/cloud-platform";
const access = "the-access-token-of-google";
const audience =
  "//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/p/providers/ci";
const impersonation =
  "/v1/projects/-/serviceAccounts/train@p.iam.gserviceaccount.com:generateAccessToken";
let folder: string;
let google: Service;

/** What Google checks of a service account's assertion. */
function isOfAccount(assertion: string, address: string): boolean {
  const [header = "", payload = "", signature = ""] = assertion.split(".");
  const decoded = (part: string) => JSON.parse(Buffer.from(part, "base64url").toString());
  const { iss, aud, scope: asked, iat, exp } = decoded(payload);
  const right =
    decoded(header).alg === "RS256" &&
    decoded(header).kid === "key-1" &&
    iss === "train@p.iam.gserviceaccount.com" &&
    aud === address &&
    asked === scope &&
    exp > iat &&
    exp - iat <= 3600;
  const verify = createVerify("RSA-SHA256").update(`${header}.${payload}`);
  return right && verify.verify(keys.publicKey, signature, "base64url");
}

function tokenReply(form: URLSearchParams): Reply {
  if (form.get("grant_type") !== "urn:ietf:params:oauth:grant-type:jwt-bearer")
    return { status: 400, json: { error: "unsupported_grant_type" } };
  return isOfAccount(form.get("assertion") ?? "", `${google.url}/token`)
    ? { json: { access_token: access, expires_in: 3599, token_type: "Bearer" } }
    : {
        status: 400,
        json: { error: "invalid_grant", error_description: "Invalid JWT Signature." },
      };
}

function exchangeReply(form: URLSearchParams): Reply {
  const right =
    form.get("grant_type") === "urn:ietf:params:oauth:grant-type:token-exchange" &&
    form.get("audience") === audience &&
    form.get("scope") === scope &&
    form.get("requested_token_type") === "urn:ietf:params:oauth:token-type:access_token" &&
    form.get("subject_token_type") === "urn:ietf:params:oauth:token-type:jwt" &&
    form.get("subject_token") === "the-token-of-the-provider";
  return right
    ? { json: { access_token: "of-the-federation", expires_in: 3599, token_type: "Bearer" } }
    : { status: 400, json: { error: "invalid_grant" } };
}

const bearerOf = ({ headers }: Received): string | undefined =>
  headers.authorization?.replace("Bearer ", "");

const refused = (status: number, reason: string): Reply => ({
  status,
  json: { error: { status: reason } },
});

const secretReply = (received: Received): Reply =>
  bearerOf(received) === access
    ? { json: { payload: { data: Buffer.from("of the manager").toString("base64") } } }
    : refused(401, "UNAUTHENTICATED");

const versions = "/v1/projects/my-project/secrets/hub/versions";
const routes: Readonly<Record<string, (received: Received) => Reply>> = {
  "POST /token": ({ body }) => tokenReply(new URLSearchParams(body)),
  "POST /v1/token": ({ body }) => exchangeReply(new URLSearchParams(body)),
  [`POST ${impersonation}`]: (received) =>
    bearerOf(received) === "of-the-federation" && JSON.parse(received.body).scope[0] === scope
      ? { json: { accessToken: access, expireTime: "2030-01-01T00:00:00Z" } }
      : refused(403, "PERMISSION_DENIED"),
  "GET /computeMetadata/v1/instance/service-accounts/default/token": ({ headers }) =>
    headers["metadata-flavor"] === "Google"
      ? { json: { access_token: access, expires_in: 3599 } }
      : { status: 403, text: "" },
  "GET /subject": () => ({ json: { id_token: "the-token-of-the-provider" } }),
  [`GET ${versions}/latest:access`]: secretReply,
  [`GET ${versions}/7:access`]: secretReply,
};

const googleReply = (received: Received): Reply =>
  routes[`${received.method} ${received.path}`]?.(received) ?? refused(404, "NOT_FOUND");

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tare-google-"));
  google = await serviceOf(googleReply);
});

afterAll(async () => {
  await google[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const file = (content: unknown): Record<string, string> => {
  const path = join(folder, "credentials.json");
  writeFileSync(path, JSON.stringify(content));
  return { GOOGLE_APPLICATION_CREDENTIALS: path };
};

const read = async (env: Record<string, string>, place = "my-project/hub") => {
  const base = { CLOUDSDK_API_ENDPOINT_OVERRIDES_SECRETMANAGER: `${google.url}/`, HOME: folder };
  return gcpSm.connect(worldOf({ ...base, ...env })).read(place);
};

const account = () => ({
  type: "service_account",
  client_email: "train@p.iam.gserviceaccount.com",
  private_key_id: "key-1",
  private_key: pem,
  token_uri: `${google.url}/token`,
});
const federation = (source: unknown) => ({
  type: "external_account",
  audience,
  subject_token_type: "urn:ietf:params:oauth:token-type:jwt",
  token_url: `${google.url}/v1/token`,
  service_account_impersonation_url: google.url + impersonation,
  credential_source: source,
});
const found = { content: { kind: "text", text: "of the manager" }, lifetime: "static" };

test("signs in with the key of a service account", async () => {
  expect(await read(file(account()))).toEqual(found);
  expect(await read(file(account()), "my-project/hub/7")).toEqual(found);
  const other = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  const private_key = other.export({ type: "pkcs8", format: "pem" });
  await expect(read(file({ ...account(), private_key }))).rejects.toThrow(
    "signing in to Google failed: status 400, invalid_grant",
  );
});

test("a key that cannot be used is not in the message", async () => {
  const private_key = `${["-----BEGIN", "PRIVATE KEY-----"].join(" ")}\nthe-key`;
  const error = await read(file({ ...account(), private_key })).catch(String);
  expect(error).toContain("the private key in the Google credentials cannot be used");
  expect(error).not.toContain("the-key");
});

test("changes the token of another provider, from a file and from an address", async () => {
  const token = join(folder, "subject");
  writeFileSync(token, "the-token-of-the-provider\n");
  expect(await read(file(federation({ file: token })))).toEqual(found);
  const url = `${google.url}/subject`;
  const format = { type: "json", subject_token_field_name: "id_token" };
  expect(await read(file(federation({ url, format })))).toEqual(found);
  writeFileSync(token, "of somebody else");
  await expect(read(file(federation({ file: token })))).rejects.toThrow(
    "status 400, invalid_grant",
  );
  await expect(read(file(federation({ environment_id: "aws1" })))).rejects.toThrow(
    "neither file nor url",
  );
});

test("is what the machine is", async () => {
  expect(await read({ GCE_METADATA_HOST: `127.0.0.1:${google.port}` })).toEqual(found);
});

test("says what is missing", async () => {
  await expect(read(file(account()), "my-project/none")).rejects.toThrow(
    "'gcp-sm://my-project/none' failed: status 404, NOT_FOUND",
  );
  await expect(read(file(account()), "only")).rejects.toThrow("names no secret");
  await expect(read(file({ type: "other" }))).rejects.toThrow("type 'other' are not known");
});
