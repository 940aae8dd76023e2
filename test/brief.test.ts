import { spawnSync } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { Ajv } from "ajv";
import { Ajv2020 } from "ajv/dist/2020.js";
import * as addFormats from "ajv-formats";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { main } from "../src/cli/main.ts";
import { madeUp } from "../src/demo/credentials.ts";
import { release, releaseZip } from "../src/demo/release.ts";
import { readLedger } from "../src/ledger/ledger.ts";
import { against } from "../src/recon/brief/compare.ts";
import type { Dossier } from "../src/recon/brief/dossier.ts";
import { renderers } from "../src/recon/brief/render/renderers.ts";
import schema from "../src/recon/brief/brief.schema.json" with { type: "json" };
import { plainOptions } from "../src/report/testing.ts";
import { folderOf, type TestFolder } from "../src/scan/testing.ts";
import { program } from "./kit/tools.ts";

const keys = madeUp();

/** Runs a command as a user would, and gives what it wrote to standard output. */
async function tare(
  ...args: readonly string[]
): Promise<{ status: number; out: string; err: string }> {
  let [out, err] = ["", ""];
  const status = await main(args, {
    out: (text) => void (out += text),
    write: async (bytes) => void (out += Buffer.from(bytes).toString()),
    err: (text) => void (err += text),
    stdin: async function* () {},
    env: {},
    columns: 80,
    colour: false,
    interactive: false,
    signal: new AbortController().signal,
  });
  return { status, out, err };
}

const formats = ["text", "json", "html", "dot", "cyclonedx"] as const;

let folder: TestFolder;
let zip: string;
/** Of the demo's release. */
let demo: Dossier;

beforeAll(async () => {
  folder = await folderOf({ "sentiment-v2.zip": releaseZip(keys) });
  zip = join(folder.path, "sentiment-v2.zip");
  demo = await told(zip);
}, 60_000);
afterAll(async () => folder[Symbol.asyncDispose]());

/** A dossier as a command writes it. */
async function told(...args: readonly string[]): Promise<Dossier> {
  const { status, out } = await tare("brief", ...args, "-f", "json");
  expect(status).toBe(0);
  return JSON.parse(out) as Dossier;
}

/** A dossier in one of the ways in which it can be written. */
const rendered = (dossier: Dossier, format: string): string =>
  [
    ...(renderers
      .find(({ id }) => id === format)
      ?.render(dossier, { ...plainOptions, verbose: true }) ?? []),
  ].join("");

test("tells what the demo's release gives away, and how it hangs together", () => {
  const { entities, links, attacks } = demo;
  const names = entities.map(({ kind, name }) => `${kind}: ${name}`);
  expect(names).toEqual(
    expect.arrayContaining([
      "person: Ana Smith",
      "machine: gpu07.train.internal.corp",
      "network: *.internal.corp",
      "service: http://model-builder.internal.corp:8080",
      "storage: s3://corp-customer-reviews",
      "project: wandb.ai/asmith-corp/sentiment",
      "software: torch 1.9.0",
      "software: transformers 4.11.3",
    ]),
  );
  const nameOf = (id: string): string => entities.find((each) => each.id === id)?.name ?? id;
  expect(links.map(({ from, kind, to }) => `${nameOf(from)} ${kind} ${nameOf(to)}`)).toEqual(
    expect.arrayContaining([
      "Ana Smith uses gpu07.train.internal.corp",
      "gpu07.train.internal.corp works-with s3://corp-customer-reviews",
      expect.stringMatching(/^AWS secret access key .* opens s3:\/\/corp-customer-reviews$/),
    ]),
  );
  expect(attacks[0]).toMatchObject({ play: "use-key", score: 25 });
});

test.each(formats)("%s holds no secret, however it is spelled", (format) => {
  const out = rendered(demo, format);
  expect(out.length).toBeGreaterThan(1000);
  for (const secret of Object.values(keys))
    for (const each of spellings(secret)) expect(out).not.toContain(each);
});

test("is the same with other threads", async () => {
  const other = await told(zip, "--jobs", "2");
  expect({ ...other, startedAt: "" }).toEqual({ ...demo, startedAt: "" });
});

/** The ways in which a value could slip through a renderer: as it stands, coded, or all but its end. */
function spellings(value: string): readonly string[] {
  const bytes = Buffer.from(value);
  const shifted = ["", "x", "xx"].map((before) =>
    Buffer.from(before + value)
      .toString("base64")
      .slice(4, 24),
  );
  return [
    value,
    value.slice(8),
    value.slice(0, -8),
    ...shifted,
    bytes.toString("hex"),
    encodeURIComponent(value).slice(8),
    [...value].reverse().join(""),
    JSON.stringify(value).slice(8, -1),
  ];
}

