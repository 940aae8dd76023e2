import { type ChildProcess, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serviceOf } from "../src/sources/cloud/testing.ts";
import { readLedger } from "../src/ledger/ledger.ts";

// Each test starts tare, which takes seconds where the machine is busy.
vi.setConfig({ testTimeout: 60_000 });

const tare = resolve("src/cli/bin.ts");
const secret = ["sup3r", "s3cret", "of+the/test="].join("-");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tare-run-test-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly status: number | null;
  readonly output: string;
  readonly errors: string;
}

interface Running {
  readonly child: ChildProcess;
  /** Resolves when the output holds a text. */
  readonly saw: (text: string) => Promise<void>;
  readonly ended: Promise<Ended>;
}

/** Starts `tare run` with pipes for input and output. */
function running(args: readonly string[], env: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [tare, "run", ...args], {
    cwd: folder,
    env: { PATH: process.env["PATH"], HOME: folder, OF_TEST: secret, ...env },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let output = "";
  let errors = "";
  const seen = new EventTarget();
  child.stdout.on("data", (chunk: Buffer) => {
    output += chunk.toString();
    seen.dispatchEvent(new Event("more"));
  });
  child.stderr.on("data", (chunk: Buffer) => (errors += chunk.toString()));
  const saw = async (text: string): Promise<void> => {
    while (!output.includes(text))
      await new Promise((then) => seen.addEventListener("more", then, { once: true }));
  };
  const ended = new Promise<Ended>((then) => {
    child.once("close", (status) => then({ status, output, errors }));
  });
  return { child, saw, ended };
}

const ran = async (args: readonly string[], env?: Record<string, string>): Promise<Ended> =>
  running(args, env).ended;
const script = (text: string): readonly string[] => ["--", "sh", "-c", text];
const withSecret = ["-q", "--secret", "KEY=env:OF_TEST"] as const;

test("the command has the secret, and prints it masked in every spelling", async () => {
  const text = `printf '%s' "$KEY" | wc -c
    echo "plain $KEY"; echo "$KEY" >&2
    printf '%s' "$KEY" | base64; printf 'x%s' "$KEY" | base64; printf 'xy%s' "$KEY" | base64
    printf '%s' "$KEY" | od -An -tx1 | tr -d ' \\n'; echo
    printf '%s' "$KEY" | sed 's/+/%2B/; s/\\//%2F/; s/=/%3D/'; echo
    printf '\\033[31msup3r\\033[0m-%s\\n' "\${KEY#sup3r-}"
    printf 'sup3r-'; sleep 0.3; printf '%s\\n' "\${KEY#sup3r-}"`;
  const { status, output, errors } = await ran([...withSecret, ...script(text)]);
  expect(status).toBe(0);
  expect(output).toMatch(/^\s*25\nplain \*\*\*\n/);
  expect(errors).toBe("***\n");
  const lines = output.trim().split("\n").slice(2);
  expect(lines).toHaveLength(7);
  for (const line of lines)
    expect(line.replaceAll(/\u001b\[\d+m/g, "")).toMatch(/^.{0,4}\*{3}.{0,4}$/);
});

test.each([
  ["exit 7", 7],
  ["kill -TERM $$", 143],
  ["kill -KILL $$", 137],
])("'%s' ends with the status %i, as in a shell", async (text, status) => {
  expect((await ran([...withSecret, ...script(text)])).status).toBe(status);
});

test("a command that is not there, or no program, has the shell's status", async () => {
  writeFileSync(join(folder, "data"), "");
  expect(await ran(["-q", "--", "no-such-command"])).toEqual({
    status: 127,
    output: "",
    errors: "tare: 'no-such-command' was not found\n",
  });
  expect((await ran(["-q", "--", "./data"])).status).toBe(126);
});

test("signals reach the command, which may go on", async () => {
  const names = ["INT", "HUP", "USR1", "USR2", "QUIT", "TERM"];
  const traps = names.map((name) => `trap 'echo got ${name} $KEY' ${name}`).join("; ");
  const text = `${traps}; trap 'exit 9' TERM; echo ready; while :; do sleep 0.05; done`;
  const { child, saw, ended } = running([...withSecret, ...script(text)]);
  await saw("ready");
  for (const name of names.slice(0, -1)) {
    child.kill(`SIG${name}` as NodeJS.Signals);
    await saw(`got ${name} ***`);
  }
  child.kill("SIGTERM");
  expect((await ended).status).toBe(9);
});

test("input reaches the command, and its end", async () => {
  const { child, ended } = running([...withSecret, "--", "cat"]);
  child.stdin?.end(`a line\n${secret}\nno end`);
  expect(await ended).toMatchObject({ status: 0, output: "a line\n***\nno end" });
});

test("bytes that are no text pass as they are", async () => {
  const bytes = randomBytes(300_000);
  writeFileSync(join(folder, "bytes"), bytes);
  const child = spawn(process.execPath, [tare, "run", ...withSecret, "--", "cat", "bytes"], {
    cwd: folder,
    env: { ...process.env, OF_TEST: secret },
    stdio: ["ignore", "pipe", "ignore"],
  });
  expect(Buffer.concat(await child.stdout.toArray()).equals(bytes)).toBe(true);
});

test("a reader that goes away ends the command as without tare", async () => {
  const { child, saw, ended } = running([
    ...withSecret,
    ...script("yes || echo $? > status; exit 3"),
  ]);
  await saw("y\n");
  child.stdout?.destroy();
  expect((await ended).status).toBe(3);
});

test("what the command leaves behind does not hold tare up", async () => {
  const began = performance.now();
  const { status, output } = await ran([...withSecret, ...script("sleep 20 & echo done")]);
  expect([status, output]).toEqual([0, "done\n"]);
  expect(performance.now() - began).toBeLessThan(15_000);
}, 40_000);

test("a secret that cannot be had: nothing is run, and nothing is said of any other", async () => {
  const args = [...withSecret, "--secret", "OTHER=env:NONE", ...script("touch ran; echo $KEY")];
  const { status, output, errors } = await ran(args);
  expect([status, output]).toEqual([2, ""]);
  expect(errors).toBe(
    "tare: 'env:NONE': the variable is not set\nhint: set NONE where tare is started\n",
  );
  expect(() => readFileSync(join(folder, "ran"))).toThrow("ENOENT");
});

test("references stand in tare.yaml and in env files, too", async () => {
  writeFileSync(
    join(folder, "tare.yaml"),
    "secrets:\n  ONE: env:OF_TEST\n  TWO: file:two.json#a.b\n",
  );
  writeFileSync(join(folder, "two.json"), '{"a": {"b": "the-second-secret"}}');
  writeFileSync(join(folder, "job.env"), "THREE=file:three\nEPOCHS=3\n");
  writeFileSync(join(folder, "three"), "the-third-secret\n");
  const text =
    'echo $ONE $TWO $THREE $EPOCHS; test "$TWO $THREE" = "the-second-secret the-third-secret"';
  const { status, output, errors } = await ran(["--dotenv", "job.env", ...script(text)]);
  expect([status, output]).toEqual([0, "*** *** *** 3\n"]);
  expect(errors).toBe(
    "tare: ONE from env:OF_TEST: static\n" +
      "tare: TWO from file:two.json#a.b: static\n" +
      "tare: THREE from file:three: static\n",
  );
});

test("a .env file that is not there is said by tare, and nothing is run", async () => {
  const { status, errors } = await ran(["--dotenv", "none.env", ...script("touch ran")]);
  expect([status, errors]).toEqual([2, "tare: dotenv 'none.env': no such file\n"]);
  expect(() => readFileSync(join(folder, "ran"))).toThrow("ENOENT");
});

test("files that the command wrote are looked into, and others are not", async () => {
  writeFileSync(join(folder, "old.txt"), secret);
  const text = `printf '%s' "$KEY" | base64 > coded.txt; echo "key: $KEY" > plain.txt; echo > empty.txt`;
  const args = [...withSecret, "--watch", ".", "-o", "report.json"];
  const { status, output } = await ran([...args, ...script(text)]);
  expect([status, output]).toEqual([1, ""]);
  const report = readFileSync(join(folder, "report.json"), "utf8");
  expect(report).not.toContain(secret);
  const { findings } = JSON.parse(report);
  const paths = findings.map((each: { location: { path: string } }) => each.location.path).sort();
  expect(paths).toEqual(["coded.txt", "plain.txt"]);
  // A command that failed has its own status.
  expect((await ran([...args, ...script(`${text}; exit 5`)])).status).toBe(5);
  expect((await ran([...args, ...script("echo harmless > plain.txt")])).status).toBe(0);
}, 60_000);

test("the ledger has where each secret came from, and no value", async () => {
  await using vault = await serviceOf(({ path, headers }) => {
    if (headers["x-vault-token"] !== "token-of-the-test") return { status: 403, json: {} };
    if (path === "/v1/sys/leases/revoke")
      return { status: 403, json: { errors: ["permission denied"] } };
    const data = { access_key: "AKIA-of-test", secret_key: "secret-of-test" };
    return { json: { lease_id: "aws/creds/train/1", lease_duration: 3600, renewable: true, data } };
  });
  const env = { VAULT_ADDR: vault.url, VAULT_TOKEN: "token-of-the-test" };
  const args = ["--secret", "AWS_KEY=vault://aws/creds/train#secret_key", "-s", "KEY=env:OF_TEST"];
  const { status, errors } = await ran([...args, ...script("echo $KEY $AWS_KEY; exit 4")], env);
  expect(status).toBe(4);
  expect(errors.split("\n")).toEqual([
    "tare: AWS_KEY from vault://aws/creds/train#secret_key: short-lived, 1 hour, renewed while the command runs",
    "tare: KEY from env:OF_TEST: static",
    "tare: giving back the lease aws/creds/train/1 failed: status 403, permission denied",
    "",
  ]);
  const happened = readLedger(folder).events.map(({ happening: { ...each } }) => each);
  const [job] = happened.flatMap((each) => ("job" in each ? [each.job] : []));
  expect(happened).toEqual([
    {
      type: "secret-fetched",
      name: "AWS_KEY",
      source: "vault",
      lifetime: "short-lived",
      ttl: 3600,
      secret: "vault://aws/creds/train#secret_key",
      job,
    },
    {
      type: "secret-fetched",
      name: "KEY",
      source: "environment",
      lifetime: "static",
      secret: "env:OF_TEST",
      job,
    },
    { type: "credential-left", job, reason: expect.stringContaining("permission denied") },
    { type: "job-finished", command: "sh", status: 4, masked: 2, job, variables: 1 },
  ]);
  const text = readFileSync(join(folder, ".tare/ledger.jsonl"), "utf8");
  for (const each of [secret, "secret-of-test", "token-of-the-test"])
    expect(text).not.toContain(each);
});

test("what was made for the run is given back after a signal, too", async () => {
  const revoked: string[] = [];
  await using vault = await serviceOf(({ path, body }) => {
    if (path === "/v1/sys/leases/revoke") {
      revoked.push(JSON.parse(body).lease_id);
      return { status: 204, text: "" };
    }
    return {
      json: { lease_id: "db/creds/x/1", lease_duration: 60, data: { password: "of-a-minute" } },
    };
  });
  const env = { VAULT_ADDR: vault.url, VAULT_TOKEN: "token-of-the-test" };
  const args = ["-q", "-s", "DB=vault://db/creds/x#password", ...script("echo ready; sleep 20")];
  const { child, saw, ended } = running(args, env);
  await saw("ready");
  child.kill("SIGTERM");
  expect((await ended).status).toBe(143);
  expect(revoked).toEqual(["db/creds/x/1"]);
});

test("trackers are kept quiet where that is wanted", async () => {
  const text = 'echo "$WANDB_DISABLE_GIT $WANDB_CONSOLE $COMET_AUTO_LOG_GIT_PATCH"';
  const loud = { WANDB_CONSOLE: "wrap" };
  expect((await ran(["-q", "--quiet-trackers", ...script(text)], loud)).output).toBe(
    "true off false\n",
  );
  expect((await ran(["-q", ...script(text)], loud)).output).toBe(" wrap \n");
});
