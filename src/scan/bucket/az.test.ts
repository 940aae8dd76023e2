import { createHmac, randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { program } from "../../../test/kit/tools.ts";
import { freePort, startedServer } from "../../sources/cloud/testing.ts";
import { served } from "../../sources/http/testing.ts";
import { fakeToken, folderOf, scanned, type TestFolder } from "../testing.ts";
import { placesIn } from "./testing.ts";

const azurite = program("azurite-blob");
const account = "tareaccount";

describe.skipIf(azurite === undefined)("a real Azurite", () => {
  const key = randomBytes(32).toString("base64");
  let url: string;
  let folder: TestFolder;
  let server: AsyncDisposable;

  /** https://learn.microsoft.com/rest/api/storageservices/authorize-with-shared-key */
  const put = async (
    path: string,
    query: Readonly<Record<string, string>>,
    more: Readonly<Record<string, string>> = {},
    body = "",
  ): Promise<void> => {
    const headers: Record<string, string> = {
      "x-ms-version": "2021-12-02",
      "x-ms-date": new Date().toUTCString(),
      ...(body !== "" && { "x-ms-blob-type": "BlockBlob", "content-type": "text/plain" }),
      ...more,
    };
    const own = Object.keys(headers).filter((name) => name.startsWith("x-ms-"));
    const toSign = [
      `PUT\n\n\n${body.length || ""}\n\n${headers["content-type"] ?? ""}\n\n\n\n\n\n`,
      ...own.toSorted().map((name) => `${name}:${headers[name]}`),
      `/${account}/${account}${path}`,
      ...Object.entries(query).map(([name, value]) => `${name}:${value}`),
    ].join("\n");
    const hmac = createHmac("sha256", Buffer.from(key, "base64")).update(toSign);
    headers["authorization"] = `SharedKey ${account}:${hmac.digest("base64")}`;
    const search = Object.keys(query).length > 0 ? `?${new URLSearchParams(query).toString()}` : "";
    const answer = await fetch(`${url}/${account}${path}${search}`, {
      method: "PUT",
      headers,
      ...(body !== "" && { body }),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };

  const connection = () =>
    `AccountName=${account};AccountKey=${key};BlobEndpoint=${url}/${account};`;

  beforeAll(async () => {
    const port = await freePort();
    url = `http://127.0.0.1:${port}`;
    folder = await folderOf({});
    const options = ["--location", folder.path, "--blobPort", String(port), "--silent"];
    server = await startedServer(azurite ?? "", [...options, "--disableTelemetry"], url, {
      AZURITE_ACCOUNTS: `${account}:${key}`,
    });
    vi.stubEnv("AZURE_STORAGE_CONNECTION_STRING", connection());
    await put("/models", { restype: "container" });
    await put("/models/llama/config.json", {}, {}, `{"token": "${fakeToken("A")}"}`);
    await put("/models/llama/config.json", { comp: "snapshot" });
    const by = { "x-ms-meta-by": "/home/asmith/project/train.py" };
    await put("/models/llama/config.json", {}, by, '{"token": "none"}');
    await put("/models/llama/a%20b%2Bc&d.txt", {}, {}, fakeToken("B"));
    await put("/models/llama/cold.txt", {}, {}, "cold");
    await put("/models/llama/cold.txt", { comp: "tier" }, { "x-ms-access-tier": "Archive" });
  }, 120_000);

  afterAll(async () => {
    vi.unstubAllEnvs();
    await server[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  }, 60_000);

  const target = `az://${account}/models/llama`;
  const inFolder = [
    `home-path ${target}/config.json!/metadata.json`,
    `huggingface-user-token ${target}/a b+c&d.txt`,
  ];

  test("looks at what a folder of a container holds, and at what is written beside objects", async () => {
    const report = await scanned([target]);
    expect(placesIn(report)).toEqual(inFolder);
    expect(report.gaps).toEqual([
      {
        path: `${target}/cold.txt`,
        reason: "unavailable: archived: it must be rehydrated first",
        bytes: 4,
      },
    ]);
  });

  test("looks at snapshots", async () => {
    const report = await scanned([target], { git: { versions: true } });
    expect(placesIn(report)).toEqual(
      [...inFolder, `huggingface-user-token ${target}/config.json?`].toSorted(),
    );
  });

  test("asks with the key of the account that is named, and with that of no other", async () => {
    vi.stubEnv("AZURE_STORAGE_CONNECTION_STRING", "");
    vi.stubEnv("AZURE_STORAGE_ACCOUNT", "other");
    vi.stubEnv("AZURE_STORAGE_KEY", key);
    await using stranger = await served((_, response) => {
      response.writeHead(403, { "x-ms-error-code": "NoAuthenticationInformation" }).end();
    });
    vi.stubEnv("IDENTITY_ENDPOINT", "http://127.0.0.1:1");
    vi.stubEnv("IDENTITY_HEADER", "any");
    vi.stubEnv(
      "AZURE_STORAGE_CONNECTION_STRING",
      `AccountName=${account};BlobEndpoint=${stranger.origin}`,
    );
    const failure: unknown = await scanned([target]).catch((error: unknown) => error);
    vi.stubEnv("AZURE_STORAGE_CONNECTION_STRING", connection());
    expect(String(failure)).toContain("is not to be listed: status 403, NoAuthentication");
    expect(stranger.asked.join()).not.toContain("sig=");
  });

  test("says of a wrong key that it is refused, and shows neither it nor what it signs", async () => {
    const wrong = randomBytes(32).toString("base64");
    vi.stubEnv("AZURE_STORAGE_CONNECTION_STRING", connection().replace(key, wrong));
    const failure: unknown = await scanned([target]).catch((error: unknown) => error);
    vi.stubEnv("AZURE_STORAGE_CONNECTION_STRING", connection());
    const said = String(failure) + JSON.stringify(failure);
    expect(said).toContain(`'az://${account}/models' is not to be listed: status 403`);
    expect(said).not.toContain(wrong);
    expect(said).not.toContain("sig=");
  });
});

test("says of an object that is refused so in the report, without what signs the address", async () => {
  const signature = ["s", "ig=", "c2VjcmV0LXNpZ25hdHVyZQ%3D%3D"].join("");
  const listed =
    "<EnumerationResults><Blobs><Blob><Name>a.txt</Name><Properties><Content-Length>3</Content-Length>" +
    "</Properties></Blob></Blobs><NextMarker/></EnumerationResults>";
  await using server = await served((request, response) => {
    if (request.url?.includes("comp=list")) return void response.end(`\uFEFF${listed}`);
    return void response.writeHead(403).end();
  });
  vi.stubEnv(
    "AZURE_STORAGE_CONNECTION_STRING",
    `BlobEndpoint=${server.origin}/${account};AccountName=${account};SharedAccessSignature=sv=2021&${signature}`,
  );
  try {
    const report = await scanned([`az://${account}/models`]);
    expect(report.gaps.map(({ reason }) => reason)).toEqual([
      "unreadable: reading it is forbidden, or it is archived (status 403)",
    ]);
    expect(server.asked.every((each) => each.includes(signature))).toBe(true);
    expect(JSON.stringify(report)).not.toContain("c2VjcmV0");
  } finally {
    vi.unstubAllEnvs();
  }
});
