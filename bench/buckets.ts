// What buckets cost: two objects of 60 GB, and thousands of small ones.
// node bench/run.ts buckets
import { createReadStream, existsSync, mkdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Kind, valueOf } from "../corpus/plants.ts";
import type { Report } from "../src/core/report.ts";
import { dataFolder, measured, type Program, tare } from "./measure.ts";
import { sparseSafetensors } from "./sparse-safetensors.ts";
import { sparseTorch } from "./sparse-torch.ts";
import { publish, table } from "./table.ts";

const largeSize = 60_000_000_000;
const kinds: readonly Kind[] = ["aws", "hf", "path", "host", "email", "pin"];
const smallCount = 5000;
/** How long a store takes to answer, in milliseconds: from the same region it is about this. */
const latencyMs = 20;

/** An object that the server has: bytes, or a file. */
type Content = Buffer | string;

/** A bucket over S3's API, which counts what it gives. */
interface Bucket extends AsyncDisposable {
  readonly url: string;
  readonly given: { requests: number; bytes: number };
}

/** Measures, and writes `bench/results/buckets.md`. */
export async function buckets(): Promise<void> {
  mkdirSync(dataFolder, { recursive: true });
  const large = [
    await ofLarge("large-60.safetensors", sparseSafetensors),
    await ofLarge("large-60.ckpt", sparseTorch),
  ];
  publish("buckets", "Buckets", [
    "A local server that speaks S3's API: moto keeps objects in memory, and has no room for these. Sparse files with real headers, as",
    "in large.md; six values are planted in each. *Fetched* is what the server gave, with the list.",
    "",
    table([
      ["object", "size", "fetched", "part", "requests", "seconds", "peak MiB", "found", "gaps"],
      ...large,
    ]),
    "",
    `${smallCount.toLocaleString("en")} objects of 2 KB, one key in each hundredth; the server takes ${latencyMs} ms for each answer. One after the other`,
    `they would take ${((smallCount * latencyMs) / 1000).toFixed(0)} s. \`aws s3 sync\` (aws-cli) only fetches them, as other scanners need it first.`,
    "",
    table([["program", "objects/s", "seconds", "peak MiB", "found"], ...(await ofSmall())]),
  ]);
}

async function ofLarge(name: string, write: typeof sparseTorch): Promise<(string | number)[]> {
  const file = join(dataFolder, name);
  const plants = Object.fromEntries(kinds.map((kind) => [`${kind}_key`, valueOf(kind, name)]));
  if (!existsSync(file)) write(file, largeSize, plants);
  const { size } = statSync(file);
  await using bucket = await served(new Map([[name, file]]), 0);
  const { report, seconds, peakMiB } = await scanned(bucket);
  const values = report.findings.map(({ value }) => value ?? "");
  const found = kinds.filter((kind) => isIn(values, valueOf(kind, name)));
  rmSync(file);
  return [
    name,
    number(size),
    number(bucket.given.bytes),
    `${((bucket.given.bytes / size) * 100).toFixed(5)} %`,
    bucket.given.requests,
    seconds.toFixed(2),
    peakMiB.toFixed(0),
    `${found.length} of ${kinds.length}`,
    report.gaps.length,
  ];
}

async function ofSmall(): Promise<(string | number)[][]> {
  const objects = new Map<string, Content>();
  for (let at = 0; at < smallCount; at++) {
    const planted = at % 100 === 0 ? `token: ${valueOf("hf", String(at))}\n` : "";
    objects.set(`part-${at}.yaml`, Buffer.from(planted.padEnd(2048, "epochs: 3\n")));
  }
  await using bucket = await served(objects, latencyMs);
  const { report, seconds, peakMiB } = await scanned(bucket);
  const found = report.findings.filter(({ rule }) => rule === "huggingface-user-token").length;
  const rows = [
    [
      "tare",
      rate(seconds),
      seconds.toFixed(1),
      peakMiB.toFixed(0),
      `${found} of ${smallCount / 100}`,
    ],
  ];
  const aws = process.env["TARE_BENCH_AWS"];
  if (aws === undefined) return rows;
  const folder = join(dataFolder, "synced");
  const args = ["s3", "sync", "--quiet", "--endpoint-url", bucket.url, "s3://models", folder];
  const synced = await measured({ title: "aws s3 sync", command: aws, args });
  rmSync(folder, { recursive: true });
  return [
    ...rows,
    [
      "aws s3 sync",
      rate(synced.seconds),
      synced.seconds.toFixed(1),
      synced.peakMiB.toFixed(0),
      "–",
    ],
  ];
}