test("passwords in addresses, in text and as clues, do not get through", async () => {
  const password = ["Xk7", "vQ2", "mZp9", "Rt4w"].join("");
  const parameter = ["s3", "cr3t", "T0k3n", "Xyz98"].join("");
  await using release = await folderOf({
    "train.log": [
      `MLFLOW_TRACKING_URI=http://asmith:${password}@mlflow.internal.corp:5000/x?token=${parameter}`,
      `DATABASE_URL=postgresql://asmith:${password}@db1.internal.corp:5432/reviews`,
      `pip install --extra-index-url https://ana:${password}@pypi.contoso.com/simple torch`,
      `url = https://ana:${password}@github.com/acme-ml/ranker.git`,
    ].join("\n"),
  });
  const dossier = await told(release.path);
  for (const format of formats) {
    expect(rendered(dossier, format)).not.toContain(password);
    expect(rendered(dossier, format)).not.toContain(parameter);
  }
  const services = dossier.entities
    .filter(({ kind }) => kind === "service")
    .map(({ name }) => name);
  expect(services).toContain("postgresql://db1.internal.corp:5432");
});

test("the JSON is what its schema says, also against an earlier release", async () => {
  const closed: unknown = JSON.parse(
    JSON.stringify(schema).replaceAll(
      '"additionalProperties":true',
      '"additionalProperties":false',
    ),
  );
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictTypes: false });
  addFormats.default.default(ajv);
  const validate = ajv.compile(closed as object);
  for (const dossier of [demo, against(demo, await told(await cleanedRelease()))]) {
    const valid = validate(JSON.parse(rendered(dossier, "json")));
    expect(validate.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  }
});

