import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Report } from "../src/core/report.ts";
import { html } from "../src/report/html.ts";
import { program } from "./kit/tools.ts";
import { largeReport, plainOptions, sampleFinding, sampleReport } from "../src/report/testing.ts";

const executablePath = program("chromium", "chromium-browser", "google-chrome");

/** The page in a real browser, from disk and under its own policy. */
describe.skipIf(executablePath === undefined)("the page", () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  /** Whatever went wrong in the page, or was asked of the network, since it was opened. */
  let complaints: string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "tare-html-"));
    browser = await chromium.launch({
      executablePath: executablePath ?? "",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
    });
    page = await browser.newPage();
    page.on("console", (message) => complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith("file:")) complaints.push(request.url());
    });
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await rm(folder, { recursive: true });
  });

  async function open(report: Report, hash = ""): Promise<void> {
    const file = join(folder, `${++opened}.html`);
    await writeFile(file, [...html.render(report, plainOptions)].join(""));
    complaints = [];
    await page.goto(pathToFileURL(file).href + hash);
  }
  let opened = 0;

  test("shows the findings by file, and their details when asked", async () => {
    await open(sampleReport());
    expect(await page.locator("h1").textContent()).toBe("release.zip config.json");
    expect(await page.locator("#verdict").textContent()).toContain("revoke the 3 secrets first");
    expect(await page.locator(".file h3 .path").allTextContents()).toEqual([
      "release.zip",
      "config.json",
    ]);
    const token = page.locator(".finding", { hasText: "Hugging Face" });
    expect(await token.locator(".body").count()).toBe(0);
    await token.locator("summary").press("Enter");
    expect(await token.locator(".body").textContent()).toContain("huggingface.co/settings/tokens");
    expect(await page.locator("#gaps li").count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  test("keeps the filter in the address, and takes it from there", async () => {
    await open(sampleReport(), "#severity=critical,high&class=secret&class=nope");
    const titles = page.locator(".finding .title");
    expect(await titles.count()).toBe(3);
    await page.keyboard.press("/");
    await page.keyboard.type("hub_token");
    expect(await titles.count()).toBe(1);
    expect(page.url()).toContain("#q=hub_token&severity=critical,high&class=secret");
    await page.getByRole("button", { name: "Remove filter: critical" }).click();
    expect(await page.locator(".none").count()).toBe(1);
    expect(await page.locator("#count").textContent()).toBe("0 of 12 findings");
  });

  test("markup in names and values stays text", async () => {
    const evil = "</script><img src=x onerror=alert(1)><script>alert(2)</script>";
    const finding = sampleFinding({
      kind: "host",
      preview: evil,
      location: { path: `${evil}!/${evil}`, key: evil },
      context: { before: evil, after: evil },
    });
    const report = sampleReport({
      target: evil,
      findings: [{ ...finding, title: evil, harm: evil }],
      gaps: [{ path: evil, reason: evil, bytes: 1 }],
    });
    await open(report, "#q=script");
    await page.locator("#expand").click();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("script").count()).toBe(2);
    expect(await page.locator("h1").textContent()).toBe(evil);
    expect(await page.locator(".evidence b").textContent()).toBe(evil);
    expect(complaints).toEqual([]);
  });

  test("builds 10,000 findings as the reader comes to them", async () => {
    await open(largeReport(10_000));
    const rows = page.locator(".finding");
    expect(await rows.count()).toBeLessThan(200);
    await page.evaluate("scrollTo(0, 1e9)");
    await expect.poll(() => rows.count()).toBeGreaterThan(80);
  });

  test("follows the chosen theme, and fits a telephone", async () => {
    await open(sampleReport());
    const ground = (): Promise<string> =>
      page.evaluate("getComputedStyle(document.body).backgroundColor");
    await page.locator("#theme").click();
    const light = await ground();
    await page.locator("#theme").click();
    expect(await ground()).not.toBe(light);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(390);
  });
});
