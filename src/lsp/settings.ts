import type { ScanOptions } from "../scan/context.ts";
import type { Policy } from "../scan/policy.ts";

/** How the documents of a folder are looked at. */
export interface FolderSettings {
  readonly scan: ScanOptions;
  readonly policy: Policy;
}

/** Reads what a folder says about itself. @throws {TareError} `usage`: that is wrong. */
export type ReadSettings = (folder: string, isUntrusted: boolean) => Promise<FolderSettings>;
