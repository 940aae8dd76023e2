import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { madeUp } from "../src/demo/credentials.ts";
import { releaseZip } from "../src/demo/release.ts";
import { migrate } from "../src/server/database/migration.ts";
import { openMemory } from "../src/server/database/pglite.ts";
import { testRunning, type TestRunning } from "../src/server/testing.ts";
import { complaintsOf, hasBrowser, launch } from "./kit/browser.ts";
import { type BuiltPages, builtPages } from "./kit/pages.ts";

const run = promisify(execFile);

/** The real server, the real command line, a real browser. */
describe.skipIf(!hasBrowser)("the first day", { timeout: 240_000 }, () => {
  let built: BuiltPages;
  let server: TestRunning;
  let browser: Browser;
  let page: Page;
  let complaints: string[];
  let folder: string;

  beforeAll(async () => {
    built = await builtPages();
    const database = await openMemory();
    await migrate(database);
    server = await testRunning(database, { page: built.folder });
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(60_000);
    complaints = complaintsOf(page);
    folder = await mkdtemp(join(tmpdir(), "tare-live-"));
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await server.stop();
    await built[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  /** Scans the demo release in a project of its own, as a laptop does that was told of the server. */
  async function scan(token: string): Promise<void> {
    await mkdir(join(folder, ".tare"), { recursive: true });
    await writeFile(join(folder, "sentiment-v2.zip"), releaseZip(madeUp()));
    await run(process.execPath, [resolve("src/cli/bin.ts"), "scan", "sentiment-v2.zip"], {
      cwd: folder,
      env: { ...process.env, TARE_SERVER: server.url, TARE_TOKEN: token },
    }).catch((error: { code?: number }) => {
      // The release leaks: that is what 1 says.
      if (error.code !== 1) throw error;
    });
  }

  test("an account by the link, a token, a scan: the finding is there without a reload", async () => {
    await page.goto(server.welcome ?? "");
    await page.getByLabel("Name", { exact: true }).fill("ana");
    await page.getByLabel("Password").fill("correct horse battery");
    await page.getByRole("button", { name: "Make the account" }).click();
    await page.getByRole("heading", { name: "Battlecard" }).waitFor();
    await page.getByText("Nothing was recorded yet").waitFor();

    await page.goto(`${server.url}/#/settings/tokens`);
    await page.getByRole("button", { name: "Make a token" }).click();
    await page.getByLabel("Name", { exact: true }).fill("laptop of ana");
    await page.getByRole("button", { name: "Make a token" }).click();
    const shown = await page.locator(".shown-once code").textContent();
    const token = /TARE_TOKEN=(\S+)/.exec(shown ?? "")?.[1] ?? "";

    await page.goto(`${server.url}/#/findings?q=state:open`);
    await page.getByText("Nothing fits this filter").waitFor();
    await page.evaluate("globalThis.isSamePage = true");
    await scan(token);
    const finding = page.locator(".finding-row", { hasText: "Hugging Face user access token" });
    await finding.first().waitFor();
    expect(await page.evaluate("globalThis.isSamePage")).toBe(true);

    await finding.first().locator("a").click();
    await page.getByText("Why it matters").waitFor();
    expect(await page.locator(".place").textContent()).toMatch(/^sentiment-v2\.zip › .+ › .+/);
    await page.keyboard.press("r");
    await page.getByText("1 finding marked as rotated").waitFor();
    await page.locator(".detail .state.rotated").waitFor();
    await page.getByText("finding rotated").waitFor();

    await page.goto(`${server.url}/#/releases`);
    await page.getByRole("link", { name: "sentiment-v2.zip" }).click();
    await page.getByText("What was inspected").waitFor();
    await page.goto(`${server.url}/#/`);
    await page.getByText("Hardcoded secrets").waitFor();
    // Before there is an account the server says so, and the browser notes it.
    expect(complaints.filter((each) => !each.includes("401"))).toEqual([]);
    expect(server.errors).toEqual([]);
  });
});
