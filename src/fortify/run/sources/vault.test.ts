import { createSign, generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { program } from "../../../../test/kit/tools.ts";
import type { Grant } from "../source.ts";
import {
  freePort,
  type Received,
  serviceOf,
  startedServer,
  worldOf,
} from "../../../sources/cloud/testing.ts";
import { vault } from "./vault.ts";

const bao = program("bao");
const keys = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A JSON web token that ends in a minute. */
function signed(claims: Record<string, unknown>): string {
  const exp = Math.floor(Date.now() / 1000) + 60;
  const parts = [{ alg: "RS256" }, { ...claims, exp }];
  const text = parts.map((each) => Buffer.from(JSON.stringify(each)).toString("base64url"));
  const sign = createSign("RSA-SHA256").update(text.join("."));
  return [...text, sign.sign(keys.privateKey, "base64url")].join(".");
}

describe.skipIf(bao === undefined)("a real OpenBao", () => {
  const root = "root-of-the-test";
  let url: string;
  let server: AsyncDisposable;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "tare-vault-"));
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const args = ["server", "-dev", "-dev-no-store-token", `-dev-root-token-id=${root}`];
    const listen = `-dev-listen-address=127.0.0.1:${port}`;
    server = await startedServer(bao ?? "", [...args, listen], `${url}/v1/sys/health`);
    await bidden("sys/mounts/old", { type: "kv", options: { version: "1" } });
    await bidden("old/hub", { token: "of the first version" });
    await bidden("secret/data/hub", {
      data: { token: "of the second", "a.b": "dotted", n: { m: 5 } },
    });
    await bidden("sys/policies/acl/reader", {
      policy:
        'path "secret/data/*" { capabilities = ["read"] } path "rabbit/creds/*" { capabilities = ["read"] }',
    });
  }, 60_000);

  afterAll(async () => {
    await server[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true });
  });

  /** An answer of the server: of which parts there are each test knows. */
  interface Answer {
    // oxlint-disable-next-line typescript/no-explicit-any
    readonly data: any;
  }

  /** What an administrator does, by the root's token. */
  async function bidden(path: string, input?: unknown, headers = {}): Promise<Answer> {
    const response = await fetch(`${url}/v1/${path}`, {
      method: input === undefined ? "GET" : "POST",
      headers: { "x-vault-token": root, ...headers },
      ...(input !== undefined && { body: JSON.stringify(input) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${text}`);
    return (text === "" ? {} : JSON.parse(text)) as Answer;
  }

  const read = async (place: string, env: Record<string, string>): Promise<Grant["content"]> => {
    const connection = vault.connect(worldOf({ VAULT_ADDR: url, HOME: folder, ...env }));
    const { content } = await connection.read(place);
    await connection.close?.();
    return content;
  };

  const ofSecond = {
    kind: "fields",
    fields: { token: "of the second", "a.b": "dotted", n: { m: 5 } },
  };

  test("gives key-value secrets of both versions, which are static", async () => {
    const connection = vault.connect(worldOf({ BAO_ADDR: `${url}/`, BAO_TOKEN: root }));
    expect(await connection.read("secret/data/hub")).toEqual({
      content: ofSecond,
      lifetime: "static",
    });
    expect(await connection.read("old/hub")).toEqual({
      content: { kind: "fields", fields: { token: "of the first version" } },
      lifetime: "static",
    });
  });

  test("says what is missing, and hides the token in what the server says", async () => {
    const env = { VAULT_TOKEN: root };
    await expect(read("secret/data/none", env)).rejects.toThrow(
      "'vault://secret/data/none' failed: status 404",
    );
    await expect(read("secret/hub", env)).rejects.toThrow("Invalid path for a versioned K/V");
    await expect(read("secret/data/hub", { VAULT_TOKEN: "wrong" })).rejects.toThrow(
      "'vault://secret/data/hub' failed: status 403",
    );
    await expect(read("secret/data/hub", {})).rejects.toThrow("nothing says who tare is to Vault");
  });

  test("signs in by AppRole, and takes its token back", async () => {
    await bidden("sys/auth/approle", { type: "approle" });
    await bidden("auth/approle/role/job", { token_policies: "reader", token_ttl: "10m" });
    const { data: role } = await bidden("auth/approle/role/job/role-id");
    const { data: secret } = await bidden("auth/approle/role/job/secret-id", {});
    const file = join(folder, "secret-id");
    writeFileSync(file, `${secret.secret_id}\n`);
    const before = await accessors();
    const env = { VAULT_ROLE_ID: role.role_id, VAULT_SECRET_ID_FILE: file };
    expect(await read("secret/data/hub", env)).toEqual(ofSecond);
    expect(await accessors()).toEqual(before);
    await expect(
      read("secret/data/hub", { ...env, VAULT_SECRET_ID_FILE: "", VAULT_SECRET_ID: "no such id" }),
    ).rejects.toThrow(/signing in to http.* by approle failed: status 400/);
  });

  const accessors = async (): Promise<string[]> =>
    (await bidden("auth/token/accessors?list=true")).data.keys.sort();

  test("signs in by a JSON web token, from a variable, a file and GitHub", async () => {
    const pem = keys.publicKey.export({ type: "spki", format: "pem" });
    await bidden("sys/auth/gitlab", { type: "jwt" });
    await bidden("auth/gitlab/config", {
      jwt_validation_pubkeys: [pem],
      bound_issuer: "https://ci",
    });
    await bidden("auth/gitlab/role/train", {
      role_type: "jwt",
      bound_audiences: ["vault"],
      bound_subject: "project:ml",
      user_claim: "sub",
      token_policies: "reader",
    });
    const jwt = (sub: string): string => signed({ iss: "https://ci", aud: "vault", sub });
    const env = { VAULT_AUTH_PATH: "gitlab", VAULT_AUTH_ROLE: "train" };
    const token = jwt("project:ml");
    expect(await read("secret/data/hub", { ...env, VAULT_ID_TOKEN: token })).toEqual(ofSecond);
    const file = join(folder, "id-token");
    writeFileSync(file, token);
    expect(await read("secret/data/hub", { ...env, VAULT_ID_TOKEN_FILE: file })).toEqual(ofSecond);
    await using github = await serviceOf(({ headers, query }) =>
      headers.authorization === "Bearer of-the-job" && query.get("audience") === "vault"
        ? { json: { value: jwt("project:ml") } }
        : { status: 403, json: {} },
    );
    const actions = {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${github.url}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: "of-the-job",
      VAULT_ID_TOKEN_AUDIENCE: "vault",
    };
    expect(await read("secret/data/hub", { ...env, ...actions })).toEqual(ofSecond);
    const wrong = jwt("project:other");
    const error = await read("secret/data/hub", { ...env, VAULT_ID_TOKEN: wrong }).catch(String);
    expect(error).toContain("by gitlab failed: status 400");
    expect(error).not.toContain(wrong);
  });

  test("signs in as a pod of Kubernetes", async () => {
    const account = { namespace: "ml", serviceaccount: { name: "train", uid: "1" } };
    const iss = "https://kubernetes.default.svc.cluster.local";
    const pod = signed({ iss, sub: "system:serviceaccount:ml:train", "kubernetes.io": account });
    await using kubernetes = await serviceOf(({ path, body }) => {
      if (path !== "/apis/authentication.k8s.io/v1/tokenreviews") return { status: 404, json: {} };
      const { spec } = JSON.parse(body);
      const user = { username: "system:serviceaccount:ml:train", uid: "1" };
      const status = { authenticated: spec.token === pod, user };
      return {
        status: 201,
        json: { apiVersion: "authentication.k8s.io/v1", kind: "TokenReview", status },
      };
    });
    await bidden("sys/auth/kubernetes", { type: "kubernetes" });
    await bidden("sys/mounts/pki", { type: "pki" });
    const { data: root } = await bidden("pki/root/generate/internal", { common_name: "test" });
    await bidden("auth/kubernetes/config", {
      kubernetes_host: kubernetes.url,
      token_reviewer_jwt: "reviewer",
      kubernetes_ca_cert: root.certificate,
    });
    await bidden("auth/kubernetes/role/train", {
      bound_service_account_names: ["train"],
      bound_service_account_namespaces: ["ml"],
      token_policies: "reader",
    });
    const file = join(folder, "pod-token");
    writeFileSync(file, pod);
    const env = { VAULT_AUTH_ROLE: "train", VAULT_KUBERNETES_TOKEN_FILE: file };
    expect(await read("secret/data/hub", env)).toEqual(ofSecond);
  });

  test("reads in a namespace", async () => {
    await bidden("sys/namespaces/team", {});
    const headers = { "x-vault-namespace": "team" };
    await bidden("sys/mounts/kv", { type: "kv", options: { version: "2" } }, headers);
    await bidden("kv/data/hub", { data: { token: "of the team" } }, headers);
    const env = { VAULT_TOKEN: root, VAULT_NAMESPACE: "team" };
    expect(await read("kv/data/hub", env)).toEqual({
      kind: "fields",
      fields: { token: "of the team" },
    });
    await expect(read("kv/data/hub", { VAULT_TOKEN: root })).rejects.toThrow("status 4");
  });

  /** What an engine makes users with: as much of RabbitMQ's management as OpenBao asks for. */
  async function rabbitmq(users: Set<string>) {
    return serviceOf(({ method, path }: Received) => {
      const [, user] = /^\/api\/users\/([^/]+)$/.exec(decodeURIComponent(path)) ?? [];
      if (user !== undefined && method === "PUT") users.add(user);
      if (user !== undefined && method === "DELETE") users.delete(user);
      if (path.startsWith("/api/permissions") || user !== undefined)
        return { status: 204, text: "" };
      return { json: [] };
    });
  }

  async function withRabbit(url: string, ttl: string): Promise<void> {
    const mounts = await bidden("sys/mounts");
    if (!("rabbit/" in mounts.data)) await bidden("sys/mounts/rabbit", { type: "rabbitmq" });
    const connection = {
      connection_uri: url,
      username: "admin",
      password: "p",
      verify_connection: false,
    };
    await bidden("rabbit/config/connection", connection);
    await bidden("rabbit/config/lease", { ttl, max_ttl: "1h" });
    await bidden("rabbit/roles/train", {
      vhosts: '{"/": {"write": ".*", "read": ".*", "configure": ""}}',
    });
  }

  test("makes credentials for the run, renews them, and gives them back", async () => {
    const users = new Set<string>();
    await using rabbit = await rabbitmq(users);
    await withRabbit(rabbit.url, "2s");
    const world = worldOf({ VAULT_ADDR: url, VAULT_TOKEN: root });
    const connection = vault.connect(world);
    const grant = await connection.read("rabbit/creds/train");
    expect(grant).toMatchObject({ lifetime: "short-lived", ttl: 2, renewed: true });
    expect(users.size).toBe(1);
    await sleep(4500);
    expect(users.size, "it lives longer than its lease").toBe(1);
    expect(world.warnings).toEqual([]);
    await connection.close?.();
    expect(users.size).toBe(0);
  });

  test("a token that was made for the run takes its credentials with it", async () => {
    const users = new Set<string>();
    await using rabbit = await rabbitmq(users);
    await withRabbit(rabbit.url, "10m");
    const { data: role } = await bidden("auth/approle/role/job/role-id");
    const { data: secret } = await bidden("auth/approle/role/job/secret-id", {});
    const env = { VAULT_ADDR: url, VAULT_ROLE_ID: role.role_id, VAULT_SECRET_ID: secret.secret_id };
    const connection = vault.connect(worldOf(env));
    await connection.read("rabbit/creds/train");
    expect(users.size).toBe(1);
    await connection.close?.();
    for (let tries = 0; users.size > 0 && tries < 50; tries++) await sleep(100);
    expect(users.size).toBe(0);
  });

  test("what cannot be given back is said", async () => {
    const users = new Set<string>();
    const rabbit = await rabbitmq(users);
    await withRabbit(rabbit.url, "10m");
    const connection = vault.connect(worldOf({ VAULT_ADDR: url, VAULT_TOKEN: root }));
    await connection.read("rabbit/creds/train");
    await rabbit[Symbol.asyncDispose]();
    await expect(connection.close?.()).rejects.toThrow(
      /giving back the lease rabbit\/creds\/train\/\S+ failed: status 400/,
    );
  }, 60_000);

  test("trusts the certificates of a file, and no others", async () => {
    const port = await freePort();
    const listen = `-dev-listen-address=127.0.0.1:${port}`;
    const tls = ["-dev-tls", `-dev-tls-cert-dir=${folder}`, `-dev-root-token-id=${root}`];
    const health = `http://127.0.0.1:${port}/`;
    await using _ = await startedServer(bao ?? "", ["server", ...tls, listen], health);
    const env = { VAULT_ADDR: `https://127.0.0.1:${port}`, VAULT_TOKEN: root };
    const ca = { VAULT_CACERT: join(folder, "vault-ca.pem") };
    await expect(read("secret/data/none", { ...env, ...ca })).rejects.toThrow("status 404");
    await expect(read("secret/data/none", env)).rejects.toThrow(
      /cannot reach https:.*: UNABLE_TO_VERIFY_LEAF_SIGNATURE/,
    );
  }, 60_000);
});

test("refuses to send a token over a network without encryption", async () => {
  const connection = vault.connect(
    worldOf({ VAULT_ADDR: "http://vault.example:8200", VAULT_TOKEN: "t" }),
  );
  await expect(connection.read("secret/data/hub")).rejects.toThrow(
    "http://vault.example:8200 would send secrets without encryption",
  );
});
