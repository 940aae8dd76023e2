import { readFile, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { showInBrowser } from "../src/cli/opening.ts";
import type { Report } from "../src/core/report.ts";
import { largeReport, sampleFinding, sampleReport, sampleSecrets } from "../src/report/testing.ts";
import { complaintsOf, hasBrowser, launch, violationsOf } from "./kit/browser.ts";
import { type BuiltPages, builtPages } from "./kit/pages.ts";

let built: BuiltPages;
const written: string[] = [];

beforeAll(async () => {
  built = await builtPages();
}, 240_000);
afterAll(async () => {
  await built[Symbol.asyncDispose]();
  for (const file of written) await rm(dirname(file), { recursive: true });
});

/** Shows a report as `tare scan --open` does, with an opener that only notes the file. */
async function shown(report: Report): Promise<string> {
  const said: string[] = [];
  const opened: string[] = [];
  const shell = {
    err: (text: string) => void said.push(text),
    open: async (file: string) => opened.push(file) > 0,
    env: { TARE_UI_DIR: built.folder },
  };
  await showInBrowser(report, shell);
  const [file = ""] = opened;
  written.push(file);
  expect(said).toEqual([`tare: report opened: ${file}\n`]);
  return file;
}

const evil = "</script><img src=x onerror=alert(1)><script>alert(2)</script></noscript>";
const evilReport = (): Report =>
  sampleReport({
    target: evil,
    findings: [
      {
        ...sampleFinding({
          kind: "host",
          preview: evil,
          location: { path: `${evil}!/${evil}`, key: evil },
          context: { before: evil, after: evil },
        }),
        title: evil,
      },
    ],
    gaps: [{ path: evil, reason: evil, bytes: 1 }],
  });

test("the file is its reader's own, holds no part of a secret, and names no other place", async () => {
  const file = await shown(sampleReport());
  expect((await stat(file)).mode & 0o077).toBe(0);
  expect((await stat(dirname(file))).mode & 0o077).toBe(0);
  const page = await readFile(file, "utf8");
  for (const secret of Object.values(sampleSecrets))
    for (let at = 4; at + 8 <= secret.length; at++)
      expect(page).not.toContain(secret.slice(at, at + 8));
  expect(page).not.toMatch(/\b(?:src|href)="(?!#)|@import|url\(/);
});

test("says where it is if nothing opens it", async () => {
  const said: string[] = [];
  const shell = { err: (text: string) => void said.push(text), env: { TARE_UI_DIR: built.folder } };
  await showInBrowser(sampleReport(), shell);
  const file = /^tare: open this in a browser: (.+)\n$/.exec(said[0] ?? "")?.[1] ?? "";
  written.push(file);
  expect(await readFile(file, "utf8")).toContain("<noscript>");
});

describe.skipIf(!hasBrowser)("in a browser", { timeout: 120_000 }, () => {
  let browser: Browser;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    complaints = complaintsOf(page);
  }, 240_000);
  afterAll(() => browser.close());

  const open = async (report: Report, hash = ""): Promise<void> => {
    const url = pathToFileURL(await shown(report)).href;
    await page.goto("about:blank");
    await page.goto(url + hash);
  };

  test("it leads from the verdict to the findings, and keeps the filter in the address", async () => {
    await open(sampleReport());
    await page.getByText("revoke the 3 secrets first").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("link", { name: "critical", exact: true }).click();
    await page.locator(".finding-row").first().waitFor();
    expect(page.url()).toContain("#/findings?q=severity:critical");
    await page.keyboard.press("j");
    await page.getByText("Why it matters").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(complaints).toEqual([]);
  });

  test("markup in names and values stays text", async () => {
    await open(evilReport(), "#/findings/0");
    await page.getByText("Why it matters").waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await page.locator("#detail-title").textContent()).toBe(evil);
    expect(complaints).toEqual([]);
  });

  test("10,000 findings are as quick as ten", async () => {
    await open(largeReport(10_000), "#/findings");
    await page.locator(".finding-row").first().waitFor();
    expect(await page.locator(".finding-row").count()).toBeLessThan(60);
  });

  test("it says its report without script, too", async () => {
    const still = await browser.newContext({ javaScriptEnabled: false });
    const plain = await still.newPage();
    await plain.goto(pathToFileURL(await shown(evilReport())).href);
    expect(await plain.locator("noscript pre").innerText()).toContain("alert(2)");
    expect(await plain.locator("img").count()).toBe(0);
    await still.close();
  });
});
