import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { complaintsOf, hasBrowser, launch } from "./kit/browser.ts";
import { type Dashboard, serveDashboard, yearWorld } from "./kit/dashboard/server.ts";
import { type BuiltPages, builtPages } from "./kit/pages.ts";

/** A machine that does other things may need long. */
const eventually = <T>(read: () => T): ReturnType<typeof expect.poll<T>> =>
  expect.poll(read, { timeout: 20_000 });

describe.skipIf(!hasBrowser)("the dashboard", { timeout: 60_000 }, () => {
  let browser: Browser;
  let built: BuiltPages;
  let dashboard: Dashboard;
  let page: Page;
  let complaints: string[];

  beforeAll(async () => {
    built = await builtPages();
    dashboard = await serveDashboard(built.folder, yearWorld(0));
    browser = await launch();
    page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(20_000);
    complaints = complaintsOf(page);
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await dashboard.close();
    await built[Symbol.asyncDispose]();
  });

  beforeEach(() => {
    dashboard.world = yearWorld(400);
    complaints.length = 0;
  });

  async function open(hash: string): Promise<void> {
    await page.goto("about:blank");
    await page.goto(dashboard.url + hash);
  }

  const total = (): Promise<string | null> => page.locator(".total").textContent();
  const title = (): Promise<string | null> => page.locator("#detail-title").textContent();

  test("shows a new finding without a reload, also after the server was away", async () => {
    await open("#/findings?q=state:open");
    await eventually(total).toMatch(/^\d+ findings$/);
    const before = Number((await total())?.split(" ")[0]);
    const closed = dashboard.world.findings.findIndex(({ state }) => state === "closed");
    const add = (index: number): void => {
      const finding = dashboard.world.findings[index];
      if (finding) dashboard.world.findings[index] = { ...finding, state: "open" };
    };
    add(closed);
    dashboard.push("changed", { gauges: true, findings: ["x"], releases: false });
    await eventually(total).toBe(`${before + 1} findings`);

    dashboard.cut();
    await page.getByText("not connected").waitFor();
    add(dashboard.world.findings.findIndex(({ state }) => state === "closed"));
    await page.getByText("live", { exact: true }).waitFor();
    await eventually(total).toBe(`${before + 2} findings`);
  });

  test("is gone through with the keyboard alone", async () => {
    await open("#/findings?q=state:open class:secret");
    await page.locator(".finding-row").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await eventually(() => page.locator(".finding-row.current").count()).toBe(1);
    expect(page.url()).toContain("q=state:open%20class:secret");
    const second = await page.locator(".finding-row.current .title").textContent();
    expect(await title()).toBe(second);
    const count = Number((await total())?.split(" ")[0]);

    await page.keyboard.press("r");
    await page.getByText("1 finding marked as rotated").waitFor();
    await eventually(total).toBe(`${count - 1} findings`);
    const third = page.locator("li[aria-posinset='2'] .finding-row a");
    const behind = await third.getAttribute("href");
    await page.keyboard.press("z");
    await eventually(total).toBe(`${count} findings`);

    await page.keyboard.press("r");
    await eventually(total).toBe(`${count - 1} findings`);
    await page.keyboard.press("j");
    await eventually(() => page.url()).toContain(behind);
  });

  test("accepts several with one reason and an end", async () => {
    await open("#/findings?q=state:open");
    await page.locator(".finding-row").first().waitFor();
    for (const key of ["j", "x", "j", "x", "a"]) await page.keyboard.press(key);
    await page.getByRole("heading", { name: "Accept 2 findings" }).waitFor();
    await page.getByLabel("Why it may stay").fill("Public since the paper.");
    await page.getByRole("button", { name: "Accept", exact: true }).click();
    await page.getByText("2 findings accepted").waitFor();
    const accepted = dashboard.world.findings.filter(
      ({ reason }) => reason === "Public since the paper.",
    );
    expect(accepted).toHaveLength(2);
    expect(accepted[0]?.expires).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("keeps what is typed and what is chosen in the address", async () => {
    await open("#/findings?q=state:open");
    await page.locator(".finding-row").first().waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type(" token");
    await eventually(() => page.url()).toContain("q=state:open%20token");
    await page.locator("summary", { hasText: "severity" }).click();
    await page.getByRole("checkbox", { name: /^critical/ }).check();
    await eventually(() => page.url()).toContain("severity:critical");
    expect(await page.locator("#filter").inputValue()).toContain("severity:critical");
    await page.keyboard.press("Escape");
    await page.getByRole("link", { name: /^closed/ }).click();
    await eventually(() => page.url()).toContain("state:closed");
    await page.goBack();
    await eventually(() => page.url()).toContain("state:open");
  });

  test("builds of 10,000 findings those in sight, and comes to the last one", async () => {
    dashboard.world = yearWorld(10_000);
    await open("#/findings");
    await eventually(total).toBe("10,000 findings");
    const rows = page.locator(".finding-row");
    expect(await rows.count()).toBeLessThan(60);
    await page.evaluate("document.querySelector('.rows').scrollTop = 1e9");
    await page.locator("li[aria-posinset='10000'] .finding-row").waitFor();
    expect(await rows.count()).toBeLessThan(60);
  });

  test("a viewer may read only, and is told so", async () => {
    dashboard.world.role = "viewer";
    await open("#/findings/f3?q=");
    await page.getByText("Why it matters").waitFor();
    expect(await page.locator(".detail-actions").count()).toBe(0);
    await page.keyboard.press("r");
    await page.getByText("You may read findings, not change them.").waitFor();
  });

  test("markup in names and values stays text, and runs nowhere", async () => {
    const evil = "<img src=x onerror=alert(1)><script>alert(2)</script>\u202e";
    const first = dashboard.world.findings[0];
    if (first)
      dashboard.world.findings[0] = {
        ...first,
        title: evil,
        preview: evil,
        path: `${evil}!/${evil}`,
        key: evil,
        project: evil,
        targets: [evil],
        harm: evil,
      };
    await open(`#/findings/${first?.id}`);
    await page.getByText("Why it matters").waitFor();
    expect(await page.locator("img").count()).toBe(0);
    expect(await title()).toBe(evil.replace("\u202e", String.raw`\u202e`));
    expect(complaints).toEqual([]);
  });

  test("single keys can be turned off", async () => {
    await open("#/findings?q=state:open");
    await page.locator(".finding-row").first().waitFor();
    await page.keyboard.press("?");
    await page.getByRole("checkbox", { name: "Single keys do something" }).uncheck();
    await page.getByRole("button", { name: "Close" }).click();
    await page.keyboard.press("j");
    expect(page.url()).not.toContain("/findings/");
    await page.evaluate("localStorage.clear()");
  });

  test("moves nothing by motion for whoever does not want that", async () => {
    await page.emulateMedia({ reducedMotion: "reduce" });
    await open("#/");
    await page.locator(".rail a").first().waitFor();
    const duration = await page.evaluate(
      "getComputedStyle(document.querySelector('.rail a')).transitionDuration",
    );
    expect(duration).toBe("0s");
    await page.emulateMedia({ reducedMotion: null });
  });

  test("shows the card to who has logged in after being sent back", async () => {
    await open("#/login/unauthenticated");
    await page.getByRole("heading", { name: "Battlecard" }).waitFor();
  });

  test("leads from a release to findings of its own project", async () => {
    await open("#/releases");
    await page.locator(".releases a.path").first().click();
    const link = page.getByRole("link", { name: "its open findings" });
    expect(await link.getAttribute("href")).toMatch(/^#\/findings\?project=[\w-]+&q=target:/);
  });

  test("does not shift while it loads", async () => {
    await page.addInitScript(`
      globalThis.shifts = 0;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) if (!entry.hadRecentInput) globalThis.shifts += entry.value;
      }).observe({ type: "layout-shift", buffered: true });`);
    await open("#/releases");
    await page.getByText("not inspected").first().waitFor();
    await open("#/findings?q=state:open");
    await page.locator(".finding-row").first().waitFor();
    expect(await page.evaluate("shifts")).toBeLessThan(0.05);
  });
});
