import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { TareError } from "../core/error.ts";

/** Beside the built program, and where a build leaves it for what runs from source. */
const places = ["./ui/", "../../dist/ui/"] as const;

/**
 * The folder of the built dashboard: `index.html` and its parts, and `report/`
 * for the page of one report.
 *
 * @throws {TareError} `machine`: it was not built.
 */
export function dashboardFolder(): string {
  const folders = places.map((place) => fileURLToPath(new URL(place, import.meta.url)));
  const folder = folders.find((each) => existsSync(each));
  if (folder !== undefined) return folder;
  throw new TareError("machine", "the dashboard was not built", { hint: "run 'npm run build'" });
}