/** The release before somebody logged the environment, and with one dependency more. */
async function cleanedRelease(): Promise<string> {
  const earlier = release(keys).filter(({ name }) => !/^(?:logs|notebooks|runs)\//.test(name));
  const files = Object.fromEntries(earlier.map(({ name, bytes }) => [`earlier/${name}`, bytes]));
  earlierFolder ??= await folderOf({
    ...files,
    "earlier/constraints.txt": "numpy==1.21.0\n",
  });
  return join(earlierFolder.path, "earlier");
}
let earlierFolder: TestFolder | undefined;
afterAll(async () => earlierFolder?.[Symbol.asyncDispose]());

test("against an earlier release, its report or its dossier, it says what is new and gone", async () => {
  const earlier = await cleanedRelease();
  const [report, dossier] = ["report.json", "dossier.json"].map((name) => join(folder.path, name));
  await tare("brief", earlier, "-f", "json", "-o", dossier ?? "");
  await tare("scan", earlier, "-f", "json", "-o", report ?? "");
  const changes = await Promise.all(
    [earlier, dossier ?? "", report ?? ""].map(async (each) => {
      const { against } = await told(zip, "--against", each);
      return {
        new: against?.entities.new.filter((id) => /^(?:machine|software:cuda)/.test(id)),
        gone: against?.entities.gone.map(({ name }) => name),
        attacks: against?.attacks.new,
      };
    }),
  );
  expect(changes[0]).toEqual({
    new: ["machine:gpu07", "software:cuda@11.1"],
    gone: ["numpy 1.21.0"],
    attacks: expect.arrayContaining(["read-storage-with-key", "use-persons-machine"]) as unknown,
  });
  expect(changes[1]).toEqual(changes[0]);
  expect(changes[2]).toEqual(changes[0]);
}, 60_000);

test("is a CycloneDX 1.6 ML-BOM by the schema of CycloneDX", async () => {
  const require = createRequire(import.meta.url);
  const folder = join(
    require.resolve("@cyclonedx/cyclonedx-library/package.json"),
    "../res/schema",
  );
  const read = async (name: string): Promise<object> =>
    JSON.parse(await readFile(join(folder, `${name}.SNAPSHOT.schema.json`), "utf8")) as object;
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default.default(ajv);
  for (const format of ["idn-email", "iri-reference"]) ajv.addFormat(format, true);
  ajv.addSchema(await read("spdx"), "http://cyclonedx.org/schema/spdx.SNAPSHOT.schema.json");
  ajv.addSchema(
    await read("jsf-0.82"),
    "http://cyclonedx.org/schema/jsf-0.82.SNAPSHOT.schema.json",
  );
  const validate = ajv.compile(await read("bom-1.6"));
  const bom = JSON.parse(rendered(demo, "cyclonedx")) as {
    readonly metadata: { readonly component: object };
    readonly components: readonly { readonly purl?: string }[];
  };
  validate(bom);
  expect(validate.errors ?? []).toEqual([]);
  expect(bom.components.map(({ purl }) => purl)).toContain("pkg:pypi/torch@1.9.0");
  expect(bom.metadata.component).toMatchObject({
    type: "machine-learning-model",
    name: "sentiment-v2",
    modelCard: {
      modelParameters: {
        task: "text-classification",
        modelArchitecture: "BagOfWordsClassifier",
      },
    },
  });
  expect(validate({ ...bom, components: [{ type: "nothing" }] })).toBe(false);
});

const graphviz = program("dot");
test.skipIf(graphviz === undefined)("is a graph that Graphviz draws", () => {
  const drawn = spawnSync(graphviz ?? "", ["-Tsvg"], { input: rendered(demo, "dot") });
  expect(drawn.stderr.toString()).toBe("");
  expect(drawn.stdout.toString()).toContain("gpu07.train.internal.corp");
});

test("a quote, a backslash or markup in a name stays a name", async () => {
  await using evil = await folderOf({
    "a.log": `\\\\fileserver01\\research"\n"\\\\\\\\fileserver01\\\\re</script><b>\\\\x"\nHOSTNAME=gpu07\n`,
    [`b"<img src=x onerror=alert(1)>.log`]: "HOSTNAME=gpu08\nUSER=asmith\n",
  });
  const dossier = await told(evil.path);
  const out = rendered(dossier, "html");
  expect(out).not.toContain("<img");
  expect(out.match(/<script>/g)).toHaveLength(1);
  if (graphviz === undefined) return;
  const input = rendered(dossier, "dot");
  expect(spawnSync(graphviz, ["-Tsvg"], { input }).status).toBe(0);
});

test("what is no target, nothing at all, and what is damaged", async () => {
  await using reports = await folderOf({
    "a.json": `{"schema": "tare/report/v1", "findings": [{"id": 1}], "gaps": []}`,
    "b.json": `{"schema": "tare/brief/v9"}`,
  });
  for (const name of ["a.json", "b.json"])
    expect(await tare("brief", join(reports.path, name))).toMatchObject({
      status: 2,
      err: expect.stringContaining("is no whole report") as unknown,
    });
  expect(await tare("brief")).toMatchObject({ status: 2, err: expect.stringContaining("hint") });
  expect(await tare("brief", "/nowhere/at/all")).toMatchObject({ status: 2 });
  await using release = await folderOf({
    "model.safetensors": Buffer.from("\xff\xff\xff\xff\0\0\0\0{"),
    "empty.json": "{}",
  });
  const { status, out } = await tare("brief", release.path);
  expect(out).toContain("Nothing that was found");
  expect([0, 3]).toContain(status);
});

test("the project's ledger remembers it", async () => {
  await using project = await folderOf({ "tare.yaml": "{}\n", "model/train.log": "USER=asmith\n" });
  const here = process.cwd();
  process.chdir(project.path);
  try {
    await tare("brief", "model");
  } finally {
    process.chdir(here);
  }
  const [event] = readLedger(project.path).events;
  expect(event).toMatchObject({
    stage: "reconnaissance",
    happening: { type: "brief-finished", target: "model", entities: { person: 1 }, attacks: 1 },
  });
});

const executablePath = program("chromium", "chromium-browser", "google-chrome");
describe.skipIf(executablePath === undefined)("the page", () => {
  let browser: Browser;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
    await writeFile(join(folder.path, "brief.html"), rendered(demo, "html"));
  }, 60_000);
  afterAll(async () => browser.close());

  async function open(options: { javaScriptEnabled?: boolean; width?: number }): Promise<void> {
    const { javaScriptEnabled = true, width = 1280 } = options;
    const context = await browser.newContext({
      javaScriptEnabled,
      viewport: { width, height: 900 },
    });
    page = await context.newPage();
    complaints.length = 0;
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(request.url());
    });
    await page.goto(pathToFileURL(join(folder.path, "brief.html")).href);
  }

  test("says everything without its script, and nothing is loaded", async () => {
    await open({ javaScriptEnabled: false });
    expect(await page.locator(".attack h3").first().textContent()).toContain("leaked keys");
    expect(await page.locator(".map.wide .box").count()).toBeGreaterThan(8);
    expect(await page.locator("#theme").isVisible()).toBe(false);
    expect(complaints).toEqual([]);
  });

  test("the map leads to what it shows, by keyboard too, and points out what is linked", async () => {
    await open({});
    const box = page.locator(".map.wide .box", { hasText: "Ana Smith" });
    await box.focus();
    expect(await page.locator(".map.wide .line.near").count()).toBeGreaterThan(2);
    await page.keyboard.press("Enter");
    expect(await page.locator(".entity:target h3").textContent()).toContain("Ana Smith");
    expect(complaints).toEqual([]);
  });

  test("no box lies over another, none outside, in either map", async () => {
    for (const [width, name] of [
      [1280, "wide"],
      [390, "narrow"],
    ] as const) {
      await open({ width });
      expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      const boxes = await Promise.all(
        (await page.locator(`.map.${name} .plate`).all()).map(async (each) => each.boundingBox()),
      );
      expect(boxes.length).toBeGreaterThan(8);
      for (const [at, one] of boxes.entries())
        for (const other of boxes.slice(at + 1)) expect(overlap(one, other)).toBe(false);
    }
  });

  test("follows the chosen theme", async () => {
    await open({});
    const ground = (): Promise<string> =>
      page.evaluate("getComputedStyle(document.body).backgroundColor");
    await page.locator("#theme").click();
    const light = await ground();
    await page.locator("#theme").click();
    expect(await ground()).not.toBe(light);
  });
});

type Bounds = { x: number; y: number; width: number; height: number } | null;

const overlap = (one: Bounds, other: Bounds): boolean =>
  one === null ||
  other === null ||
  (one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height);
