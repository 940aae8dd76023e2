import { expect, test } from "vitest";
import { TareError } from "../../core/error.ts";
import { fetchAll } from "./fetched.ts";
import { orderIn } from "./reference.ts";
import type { SecretSource } from "./source.ts";
import { all as sources } from "./sources/index.ts";
import { type Received, type Reply, serviceOf, worldOf } from "../../sources/cloud/testing.ts";

const schemes = sources.map(({ scheme }) => scheme);
const orders = (...texts: string[]) => texts.map((text) => orderIn(text, schemes));

// A fake of Vault's AWS engine, which OpenBao has no longer: a pair of keys for each time that it
// is read, as https://developer.hashicorp.com/vault/api-docs/secret/aws#generate-credentials says.
function awsEngine() {
  const pairs: string[] = [];
  const asked: string[] = [];
  const reply = ({ method, path, headers, body }: Received): Reply => {
    asked.push(`${method} ${path}`);
    if (headers["x-vault-token"] !== "root-token")
      return { status: 403, json: { errors: ["permission denied"] } };
    if (path === "/v1/sys/leases/revoke") {
      pairs.splice(pairs.indexOf(JSON.parse(body).lease_id), 1);
      return { status: 204, text: "" };
    }
    if (path !== "/v1/aws/creds/train") return { status: 404, json: { errors: [] } };
    const lease_id = `aws/creds/train/${pairs.length}`;
    pairs.push(lease_id);
    const data = {
      access_key: `AKIA${lease_id}`,
      secret_key: `secret of ${lease_id}`,
      security_token: null,
    };
    return { json: { request_id: "1", lease_id, renewable: true, lease_duration: 3600, data } };
  };
  return { pairs, asked, reply };
}

test("two variables of one place are of one pair of keys, which is given back", async () => {
  const engine = awsEngine();
  await using service = await serviceOf(engine.reply);
  const world = worldOf({ VAULT_ADDR: service.url, VAULT_TOKEN: "root-token" });
  const purse = await fetchAll(
    orders(
      "AWS_ACCESS_KEY_ID=vault://aws/creds/train#access_key",
      "AWS_SECRET_ACCESS_KEY=vault://aws/creds/train#secret_key",
    ),
    sources,
    world,
  );
  expect(purse.secrets.map(({ name, value }) => [name, value.reveal()])).toEqual([
    ["AWS_ACCESS_KEY_ID", "AKIAaws/creds/train/0"],
    ["AWS_SECRET_ACCESS_KEY", "secret of aws/creds/train/0"],
  ]);
  expect(purse.secrets[0]).toMatchObject({
    source: "vault",
    lifetime: "short-lived",
    ttl: 3600,
    renewed: true,
  });
  expect(engine.pairs).toHaveLength(1);
  expect(await purse.close()).toEqual([]);
  expect(engine.pairs).toEqual([]);
  expect(engine.asked).toEqual(["GET /v1/aws/creds/train", "POST /v1/sys/leases/revoke"]);
});

test("what was made is given back when another secret cannot be had", async () => {
  const engine = awsEngine();
  await using service = await serviceOf(engine.reply);
  const world = worldOf({ VAULT_ADDR: service.url, VAULT_TOKEN: "root-token" });
  const both = orders("KEY=vault://aws/creds/train#access_key", "OTHER=env:NONE");
  await expect(fetchAll(both, sources, world)).rejects.toThrow(
    "'env:NONE': the variable is not set",
  );
  expect(engine.asked).toContain("POST /v1/sys/leases/revoke");
  expect(engine.pairs).toEqual([]);
});

test("says which fields there are, and nothing of what they hold", async () => {
  const engine = awsEngine();
  await using service = await serviceOf(engine.reply);
  const world = worldOf({ VAULT_ADDR: service.url, VAULT_TOKEN: "root-token" });
  const error = await fetchAll(orders("KEY=vault://aws/creds/train"), sources, world).catch(
    (each: unknown) => each as TareError,
  );
  expect(error).toMatchObject({
    message: "'vault://aws/creds/train' has several fields",
    hint: "name one behind #: access_key, secret_key, security_token",
  });
});

test("an empty value is none", async () => {
  const source: SecretSource = {
    scheme: "file",
    id: "file",
    example: "",
    connect: () => ({
      read: async () => ({ content: { kind: "text", text: "" }, lifetime: "static" }),
    }),
  };
  await expect(fetchAll(orders("KEY=file:x"), [source], worldOf({}))).rejects.toThrow(
    "'file:x' cannot be the value of a variable",
  );
});

test("a wrong order says what it must be, and not what it was", () => {
  const key = ["hf", "QwErTyUiOpAsDfGhJkLzXcVbNmQwErTyUi"].join("_");
  expect(() => orders(`HF_TOKEN=${key}`)).toThrow(
    "what 'HF_TOKEN' is set to names no source of secrets",
  );
  expect(() => orders("HF_TOKEN")).toThrow("--secret takes NAME=REF");
  expect(() => orders("HF-TOKEN=env:A")).toThrow("'HF-TOKEN' cannot name a variable");
});
