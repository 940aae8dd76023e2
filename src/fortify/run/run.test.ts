import { EventEmitter } from "node:events";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";
import { folderOf } from "../../scan/testing.ts";
import { type Received, type Reply, serviceOf } from "../../sources/cloud/testing.ts";
import type { Host } from "./host.ts";
import { orderIn } from "./reference.ts";
import { run, type Run } from "./run.ts";

/** A process without a terminal, whose signals the test sends. */
function hostOf() {
  const signals = new EventEmitter();
  const [stdin, stdout, stderr] = [new PassThrough(), new PassThrough(), new PassThrough()];
  const host = Object.assign(signals, { stdin, stdout, stderr, pid: 1, kill: () => true });
  return { host: host as unknown as Host, signals, stdout, stderr };
}

/** Runs a shell script, unless the changes name another command. */
async function ran(script: string, changes: Partial<Run> = {}, process = hostOf()) {
  const warnings: string[] = [];
  const outcome = await run({
    command: ["/bin/sh", "-c", script],
    orders: [orderIn("KEY=env:SOURCE", ["env", "vault"])],
    plain: {},
    quietTrackers: false,
    env: { PATH: "/usr/bin:/bin", SOURCE: "the value of it" },
    host: process.host,
    warn: (message) => void warnings.push(message),
    onFetched: async () => undefined,
    ...changes,
  });
  process.stdout.end();
  process.stderr.end();
  return {
    ...outcome,
    warnings,
    out: await text(process.stdout),
    errors: await text(process.stderr),
  };
}

test("a command has what was fetched, and both of its streams are masked", async () => {
  const done = await ran('printf "%s." "$KEY"; printf "%s!" "$KEY" >&2; exit 3');
  expect(done).toMatchObject({ status: 3, masked: 2, fetched: 1, kept: [], warnings: [] });
  expect([done.out, done.errors]).toEqual(["***.", "***!"]);
});

test("a value that is too short to be masked is told of once", async () => {
  const { warnings } = await ran("true", { env: { PATH: "/bin", SOURCE: "abc" } });
  expect(warnings).toEqual(["the value of KEY is too short to be masked"]);
});

test("a command that cannot be run has the status of shells, and is told of", async () => {
  await using folder = await folderOf({ "no-program": "" });
  const missing = await ran("", { command: ["no-such-command"] });
  expect(missing).toMatchObject({ status: 127, warnings: ["'no-such-command' was not found"] });
  const path = join(folder.path, "no-program");
  const plain = await ran("", { command: [path] });
  expect(plain).toMatchObject({ status: 126, warnings: [`'${path}' cannot be executed`] });
});

test("a signal that comes before the command starts keeps it from starting", async () => {
  await using folder = await folderOf({});
  const file = join(folder.path, "made");
  const process = hostOf();
  const onFetched = async () => void process.signals.emit("SIGTERM", "SIGTERM");
  expect(await ran(`touch '${file}'`, { onFetched }, process)).toMatchObject({ status: 143 });
  expect(existsSync(file)).toBe(false);
  expect(process.signals.eventNames()).toEqual([]);
});

// A fake of Vault's AWS engine, as its documentation has it:
// https://developer.hashicorp.com/vault/api-docs/secret/aws#generate-credentials
function vault() {
  const asked: string[] = [];
  const data = { access_key: "the-access-key" };
  const reply = ({ method, path }: Received): Reply => {
    asked.push(`${method} ${path}`);
    return path === "/v1/sys/leases/revoke"
      ? { status: 204, text: "" }
      : { json: { lease_id: "aws/creds/train/1", renewable: false, lease_duration: 3600, data } };
  };
  return { asked, reply };
}

test("what was made for a run is given back, however that ends", async () => {
  const { asked, reply } = vault();
  await using service = await serviceOf(reply);
  await using folder = await folderOf({});
  const file = join(folder.path, "made");
  const changes = {
    orders: [orderIn("KEY=vault://aws/creds/train#access_key", ["vault"])],
    env: { PATH: "/usr/bin:/bin", VAULT_ADDR: service.url, VAULT_TOKEN: "root-token" },
  };
  const both = ["GET /v1/aws/creds/train", "POST /v1/sys/leases/revoke"];

  await ran("exit 1", changes);
  expect(asked.splice(0)).toEqual(both);

  const onFetched = async () => Promise.reject(new Error("the ledger is full"));
  await expect(ran(`touch '${file}'`, { ...changes, onFetched })).rejects.toThrow("ledger is full");
  expect(asked).toEqual(both);
  expect(existsSync(file)).toBe(false);
});
