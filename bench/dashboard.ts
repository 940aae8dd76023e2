// Pictures of each page of the dashboard, dark and light, on a laptop and on a telephone, of the real
// server with a year of made-up history; and how long each page took:
//
//   node bench/dashboard.ts FOLDER
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { migrate } from "../src/server/database/migration.ts";
import { openMemory } from "../src/server/database/pglite.ts";
import { testRunning, type TestRunning } from "../src/server/testing.ts";
import { launch } from "../test/kit/browser.ts";
import { yearOfEvents } from "../test/kit/dashboard/year.ts";
import { builtPages } from "../test/kit/pages.ts";

const [folder = "pictures", dossierFile] = process.argv.slice(2);
/** The server takes so many events at once. */
const batch = 1000;

async function send(server: TestRunning): Promise<number> {
  const token = await server.token(["ingest"]);
  const events = yearOfEvents(Date.now());
  for (let at = 0; at < events.length; at += batch)
    await server.ask("/api/ledger", { token, body: { events: events.slice(at, at + batch) } });
  return events.length;
}

/** What `tare brief --format json` said, as of the newest release. */
async function sendDossier(server: TestRunning, target: string, file: string): Promise<void> {
  const [first] = yearOfEvents(Date.now(), 1);
  const dossier = JSON.stringify(JSON.parse(await readFile(file, "utf8")));
  const token = await server.token(["ingest"]);
  const counts = { entities: {}, links: 0, attacks: 0, score: 0, gaps: 0 };
  const happening = { type: "brief-finished", target, ...counts, dossier };
  const about = { project: "sentiment", stage: "reconnaissance", time: new Date().toISOString() };
  const event = { ...first, ...about, id: "dossier", happening };
  const answer = await server.ask("/api/ledger", { token, body: { events: [event] } });
  console.log(`dossier: ${await answer.text()}`);
}

interface First {
  readonly items: readonly { readonly id: string; readonly target?: string }[];
}

async function pagesOf(server: TestRunning): Promise<Readonly<Record<string, string>>> {
  const session = await server.logIn("admin");
  const first = async (path: string): Promise<First["items"][number] | undefined> =>
    ((await (await server.ask(path, { session })).json()) as First).items[0];
  const release = await first("/api/releases?limit=1&project=sentiment");
  if (dossierFile !== undefined) await sendDossier(server, release?.target ?? "", dossierFile);
  const finding = await first("/api/findings?q=state:open&limit=1");
  return {
    battlecard: "#/",
    findings: "#/findings?q=state:open",
    finding: `#/findings/${finding?.id}?q=state:open`,
    releases: "#/releases",
    release: `#/releases/${release?.id}`,
    pipelines: "#/pipelines",
    gauge: "#/gauges/static-credentials",
    stage: "#/stages/limit",
    ledger: "#/ledger",
    tokens: "#/settings/tokens",
    audit: "#/settings/audit",
  };
}

/** Long enough for every answer and every chart, in milliseconds. */
const settling = 1200;

async function takeAll(browser: Browser, server: TestRunning): Promise<void> {
  const pages = await pagesOf(server);
  const [name = "", value = ""] = (await server.logIn("admin")).cookie.split("=");
  for (const colorScheme of ["light", "dark"] as const)
    for (const width of [1280, 390]) {
      const context = await browser.newContext({ viewport: { width, height: 860 }, colorScheme });
      await context.addCookies([{ name, value, url: server.url }]);
      const page = await context.newPage();
      for (const [title, hash] of Object.entries(pages)) {
        await page.goto("about:blank");
        await page.goto(`${server.url}/${hash}`);
        await page.waitForTimeout(settling);
        await page.screenshot({ path: join(folder, `${title}-${colorScheme}-${width}.png`) });
        const paint = await page.evaluate<number>(
          "performance.getEntriesByType('paint').at(-1).startTime",
        );
        console.log(`${title} ${colorScheme} ${width}: first paint ${Math.round(paint)} ms`);
      }
      await context.close();
    }
}

await mkdir(folder, { recursive: true });
await using built = await builtPages();
const database = await openMemory();
await migrate(database);
const server = await testRunning(database, { page: built.folder });
console.log(`${await send(server)} events of a year`);
const browser = await launch();
await takeAll(browser, server);
await browser.close();
await server.stop();
