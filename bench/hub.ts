// What a model of 60 GB on a hub costs: bytes over the network, requests, time; and on a bad line.
// node bench/run.ts hub
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Kind, valueOf } from "../corpus/plants.ts";
import type { Finding } from "../src/core/finding.ts";
import type { Report } from "../src/core/report.ts";
import type { Content } from "../src/sources/hub/repository-testing.ts";
import { type Interference, TestHub } from "../src/sources/hub/testing.ts";
import { dataFolder, measured, type Run, tare } from "./measure.ts";
import { sparseGguf } from "./sparse-gguf.ts";
import { sparseSafetensors } from "./sparse-safetensors.ts";
import { sparseTorch } from "./sparse-torch.ts";
import { publish, table } from "./table.ts";

const kinds: readonly Kind[] = ["aws", "hf", "path", "host", "email"];
const shards = 6;
const GB = 1e9;

const inputs = [
  ...Array.from({ length: shards }, (_, at) => ({
    name: `model-0000${at + 1}-of-0000${shards}.safetensors`,
    size: 8 * GB,
    write: sparseSafetensors,
  })),
  { name: "model.gguf", size: 7 * GB, write: sparseGguf },
  { name: "last.ckpt", size: 5 * GB, write: sparseTorch },
];

/** Measures, and writes `bench/results/hub.md`. */
export async function hub(): Promise<void> {
  await using server = await TestHub.open();
  const names = fill(server);
  process.env["HF_ENDPOINT"] = server.endpoint;
  await scanned(server); // The first start compiles.
  const calm = await scanned(server);
  server.delayMs = 50;
  const far = await scanned(server);
  server.delayMs = 0;
  server.interfere = { hub: busyAtTimes(20) };
  let answers = 0;
  server.breaksOff = () => ++answers % 10 === 0;
  const bad = await scanned(server);
  publish("hub", "A model of 60 GB on a hub", [
    `${shards} shards of safetensors of 8 GB, a GGUF file of 7 GB and a torch checkpoint of 5 GB, all sparse with real headers, in the`,
    "hub of the tests, which runs on the same machine and leads to a second server for large files. Five values are planted in each",
    `file, one in the card, one in a pull request and one in a discussion: ${names.length} in all. *Fetched* is what the servers sent`,
    "in bodies. In the second run each answer comes 50 ms late. In the third, every 20th request to the hub is refused (429,",
    "`Retry-After: 1`), and every 10th answer with a large file's bytes breaks off in the middle.",
    "",
    table([
      [
        "line",
        "fetched",
        "of the model",
        "requests",
        "seconds",
        "peak MiB",
        "found",
        "gaps",
        "findings",
      ],
      row("here", calm, calm, names),
      row("50 ms away", far, calm, names),
      row("bad", bad, calm, names),
    ]),
    "",
    "The machine was shared with other work while this ran, so the times are no more than a hint.",
  ]);
}

/** Puts the model on the hub; returns what was planted. */
function fill(server: TestHub): string[] {
  const folder = join(dataFolder, "hub");
  mkdirSync(folder, { recursive: true });
  const files: Record<string, Content> = {};
  for (const { name, size, write } of inputs) {
    const path = join(folder, name);
    if (!existsSync(path))
      write(
        path,
        size,
        Object.fromEntries(kinds.map((kind) => [`${kind}_key`, valueOf(kind, name)])),
      );
    // What it is called does not matter here, and to read 60 GB for it would take long.
    const sha256 = createHash("sha256").update(name).digest("hex");
    files[name] = { path, size: statSync(path).size, sha256 };
  }
  const [card, pull, discussion] = ["card", "pull", "discussion"].map((name) =>
    valueOf("hf", name),
  );
  const repository = server.add("tensorfjord/large");
  repository.commit("release", { ...files, "README.md": `# Large\n\nlogin(token="${card}")\n` });
  repository.commit(
    "offer",
    { "run.sh": `export HF_TOKEN=${pull}\n` },
    { ref: "refs/pr/1", from: "refs/heads/main" },
  );
  const comments = [{ author: "eve", text: `It works with ${discussion}.` }];
  repository.discussions.push({ title: "401", comments });
  const planted = inputs.flatMap(({ name }) => kinds.map((kind) => valueOf(kind, name)));
  return [...planted, card ?? "", pull ?? "", discussion ?? ""];
}

/** Refuses each so many requests, once each. */
function busyAtTimes(each: number): Interference {
  let count = 0;
  return (_, response) => {
    if (++count % each !== 0) return false;
    response.writeHead(429, { "retry-after": "1" }).end();
    return true;
  };
}

interface Scanned {
  readonly run: Run;
  readonly report: Report;
  /** Bytes of bodies, and requests, as the servers counted them. */
  readonly sent: number;
  readonly requests: number;
}

async function scanned(server: TestHub): Promise<Scanned> {
  const output = join(dataFolder, "hub.json");
  const before = { sent: server.sent, requests: requestsTo(server) };
  const scan = tare(
    "scan",
    "hf:tensorfjord/large",
    "--format",
    "json",
    "--reveal",
    "--no-progress",
  );
  const run = await measured({ title: "tare", ...scan, output, succeeds: [0, 1, 3] });
  return {
    run,
    report: JSON.parse(readFileSync(output, "utf8")) as Report,
    sent: server.sent - before.sent,
    requests: requestsTo(server) - before.requests,
  };
}

const requestsTo = ({ asked }: TestHub): number => asked.hub.length + asked.cdn.length;

function row(
  title: string,
  { run, report, sent, requests }: Scanned,
  calm: Scanned,
  names: readonly string[],
): (string | number)[] {
  const values = new Set(report.findings.map(({ value }) => value));
  return [
    title,
    `${(sent / 1e6).toFixed(1)} MB`,
    `${((100 * sent) / report.bytes.seen).toFixed(4)} %`,
    requests,
    run.seconds.toFixed(1),
    run.peakMiB.toFixed(0),
    `${names.filter((value) => isIn(values, value)).length} of ${names.length}`,
    report.gaps.length,
    idsOf(report) === idsOf(calm.report) ? `${report.findings.length}, the same` : "others",
  ];
}

/** All that is said of each finding. */
const idsOf = ({ findings }: Report): string =>
  JSON.stringify(findings.map(({ id, location, hub }: Finding) => [id, location, hub]));

const isIn = (values: ReadonlySet<string | undefined>, value: string): boolean =>
  values.has(value) || values.has(value.replace(/^http:\/\//, "").replace(/:8080$/, ""));