const rate = (seconds: number): string => (smallCount / seconds).toFixed(0);
const number = (value: number): string => value.toLocaleString("en");
const isIn = (values: readonly string[], value: string): boolean =>
  values.some((each) => each === value || value.includes(each));

interface Scanned {
  readonly report: Report;
  readonly seconds: number;
  readonly peakMiB: number;
}

async function scanned(bucket: Bucket): Promise<Scanned> {
  const output = join(dataFolder, "buckets.json");
  process.env["AWS_ENDPOINT_URL_S3"] = bucket.url;
  process.env["AWS_ACCESS_KEY_ID"] = "bench";
  process.env["AWS_SECRET_ACCESS_KEY"] = "bench";
  process.env["AWS_REGION"] = "us-east-1";
  const program: Program = {
    title: "tare",
    ...tare("scan", "s3://models", "--format", "json", "--reveal", "--no-progress"),
    output,
    succeeds: [0, 1, 3],
  };
  await measured({ ...program, ...tare("scan", import.meta.filename, "--quiet") }); // The first start compiles.
  const { seconds, peakMiB } = await measured(program);
  const report = JSON.parse(readFileSync(output, "utf8")) as Report;
  return { report, seconds, peakMiB };
}

async function served(objects: ReadonlyMap<string, Content>, waitMs: number): Promise<Bucket> {
  const given = { requests: 0, bytes: 0 };
  const server = createServer((request, response) => {
    given.requests++;
    void sleep(waitMs).then(() => answer(request, response, objects, given));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    given,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

// eslint-disable-next-line max-params -- a question, where the answer goes, what there is, and what is counted
function answer(
  request: IncomingMessage,
  response: ServerResponse,
  objects: ReadonlyMap<string, Content>,
  given: Bucket["given"],
): void {
  const url = new URL(request.url ?? "", "http://localhost");
  if (url.searchParams.has("list-type")) {
    const page = pageOf(objects, url.searchParams.get("continuation-token"));
    given.bytes += page.length;
    response.setHeader("content-type", "application/xml");
    return void response.end(page);
  }
  const content = objects.get(url.pathname.replace("/models/", ""));
  if (content === undefined) return void response.writeHead(404).end();
  const size = sizeOf(content);
  const [, from = 0, to = size - 1] = (
    /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [undefined, undefined, undefined]
  ).map((each) => (each === undefined ? undefined : Number(each)));
  const [start, end] = [from, Math.min(to, size - 1)];
  given.bytes += end - start + 1;
  response.writeHead(request.headers.range === undefined ? 200 : 206, {
    etag: '"1"',
    "content-length": end - start + 1,
    "last-modified": new Date(0).toUTCString(),
    ...(request.headers.range !== undefined && {
      "content-range": `bytes ${start}-${end}/${size}`,
    }),
  });
  if (typeof content === "string") createReadStream(content, { start, end }).pipe(response);
  else response.end(content.subarray(start, end + 1));
}

const sizeOf = (content: Content): number =>
  typeof content === "string" ? statSync(content).size : content.length;

/** Thousand objects, as S3 gives them. */
function pageOf(objects: ReadonlyMap<string, Content>, token: string | null): string {
  const start = Number(token ?? 0);
  const keys = [...objects.keys()].toSorted();
  const next = start + 1000;
  const contents = keys.slice(start, next).map((key) => {
    const size = sizeOf(objects.get(key) ?? "");
    return `<Contents><Key>${key}</Key><Size>${size}</Size><ETag>"1"</ETag><LastModified>1970-01-01T00:00:00.000Z</LastModified><StorageClass>STANDARD</StorageClass></Contents>`;
  });
  const more =
    next < keys.length
      ? `<IsTruncated>true</IsTruncated><NextContinuationToken>${next}</NextContinuationToken>`
      : "<IsTruncated>false</IsTruncated>";
  return `<?xml version="1.0"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>models</Name><KeyCount>${contents.length}</KeyCount>${more}${contents.join("")}</ListBucketResult>`;
}
