import { readFile, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { builtPage } from "../src/cli/built.ts";
import { main } from "../src/cli/main.ts";
import { showInBrowser } from "../src/cli/opening.ts";
import type { Report } from "../src/core/report.ts";
import { largeReport, sampleFinding, sampleReport, sampleSecrets } from "../src/report/testing.ts";
import { fakeToken, folderOf } from "../src/scan/testing.ts";
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

/** A shell of which only what is said matters. */
const shellOf = (said: { out: string; err: string }) => ({
  out: (text: string) => void (said.out += text),
  write: async () => undefined,
  err: (text: string) => void (said.err += text),
  stdin: async function* () {},
  columns: 80,
  colour: false,
  interactive: false,
  signal: new AbortController().signal,
});

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

test("'--format html' writes the same page, and says so where it was not built", async () => {
  await using folder = await folderOf({ "a.py": `token = "${fakeToken()}"\n` });
  const report = async (ui: string) => {
    const said = { out: "", err: "" };
    const status = await main(["scan", folder.path, "-f", "html", "--untrusted"], {
      ...shellOf(said),
      env: { TARE_UI_DIR: ui },
    });
    return { status, ...said };
  };
  const { script, style } = builtPage(built.folder);
  const { out, status } = await report(built.folder);
  expect(status).toBe(1);
  expect(out).toContain(`<script>${script}</script>`);
  expect(out).toContain(`<style>${style}</style>`);
  expect(out).not.toContain(fakeToken());
  const none = await report(join(folder.path, "no-ui"));
  expect(none).toMatchObject({ status: 4, out: "" });
  expect(none.err).toContain("hint: build it with 'npm run ui', or take '--format text'");
}, 60_000);

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

  test("it is readable on a telephone, and in the dark", async () => {
    const context = await browser.newContext({
      colorScheme: "dark",
      viewport: { width: 360, height: 740 },
    });
    const small = await context.newPage();
    const url = pathToFileURL(await shown(sampleReport())).href;
    for (const hash of ["", "#/findings", "#/findings/0"]) {
      await small.goto("about:blank");
      await small.goto(url + hash);
      await small.locator("#main").waitFor();
      expect(await violationsOf(small), hash).toEqual([]);
      expect(await small.evaluate("document.documentElement.scrollWidth"), hash).toBe(360);
    }
    await context.close();
  });

  test("on paper stands all of it, and afterwards the page is as it was", async () => {
    await open(largeReport(300), "#/findings?q=severity:critical");
    await page.locator(".finding-row").first().waitFor();
    const print = (event: string): Promise<unknown> =>
      page.evaluate(`dispatchEvent(new Event("${event}"))`);
    await print("beforeprint");
    const heading = page.getByRole("heading", { name: /^\d+ findings$/ });
    const [many] = /\d+/.exec((await heading.textContent()) ?? "") ?? [];
    expect(await page.locator(".printed > section:last-child li").count()).toBe(Number(many));
    expect(Number(many)).toBeGreaterThan(100);
    await print("afterprint");
    await page.locator(".finding-row").first().waitFor();
    expect(page.url()).toContain("q=severity:critical");
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
