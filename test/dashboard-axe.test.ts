import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { complaintsOf, hasBrowser, launch, violationsOf } from "./kit/browser.ts";
import { type Dashboard, emptyWorld, serveDashboard, yearWorld } from "./kit/dashboard/server.ts";
import { type BuiltPages, builtPages } from "./kit/pages.ts";

/** Each page, and what shows that it is there. */
const pages: readonly (readonly [hash: string, shows: string])[] = [
  ["#/", "Static credentials|Active long-lived static credentials"],
  ["#/gauges/static-credentials", "How it is computed"],
  ["#/gauges/wildcard-roles", "No data"],
  ["#/findings?q=state:open", "findings"],
  ["#/findings/f3?q=", "Why it matters"],
  ["#/findings?q=nothing-like-this", "Nothing fits this filter"],
  ["#/releases", "not inspected"],
  ["#/releases/r3", "What an attacker would piece together"],
  ["#/pipelines", "static"],
  ["#/stages/fortify", "What to run"],
  ["#/ledger", "commit blocked"],
  ["#/settings/you", "reads|does everything"],
  ["#/settings/users", "bruno"],
  ["#/settings/tokens", "ci of ranker"],
  ["#/settings/webhooks", "hooks.slack.example"],
  ["#/settings/audit", "token created"],
  ["#/nowhere", "no such page"],
];

/** The same where nobody has sent anything. */
const emptyPages = [
  ["#/", "Nothing was recorded yet"],
  ["#/findings", "No finding yet"],
  ["#/releases", "No release here"],
  ["#/pipelines", "No job was seen"],
] as const;

describe.skipIf(!hasBrowser)("axe finds nothing, and nothing is wider than the page", () => {
  let browser: Browser;
  let built: BuiltPages;
  let dashboard: Dashboard;

  beforeAll(async () => {
    built = await builtPages();
    dashboard = await serveDashboard(built.folder, yearWorld(300));
    browser = await launch();
  }, 240_000);

  afterAll(async () => {
    await browser.close();
    await dashboard.close();
    await built[Symbol.asyncDispose]();
  });

  test.each([
    ["light", 1280],
    ["dark", 360],
  ] as const)(
    "%s, at %d pixels",
    async (colorScheme, width) => {
      const page = await browser.newPage({ colorScheme, viewport: { width, height: 800 } });
      const complaints = complaintsOf(page);
      const look = async (hash: string, shows: string): Promise<void> => {
        await page.goto("about:blank");
        await page.goto(dashboard.url + hash);
        await page.getByText(new RegExp(shows, "i")).first().waitFor({ state: "attached" });
        expect(await violationsOf(page), hash).toEqual([]);
        expect(await page.evaluate("document.documentElement.scrollWidth"), hash).toBe(width);
      };
      dashboard.world = yearWorld(200);
      for (const [hash, shows] of pages) await look(hash, shows);
      dashboard.world = emptyWorld();
      for (const [hash, shows] of emptyPages) await look(hash, shows);
      expect(complaints).toEqual([]);
      dashboard.world.role = "nobody";
      await look("#/", "Password");
      dashboard.world.role = "first-start";
      await look("#/welcome/token", "Welcome to tare");
      await page.close();
    },
    // axe looks at every element; on a machine that does other things that takes minutes.
    400_000,
  );

  test("dialogs, menus and the selection, too", async () => {
    dashboard.world = yearWorld(300);
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
    await page.goto(`${dashboard.url}#/findings?q=state:open`);
    await page.locator(".finding-row").first().waitFor();
    await page.keyboard.press("?");
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole("button", { name: "Close" }).click();
    await page.keyboard.press("j");
    await page.keyboard.press("x");
    await page.locator("summary", { hasText: "class" }).click();
    await page.getByRole("checkbox", { name: /^secret/ }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await page.locator(".detail").focus();
    await page.keyboard.press("a");
    await page.getByLabel("Why it may stay").waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.close();
  }, 200_000);
});
