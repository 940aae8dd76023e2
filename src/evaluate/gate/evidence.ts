import type { Config } from "../../config/config.ts";
import type { Finding } from "../../core/finding.ts";
import type { Report } from "../../core/report.ts";
import type { Event } from "../../ledger/event.ts";

/** What a gate knows of a repository. */
export interface RepositoryEvidence {
  readonly folder: string;
  readonly audit: Report;
  /** The scan of all that its history holds; none where it has none. */
  readonly history: Report | undefined;
}

/** What a gate judges by. */
export interface Evidence {
  /** The scan of the release. */
  readonly scan: Report;
  /** Names of its files, with `/`. */
  readonly files: readonly string[];
  /** The text of its card, `README.md`. */
  readonly card: string | undefined;
  /** None where no repository was named. */
  readonly repository: RepositoryEvidence | undefined;
  /** What the project's ledger says, oldest first. */
  readonly events: readonly Event[];
  readonly settings: Config;
}

/** The name of a file inside of the release that a finding stands in. */
export function nameIn({ scan }: Evidence, { location: { path } }: Finding): string {
  const root = scan.target.replace(/\/+$/, "");
  return path.startsWith(`${root}/`) ? path.slice(root.length + 1) : path;
}
