import { createSign, createVerify, generateKeyPairSync } from "node:crypto";
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
import { azureKv } from "./azure-kv.ts";

// Fakes of Entra, of the metadata service and of a vault: each answers only what its documentation
// says is asked, and Entra checks the workload's token as it would. No real Azure was asked.

const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
const tenant = "11111111-2222-3333-4444-555555555555";
const client = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";
const access = "the-access-token-of-azure";
const end = Math.floor(Date.now() / 1000) + 3600;
let folder: string;
let entra: Service;
let metadata: Service;
let vault: Service;

const encoded = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString("base64url");
function workloadToken(claims: Record<string, unknown>): string {
  const text = [{ alg: "RS256" }, { exp: end, ...claims }].map(encoded).join(".");
  return `${text}.${createSign("RSA-SHA256").update(text).sign(keys.privateKey, "base64url")}`;
}

function isOfWorkload(token: string): boolean {
  const [header, payload, signature = ""] = token.split(".");
  const verify = createVerify("RSA-SHA256").update(`${header}.${payload}`);
  const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString());
  const right =
    claims.aud === "api://AzureADTokenExchange" && claims.sub === "job" && claims.exp > 0;
  return right && verify.verify(keys.publicKey, signature, "base64url");
}

function entraReply({ method, path, headers, body }: Received): Reply {
  const form = new URLSearchParams(body);
  const asked =
    method === "POST" &&
    path === `/${tenant}/oauth2/v2.0/token` &&
    headers["content-type"] === "application/x-www-form-urlencoded" &&
    form.get("grant_type") === "client_credentials" &&
    form.get("scope") === "https://vault.azure.net/.default" &&
    form.get("client_id") === client;
  if (!asked) return { status: 400, json: { error: "invalid_request" } };
  const type = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
  const proven =
    form.get("client_secret") === "the-secret-of-the-application" ||
    (form.get("client_assertion_type") === type &&
      isOfWorkload(form.get("client_assertion") ?? ""));
  return proven
    ? { json: { token_type: "Bearer", expires_in: 3599, access_token: access } }
    : { status: 401, json: { error: "invalid_client", error_description: "AADSTS7000215 …" } };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tare-azure-"));
  entra = await serviceOf(entraReply);
  metadata = await serviceOf(({ path, query, headers }) => {
    const asked =
      query.get("resource") === "https://vault.azure.net" &&
      ((path === "/metadata/identity/oauth2/token" &&
        query.get("api-version") === "2018-02-01" &&
        headers["metadata"] === "true") ||
        (path === "/msi/token" &&
          query.get("api-version") === "2019-08-01" &&
          headers["x-identity-header"] === "of-the-app"));
    return asked
      ? { json: { access_token: access, expires_in: "3599" } }
      : { status: 400, json: {} };
  });
  vault = await serviceOf(({ path, query, headers }) => {
    if (headers.authorization !== `Bearer ${access}`)
      return { status: 401, json: { error: { code: "Unauthorized" } } };
    if (query.get("api-version") !== "7.4") return { status: 400, json: {} };
    if (path === "/secrets/hub-token")
      return { json: { value: "of the vault", attributes: { enabled: true } } };
    if (path === "/secrets/hub-token/0123456789abcdef")
      return { json: { value: "of a version", attributes: { exp: end } } };
    return { status: 404, json: { error: { code: "SecretNotFound", message: "…" } } };
  });
});

afterAll(async () => {
  for (const each of [entra, metadata, vault]) await each[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const read = async (env: Record<string, string>, name = "hub-token") =>
  azureKv
    .connect(worldOf({ AZURE_AUTHORITY_HOST: entra.url, ...env }))
    .read(`127.0.0.1:${vault.port}/${name}`);

const application = { AZURE_TENANT_ID: tenant, AZURE_CLIENT_ID: client };
const withSecret = { ...application, AZURE_CLIENT_SECRET: "the-secret-of-the-application" };
const found = { content: { kind: "text", text: "of the vault" }, lifetime: "static" };

test("signs in with the secret of an application", async () => {
  expect(await read(withSecret)).toEqual(found);
  await expect(read({ ...application, AZURE_CLIENT_SECRET: "another-secret" })).rejects.toThrow(
    "signing in to Azure failed: status 401, invalid_client",
  );
});

test("signs in with the token of a workload, before it takes a secret", async () => {
  const file = join(folder, "token");
  writeFileSync(file, workloadToken({ aud: "api://AzureADTokenExchange", sub: "job" }));
  const wrong = { AZURE_CLIENT_SECRET: "another-secret" };
  expect(await read({ ...application, ...wrong, AZURE_FEDERATED_TOKEN_FILE: file })).toEqual(found);
  writeFileSync(file, workloadToken({ aud: "api://other", sub: "job" }));
  await expect(read({ ...application, AZURE_FEDERATED_TOKEN_FILE: file })).rejects.toThrow(
    "status 401",
  );
});

test("asks GitHub for a token that is made for Azure", async () => {
  await using github = await serviceOf(({ query }) => ({
    json: { value: workloadToken({ aud: query.get("audience"), sub: "job" }) },
  }));
  const env = { ACTIONS_ID_TOKEN_REQUEST_URL: github.url, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "t" };
  expect(await read({ ...application, ...env })).toEqual(found);
});

test("is what the machine or the App Service is", async () => {
  expect(await read({ AZURE_POD_IDENTITY_AUTHORITY_HOST: metadata.url })).toEqual(found);
  const service = { IDENTITY_ENDPOINT: `${metadata.url}/msi/token`, IDENTITY_HEADER: "of-the-app" };
  expect(await read(service)).toEqual(found);
});

test("gives a version, and says when it ends", async () => {
  const { content, ttl } = await read(withSecret, "hub-token/0123456789abcdef");
  expect(content).toEqual({ kind: "text", text: "of a version" });
  expect(ttl).toBeGreaterThan(3500);
  expect(ttl).toBeLessThanOrEqual(3600);
});

test("says what is missing", async () => {
  await expect(read(withSecret, "none")).rejects.toThrow(
    /'azure-kv:\/\/127.0.0.1:\d+\/none' failed: status 404, SecretNotFound/,
  );
});

test("sends its token to vaults of Azure alone", async () => {
  const { read } = azureKv.connect(worldOf({}));
  await expect(read("vault.azure.net.example.com/hub")).rejects.toThrow("is no key vault of Azure");
  await expect(read("evil.example/hub")).rejects.toThrow("is no key vault of Azure");
  await expect(read("only-a-vault")).rejects.toThrow("names no secret");
});
