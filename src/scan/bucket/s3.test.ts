import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { AwsClient } from "aws4fetch";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { program } from "../../../test/kit/tools.ts";
import { freePort, startedServer } from "../../sources/cloud/testing.ts";
import { giveRange, served } from "../../sources/http/testing.ts";
import { fakeToken, folderOf, scanned } from "../testing.ts";
import { placesIn } from "./testing.ts";

const moto = program("moto_server");
const region = "eu-central-1";

describe.skipIf(moto === undefined)("a real moto", () => {
  let url: string;
  let server: AsyncDisposable;
  let keys: { readonly id: string; readonly secret: string };

  const admin = new AwsClient({ accessKeyId: "a", secretAccessKey: "b", region });
  const asked = async (path: string, request: RequestInit): Promise<string> => {
    const answer = await admin.fetch(`${url}/${path}`, { ...request, aws: { service: "s3" } });
    const text = await answer.text();
    if (!answer.ok) throw new Error(text);
    return text;
  };
  const put = async (key: string, body: string | Uint8Array, headers = {}): Promise<void> => {
    const path = key.split("/").map(encodeURIComponent).join("/");
    await asked(`models/${path}`, { method: "PUT", body: Buffer.from(body), headers });
  };

  const iam = async (fields: Readonly<Record<string, string>>): Promise<string> => {
    const body = new URLSearchParams({ Version: "2010-05-08", ...fields }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded" };
    const request = { method: "POST", headers, body, aws: { service: "iam" } };
    return (await admin.fetch(`${url}/`, request)).text();
  };

  /** Whether moto checks signatures from now on. */
  const checking = async (on: boolean): Promise<void> => {
    await fetch(`${url}/moto-api/reset-auth`, { method: "POST", body: on ? "0" : "inf" });
  };

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    server = await startedServer(moto ?? "", ["-p", String(port)], `${url}/moto-api/`);
    vi.stubEnv("AWS_ENDPOINT_URL", url);
    vi.stubEnv("AWS_REGION", region);
    vi.stubEnv("AWS_EC2_METADATA_DISABLED", "true");
    vi.stubEnv("AWS_CONFIG_FILE", "/dev/null");
    vi.stubEnv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    const constraint = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
    await asked("models", { method: "PUT", body: constraint });
    const versioning =
      "<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>";
    await asked("models?versioning", { method: "PUT", body: versioning });
    await put("llama/config.json", `{"token": "${fakeToken("A")}"}`);
    const by = { "x-amz-meta-made-by": "/home/asmith/project/train.py" };
    await put("llama/config.json", '{"token": "none"}', by);
    await put("llama/a b+c&d'(é)!*~.txt", fakeToken("B"));
    await put("llama/gone.env", `HF_TOKEN=${fakeToken("C")}`);
    await asked("models/llama/gone.env", { method: "DELETE" });
    await put("llama/cold.bin", "cold", { "x-amz-storage-class": "GLACIER" });
    await put("llama/folder/", "", { "x-amz-meta-note": "/home/bsmith/notes" });
    await put("llama-2/other.txt", fakeToken("D"));
    const policy = JSON.stringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
    });
    await iam({ Action: "CreateUser", UserName: "scanner" });
    const own = { UserName: "scanner", PolicyName: "all", PolicyDocument: policy };
    await iam({ Action: "PutUserPolicy", ...own });
    const made = await iam({ Action: "CreateAccessKey", UserName: "scanner" });
    const part = (name: string): string =>
      new RegExp(`<${name}>(.*?)</${name}>`).exec(made)?.[1] ?? "";
    keys = { id: part("AccessKeyId"), secret: part("SecretAccessKey") };
    vi.stubEnv("AWS_ACCESS_KEY_ID", keys.id);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", keys.secret);
    await checking(true);
  }, 120_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await server[Symbol.asyncDispose]();
  }, 60_000);

  const inFolder = [
    "home-path s3://models/llama/config.json!/metadata.json",
    "home-path s3://models/llama/folder/!/metadata.json",
    "huggingface-user-token s3://models/llama/a b+c&d'(é)!*~.txt",
  ];

  test("looks at what a folder of a bucket holds, and at what is written beside objects", async () => {
    const report = await scanned(["s3://models/llama"]);
    expect(placesIn(report)).toEqual(inFolder);
    expect(report.gaps).toEqual([
      {
        path: "s3://models/llama/cold.bin",
        reason: "unavailable: archived as GLACIER: it must be restored first",
        bytes: 4,
      },
    ]);
    expect(placesIn(await scanned(["s3://models/llama/"], { jobs: 2 }))).toEqual(inFolder);
  });

  test("takes the start of names, and one object", async () => {
    expect(placesIn(await scanned(["s3://models/llama-*"]))).toEqual([
      "huggingface-user-token s3://models/llama-2/other.txt",
    ]);
    const one = await scanned(["s3://models/llama-2/other.txt"]);
    expect(one.summary.files).toBe(1);
    await expect(scanned(["s3://models/llam"])).rejects.toThrow("nothing in 's3://models'");
    await expect(scanned(["s3://missing"])).rejects.toThrow("there is no bucket 's3://missing'");
  });

  test("looks at old versions, and at what a delete marker hides", async () => {
    const report = await scanned(["s3://models/llama"], { git: { versions: true } });
    expect(placesIn(report)).toEqual(
      [
        ...inFolder,
        "huggingface-user-token s3://models/llama/config.json?",
        "huggingface-user-token s3://models/llama/gone.env?",
      ].toSorted(),
    );
  });

  test("reads again only what was changed", async () => {
    await using folder = await folderOf({});
    const seen = join(folder.path, "seen");
    const run = async () => (await scanned(["s3://models/llama"], { git: { seen } })).summary;
    expect((await run()).files).toBe(3);
    expect((await run()).files).toBe(0);
    await checking(false);
    await put("llama/new.txt", "new");
    await put("llama/config.json", '{"token": "other"}');
    await checking(true);
    expect((await run()).files).toBe(2);
    expect(readFileSync(seen, "utf8").split("\n")).toHaveLength(6);
    writeFileSync(seen, "something else\n");
    await expect(run()).rejects.toThrow("no list of what was looked at before");
  });

  test("fetches of a large model what says what it is, and no weights", async () => {
    const header = JSON.stringify({
      __metadata__: { source: "/home/csmith/model" },
      weight: { dtype: "U8", shape: [8_000_000], data_offsets: [0, 8_000_000] },
    });
    const bytes = Buffer.alloc(8 + header.length + 8_000_000);
    bytes.writeBigUInt64LE(BigInt(header.length));
    bytes.write(header, 8);
    await checking(false);
    await put("large/model.safetensors", bytes);
    await checking(true);
    const report = await scanned(["s3://models/large"]);
    expect(placesIn(report)).toEqual(["home-path s3://models/large/model.safetensors"]);
    expect(report.bytes.seen).toBe(bytes.length);
    expect(report.bytes.network?.bytes).toBeLessThan(300_000);
  });

  test("says that it is refused, and not by what it asked", async () => {
    const secret = "wrong".repeat(8);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", secret);
    const failure: unknown = await scanned(["s3://models"]).catch((error: unknown) => error);
    vi.stubEnv("AWS_SECRET_ACCESS_KEY", keys.secret);
    expect(String(failure)).toContain("'s3://models' is not to be listed: status 403");
    expect(JSON.stringify(failure) + String(failure)).not.toContain(secret);
  });
});

