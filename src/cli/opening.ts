import { spawn } from "node:child_process";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Report } from "../core/report.ts";
import { htmlPage } from "../report/html.ts";
import { builtPage, dashboardFolder } from "./built.ts";
import type { Shell } from "./command.ts";
import { writeWhole } from "./output.ts";

/**
 * Writes a report as one page into a folder that only the user can read, and
 * shows it in the browser. The file stays: the browser reads it when it likes.
 *
 * @throws {TareError} `machine`: the page was not built, or cannot be written.
 */
export async function showInBrowser(
  report: Report,
  shell: Pick<Shell, "open" | "err" | "env">,
): Promise<void> {
  const page = builtPage(dashboardFolder(shell.env));
  const file = join(await mkdtemp(join(tmpdir(), "tare-report-")), "report.html");
  await writeWhole(file, htmlPage(report, page));
  const isOpen = (await shell.open?.(file)) ?? false;
  shell.err(isOpen ? `tare: report opened: ${file}\n` : `tare: open this in a browser: ${file}\n`);
}

/** What opens a file as a double click does, by platform. */
const openers: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  darwin: ["open"],
  win32: ["rundll32", "url.dll,FileProtocolHandler"],
};

/** @returns Whether there is a program for it that started. */
export function openFile(file: string, platform: NodeJS.Platform): Promise<boolean> {
  const [program = "", ...before] = openers[platform] ?? ["xdg-open"];
  const child = spawn(program, [...before, file], { detached: true, stdio: "ignore" });
  child.unref();
  return new Promise((resolve) => {
    child.once("spawn", () => resolve(true));
    child.once("error", () => resolve(false));
  });
}
