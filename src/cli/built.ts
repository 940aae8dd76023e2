import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TareError } from "../core/error.ts";
import type { BuiltPage } from "../report/html.ts";
import type { Shell } from "./command.ts";

/**
 * Where the built dashboard lies: `index.html` and its parts, and `report/` for the page of one report. That is `ui/`
 * beside the program in the package, and what the sources were built into where they run as they are.
 */
export const dashboardFolder = (env: Shell["env"] = {}): string =>
  env["TARE_UI_DIR"] ??
  join(import.meta.dirname, import.meta.filename.endsWith(".ts") ? "../../dist/ui" : "ui");

/**
 * What the page of one report is made of.
 *
 * @param folder Of the built dashboard.
 * @throws {TareError} `machine`: it was not built.
 */
export function builtPage(folder = dashboardFolder()): BuiltPage {
  const part = (name: string): string => readFileSync(join(folder, "report", name), "utf8").trim();
  try {
    return { script: part("report.js"), style: part("report.css") };
  } catch (cause) {
    throw new TareError("machine", `no built page of a report in '${folder}'`, {
      hint: "build it with 'npm run ui', or take '--format text'",
      cause,
    });
  }
}
