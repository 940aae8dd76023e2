import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { program } from "../../../test/kit/tools.ts";
import { GsStore } from "../../sources/bucket/gs.ts";
import { freePort, serviceOf, startedServer, worldOf } from "../../sources/cloud/testing.ts";
import { HttpClient } from "../../sources/http/client.ts";
import { served } from "../../sources/http/testing.ts";
import { fakeToken, folderOf, scanned } from "../testing.ts";
import { placesIn } from "./testing.ts";

const emulator = program("fake-gcs-server");

describe.skipIf(emulator === undefined)("a real fake-gcs-server", () => {
  let url: string;
  let server: AsyncDisposable;

  const asked = async (path: string, request: RequestInit): Promise<void> => {
    const answer = await fetch(`${url}/${path}`, request);
    if (!answer.ok) throw new Error(await answer.text());
    await answer.arrayBuffer();
  };
  const put = async (key: string, body: string): Promise<void> =>
    asked(`upload/storage/v1/b/models/o?uploadType=media&name=${encodeURIComponent(key)}`, {
      method: "POST",
      body,
    });

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    const options = ["-backend", "memory", "-scheme", "http", "-host", "127.0.0.1"];
    server = await startedServer(emulator ?? "", [...options, "-port", String(port)], url);
    vi.stubEnv("STORAGE_EMULATOR_HOST", `127.0.0.1:${port}`);
    const headers = { "content-type": "application/json" };
    const bucket = JSON.stringify({ name: "models", versioning: { enabled: true } });
    await asked("storage/v1/b", { method: "POST", headers, body: bucket });
    await put("llama/config.json", `{"token": "${fakeToken("A")}"}`);
    await put("llama/config.json", '{"token": "none"}');
    const metadata = JSON.stringify({ metadata: { by: "/home/asmith/project/train.py" } });
    const place = `storage/v1/b/models/o/${encodeURIComponent("llama/config.json")}`;
    await asked(place, { method: "PATCH", headers, body: metadata });
    await put("llama/a b+c&d'(é)!*~.txt", fakeToken("B"));
    await put("llama/gone.env", `HF_TOKEN=${fakeToken("C")}`);
    await asked("storage/v1/b/models/o/llama%2Fgone.env", { method: "DELETE" });
    await put("llama-2/other.txt", fakeToken("D"));
  }, 120_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await server[Symbol.asyncDispose]();
  }, 60_000);

  const inFolder = [
    "home-path gs://models/llama/config.json!/metadata.json",
    "huggingface-user-token gs://models/llama/a b+c&d'(é)!*~.txt",
  ];

  test("looks at what a folder of a bucket holds, and at what is written beside objects", async () => {
    const report = await scanned(["gs://models/llama"]);
    expect(report.gaps).toEqual([]);
    expect(placesIn(report)).toEqual(inFolder);
  });

  test("looks at old versions and deleted objects", async () => {
    const report = await scanned(["gs://models/llama"], { git: { versions: true } });
    expect(placesIn(report)).toEqual(
      [
        ...inFolder,
        // The emulator gives all versions of an object the metadata of one.
        ...placesIn(report).filter((each) => each.includes("config.json?!/metadata")),
        "huggingface-user-token gs://models/llama/config.json?",
        "huggingface-user-token gs://models/llama/gone.env?",
      ].toSorted(),
    );
  });

  test("reads again only what was changed", async () => {
    await using folder = await folderOf({});
    const seen = join(folder.path, "seen");
    const run = async () => (await scanned(["gs://models"], { git: { seen } })).summary.files;
    expect(await run()).toBe(3);
    await put("llama-2/other.txt", "changed");
    expect(await run()).toBe(1);
  });

  test("says that there is no such bucket", async () => {
    await expect(scanned(["gs://missing"])).rejects.toThrow("there is no bucket 'gs://missing'");
  });
});

test("says what cannot be read, and goes on to the next page", async () => {
  const pages: Readonly<Record<string, unknown>> = {
    "": {
      nextPageToken: "second",
      items: [{ name: "a", size: "3", generation: "1", customerEncryption: {} }],
    },
    second: { items: [{ name: "b", size: "0", generation: "2" }] },
  };
  await using server = await served((request, response) => {
    const { searchParams } = new URL(request.url ?? "", "http://localhost");
    response.end(JSON.stringify(pages[searchParams.get("pageToken") ?? ""]));
  });
  vi.stubEnv("STORAGE_EMULATOR_HOST", server.origin);
  try {
    const report = await scanned(["gs://models"]);
    expect(report.gaps).toEqual([
      {
        path: "gs://models/a",
        reason: "unavailable: encrypted with a key that only its owner has",
        bytes: 3,
      },
    ]);
    expect(report.summary.files).toBe(1);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("tells Google, and no emulator, who asks", async () => {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  await using service = await serviceOf(() => ({ json: { access_token: "of-the-account" } }));
  await using folder = await folderOf({
    "key.json": JSON.stringify({
      type: "service_account",
      client_email: "scanner@example.org",
      private_key: privateKey.export({ type: "pkcs8", format: "pem" }),
      token_uri: service.url,
    }),
  });
  const env = { GOOGLE_APPLICATION_CREDENTIALS: join(folder.path, "key.json") };
  const headersBy = async (more: Readonly<Record<string, string>>): Promise<unknown> => {
    const place = { kind: "gs", account: "", bucket: "models", prefix: "" } as const;
    const world = worldOf({ ...env, ...more });
    const store = new GsStore({ world, client: new HttpClient({ env: {} }), place });
    return store.file({ key: "a", size: 1, etag: "1" }).headers?.();
  };
  const packed = { "accept-encoding": "gzip" };
  expect(await headersBy({})).toEqual({ authorization: "Bearer of-the-account", ...packed });
  expect(await headersBy({ STORAGE_EMULATOR_HOST: "127.0.0.1:1" })).toEqual(packed);
});
