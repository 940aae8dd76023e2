// How long 10,000 findings take in a browser: as a report in one file, and in the dashboard of a server:
//
//   node bench/report-page.ts [FINDINGS]
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { builtPage } from "../src/cli/built.ts";
import type { Finding } from "../src/core/finding.ts";
import type { Report } from "../src/core/report.ts";
import { changesOf } from "../src/ledger/findings.ts";
import { htmlPage } from "../src/report/html.ts";
import { digits, largeReport } from "../src/report/testing.ts";
import { migrate } from "../src/server/database/migration.ts";
import { openMemory } from "../src/server/database/pglite.ts";
import { folderOf } from "../src/scan/testing.ts";
import { testRunning, type TestRunning } from "../src/server/testing.ts";
import { launch } from "../test/kit/browser.ts";
import { yearOfEvents } from "../test/kit/dashboard/year.ts";
import { builtPages } from "../test/kit/pages.ts";

const findings = Number(process.argv[2] ?? 10_000);
const report = largeReport(findings);

/** Milliseconds from a change of the filter until the list says how many are left. */
const filtered = (page: Page, q: string): Promise<number> =>
  page.evaluate<number>(`(async () => {
    const total = () => document.querySelector(".total").textContent;
    const before = total();
    const start = performance.now();
    location.hash = "#/findings?q=${q}";
    while (total() === before || !/finding/.test(total())) {
      if (performance.now() - start > 30_000) throw new Error("no answer in 30 s");
      await new Promise(requestAnimationFrame);
    }
    return Math.round(performance.now() - start);
  })()`);

async function measure(title: string, page: Page, url: string): Promise<void> {
  await page.goto(`${url}#/findings`);
  await page.locator(".finding-row").first().waitFor();
  const paint = await page.evaluate<number>(
    "Math.round(performance.getEntriesByName('first-contentful-paint')[0].startTime)",
  );
  const byClass = await filtered(page, "class:secret");
  const byWord = await filtered(page, "gpu");
  const rows = await page.locator(".finding-row").count();
  console.log(
    `${title}: first paint ${paint} ms, by class ${byClass} ms, by word ${byWord} ms, ${rows} rows built`,
  );
}

/** Findings as a scan of a project writes them down; a server keeps one for each value. */
function eventsOf({ findings: all }: Report): readonly unknown[] {
  const [envelope] = yearOfEvents(Date.now(), 1);
  const happenings = changesOf([], {
    target: "release.zip",
    findings: all.map((each, index): Finding => ({
      ...each,
      severity: "high",
      fingerprint: digits(`${index}`, 32),
    })),
    accepted: [],
    isWhole: true,
    classes: [],
  });
  const time = new Date().toISOString();
  return happenings.map((happening, index) => ({
    ...envelope,
    id: `${index}`,
    stage: "evaluation",
    time,
    happening,
  }));
}

/** The server takes so many events at once. */
const batch = 1000;

async function serving(events: readonly unknown[], page: string): Promise<TestRunning> {
  const database = await openMemory();
  await migrate(database);
  const server = await testRunning(database, { page });
  const token = await server.token(["ingest"]);
  for (let at = 0; at < events.length; at += batch)
    await server.ask("/api/ledger", { token, body: { events: events.slice(at, at + batch) } });
  return server;
}

await using built = await builtPages();
await using folder = await folderOf({
  "report.html": [...htmlPage(report, builtPage(built.folder))].join(""),
});
const browser = await launch();
const url = pathToFileURL(join(folder.path, "report.html")).href;
await measure("report", await browser.newPage(), url);
const server = await serving(eventsOf(report), built.folder);
const context = await browser.newContext();
const [name = "", value = ""] = (await server.logIn("admin")).cookie.split("=");
await context.addCookies([{ name, value, url: server.url }]);
await measure("dashboard", await context.newPage(), `${server.url}/`);
await browser.close();
await server.stop();