test("lists more than a page, with names that are coded", async () => {
  const page = (key: string, more: string): string =>
    `<ListBucketResult><EncodingType>url</EncodingType>${more}<Contents><Key>${key}</Key><Size>1</Size></Contents></ListBucketResult>`;
  await using server = await served((request, response) => {
    const { searchParams, pathname } = new URL(request.url ?? "", "http://localhost");
    if (pathname !== "/models/") return giveRange(request, response, Buffer.from("a"));
    const isSecond = searchParams.get("continuation-token") === "a+b/=";
    const next =
      "<IsTruncated>true</IsTruncated><NextContinuationToken>a+b/=</NextContinuationToken>";
    return void response.end(isSecond ? page("second", "") : page("a+b%2Bc%26amp%01", next));
  });
  vi.stubEnv("AWS_ENDPOINT_URL_S3", server.origin);
  vi.stubEnv("AWS_NO_SIGN_REQUEST", "1");
  try {
    const report = await scanned(["s3://models"]);
    expect(report.gaps).toEqual([]);
    expect(report.summary.files).toBe(2);
    expect(server.asked).toContain("GET /models/a%20b%2Bc%26amp%01");
  } finally {
    vi.unstubAllEnvs();
  }
});

test("follows a bucket to its region, and signs for that", async () => {
  const page = `<ListBucketResult><Contents><Key>a.txt</Key><Size>3</Size><ETag>"1"</ETag></Contents></ListBucketResult>`;
  await using server = await served((request, response) => {
    const isThere = request.headers.authorization?.includes("/eu-west-3/s3/") ?? false;
    if (!isThere)
      return void response.writeHead(301, { "x-amz-bucket-region": "eu-west-3" }).end("<Error/>");
    if (request.url?.startsWith("/models/a.txt"))
      return giveRange(request, response, Buffer.from("abc"));
    return void response.end(page);
  });
  vi.stubEnv("AWS_ENDPOINT_URL_S3", server.origin);
  vi.stubEnv("AWS_ACCESS_KEY_ID", "AKIA");
  vi.stubEnv("AWS_SECRET_ACCESS_KEY", "secret".repeat(4));
  try {
    const report = await scanned(["s3://models"]);
    expect(report.gaps).toEqual([]);
    expect(report.summary.files).toBe(1);
    expect(server.asked.filter((each) => each.includes("a.txt"))).toHaveLength(1);
  } finally {
    vi.unstubAllEnvs();
  }
});

test("asks for nothing as anybody where it is told not to sign", async () => {
  await using server = await served((_, response) => void response.end("<ListBucketResult/>"));
  vi.stubEnv("AWS_ENDPOINT_URL_S3", server.origin);
  vi.stubEnv("AWS_NO_SIGN_REQUEST", "YES");
  vi.stubEnv("AWS_REQUEST_PAYER", "requester");
  try {
    await scanned(["s3://models"]);
    expect(server.headers.map(({ authorization }) => authorization)).toEqual([undefined]);
    expect(server.headers[0]?.["x-amz-request-payer"]).toBe("requester");
  } finally {
    vi.unstubAllEnvs();
  }
});
