import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { program } from "./tools.ts";

const executablePath = program("chromium", "chromium-browser", "google-chrome");

/** Whether there is a browser here. */
export const hasBrowser = executablePath !== undefined;

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: executablePath ?? "",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });

/** Notes whatever goes wrong in a page: errors, violations of its policy, and requests to other origins. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol !== "file:" && hostname !== "127.0.0.1") complaints.push(request.url());
  });
  return complaints;
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}

/** What axe-core finds wrong in a page by WCAG 2.2, A and AA, and by its own best practices. */
export async function violationsOf(page: Page): Promise<readonly string[]> {
  // Through the debugger, so that the page's policy stays as strict as it is.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>(
    `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })`,
  );
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`).join(" | ")}`,
  );
}
